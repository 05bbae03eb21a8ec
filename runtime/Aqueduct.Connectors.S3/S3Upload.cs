using Amazon.S3;
using Amazon.S3.Model;

namespace Aqueduct.Connectors.S3;

/// <summary>An object that is sent in parts. It is there when its parts are put together, and not before.</summary>
sealed class S3Upload(IAmazonS3 client, string bucket, string key)
{
    /// <summary>Size of a part at least, but of the last. Bytes.</summary>
    public const long PartSize = 16L << 20;

    /// <summary>An upload has 10,000 parts at most: https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html</summary>
    const int MostParts = 10_000;

    /// <summary>Time that taking back may cost, which is asked for after the caller has given up.</summary>
    static readonly TimeSpan AbortTime = TimeSpan.FromSeconds(30);

    readonly List<PartETag> _parts = [];
    string? _upload;

    /// <summary>Sends all bytes of <paramref name="content"/>, part after part: each is read from it when it is sent.</summary>
    /// <param name="content">The bytes.</param>
    /// <param name="contentType">The object's media type; null for the store's own.</param>
    /// <param name="metadata">What stays with the object.</param>
    /// <param name="cancel">Stops.</param>
    public async Task SendAsync(Stream content, string? contentType, Dictionary<string, string>? metadata, CancellationToken cancel)
    {
        var begin = new InitiateMultipartUploadRequest { BucketName = bucket, Key = key, ContentType = contentType };
        foreach (var (name, value) in metadata ?? [])
            begin.Metadata[name] = value;
        _upload = (await client.InitiateMultipartUploadAsync(begin, cancel).ConfigureAwait(false)).UploadId;
        var size = Math.Max(PartSize, (content.Length + MostParts - 1) / MostParts);
        for (var start = 0L; start < content.Length; start += size)
        {
            content.Position = start;
            var sent = await client.UploadPartAsync(new UploadPartRequest
            {
                BucketName = bucket,
                Key = key,
                UploadId = _upload,
                PartNumber = _parts.Count + 1,
                PartSize = Math.Min(size, content.Length - start),
                InputStream = content,
                UseChunkEncoding = false,
            }, cancel).ConfigureAwait(false);
            _parts.Add(new PartETag(_parts.Count + 1, sent.ETag));
        }
    }

    /// <summary>Puts the parts together.</summary>
    public Task CompleteAsync(CancellationToken cancel) =>
        client.CompleteMultipartUploadAsync(new CompleteMultipartUploadRequest { BucketName = bucket, Key = key, UploadId = _upload, PartETags = _parts }, cancel);

    /// <summary>Takes back what was sent.</summary>
    public async Task AbortAsync()
    {
        if (_upload is null)
            return;
        using var limit = new CancellationTokenSource(AbortTime);
        try
        {
            await client.AbortMultipartUploadAsync(new AbortMultipartUploadRequest { BucketName = bucket, Key = key, UploadId = _upload }, limit.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (S3Failure.IsOne(e, CancellationToken.None))
        {
            // Why the upload failed is what is reported. Parts without an object cost money and nothing else: a lifecycle rule of the bucket removes them.
        }
    }
}
