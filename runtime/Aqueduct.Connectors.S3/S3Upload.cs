using Amazon.S3;
using Amazon.S3.Model;

namespace Aqueduct.Connectors.S3;

/// <summary>Writes a large object in parts. It is there when the last part was put together with the others; what fails before is taken back.</summary>
sealed class S3Upload(IAmazonS3 client, string bucket, string key)
{
    /// <summary>Objects up to this size are written by one request; parts are of this size at least. Bytes.</summary>
    public const long PartSize = 16L << 20;

    /// <summary>An upload has 10,000 parts at most: https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html</summary>
    const int MostParts = 10_000;

    /// <summary>Time that taking back may cost, which is asked for after the caller has given up.</summary>
    static readonly TimeSpan AbortTime = TimeSpan.FromSeconds(30);

    /// <summary>Writes all bytes of <paramref name="content"/>, part after part: each is read from it when it is sent.</summary>
    public async Task RunAsync(Stream content, CancellationToken cancel)
    {
        var upload = (await client.InitiateMultipartUploadAsync(new InitiateMultipartUploadRequest { BucketName = bucket, Key = key }, cancel).ConfigureAwait(false)).UploadId;
        try
        {
            var size = Math.Max(PartSize, (content.Length + MostParts - 1) / MostParts);
            var parts = new List<PartETag>();
            for (var start = 0L; start < content.Length; start += size)
            {
                content.Position = start;
                var sent = await client.UploadPartAsync(new UploadPartRequest
                {
                    BucketName = bucket,
                    Key = key,
                    UploadId = upload,
                    PartNumber = parts.Count + 1,
                    PartSize = Math.Min(size, content.Length - start),
                    InputStream = content,
                    UseChunkEncoding = false,
                }, cancel).ConfigureAwait(false);
                parts.Add(new PartETag(parts.Count + 1, sent.ETag));
            }

            await client.CompleteMultipartUploadAsync(new CompleteMultipartUploadRequest { BucketName = bucket, Key = key, UploadId = upload, PartETags = parts }, cancel).ConfigureAwait(false);
        }
        catch
        {
            await AbortAsync(upload).ConfigureAwait(false);
            throw;
        }
    }

    async Task AbortAsync(string upload)
    {
        using var limit = new CancellationTokenSource(AbortTime);
        try
        {
            await client.AbortMultipartUploadAsync(new AbortMultipartUploadRequest { BucketName = bucket, Key = key, UploadId = upload }, limit.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (S3Failure.IsOne(e, CancellationToken.None))
        {
            // Why the upload failed is what is reported. Parts without an object cost money and nothing else: a lifecycle rule of the bucket removes them.
        }
    }
}
