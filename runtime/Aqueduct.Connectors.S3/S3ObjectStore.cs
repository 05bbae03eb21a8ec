using System.Net;
using System.Runtime.CompilerServices;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using Aqueduct.Runtime;

namespace Aqueduct.Connectors.S3;

/// <summary>Objects in a bucket of Amazon S3, or of a store that speaks its protocol.</summary>
sealed class S3ObjectStore(S3Settings settings) : ObjectStore
{
    /// <summary>Most that one request can copy: https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html</summary>
    const long MostCopied = 5L << 30;

    // Asking for credentials of the machine can take seconds: nobody does before an object is needed.
    readonly Lazy<AmazonS3Client> _client = new(() => settings.Credentials is { } credentials ? new AmazonS3Client(credentials, settings.Client) : new AmazonS3Client(settings.Client));

    /// <inheritdoc/>
    public override string Location { get; } = $"s3://{settings.Bucket}/{settings.Prefix}".TrimEnd('/');

    /// <inheritdoc/>
    public override async Task<ObjectEntry?> FindAsync(string key, CancellationToken cancel)
    {
        try
        {
            var found = await _client.Value.GetObjectMetadataAsync(new GetObjectMetadataRequest { BucketName = settings.Bucket, Key = settings.Prefix + key }, cancel).ConfigureAwait(false);
            return new ObjectEntry(key, found.ContentLength, Time(found.LastModified));
        }
        catch (Exception e) when (S3Failure.IsMissing(e))
        {
            return null;
        }
        catch (Exception e) when (S3Failure.IsOne(e, cancel))
        {
            throw Failed("look for", key, e);
        }
    }

    /// <inheritdoc/>
    public override async Task PutAsync(string key, Stream content, ReadOnlyMemory<byte> sha256, CancellationToken cancel)
    {
        try
        {
            if (content.Length > S3Upload.PartSize)
            {
                await new S3Upload(_client.Value, settings.Bucket, settings.Prefix + key).RunAsync(content, cancel).ConfigureAwait(false);
                return;
            }

            await _client.Value.PutObjectAsync(new PutObjectRequest
            {
                BucketName = settings.Bucket,
                Key = settings.Prefix + key,
                InputStream = content,
                AutoCloseStream = false,
                UseChunkEncoding = false,
                ChecksumSHA256 = Convert.ToBase64String(sha256.Span),
            }, cancel).ConfigureAwait(false);
        }
        catch (Exception e) when (S3Failure.IsOne(e, cancel))
        {
            throw Failed("write", key, e);
        }
    }

    /// <inheritdoc/>
    public override async Task<bool> ReadAsync(string key, Stream target, CancellationToken cancel)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                var request = new GetObjectRequest { BucketName = settings.Bucket, Key = settings.Prefix + key };
                if (target.Length > 0)
                    request.ByteRange = new ByteRange($"bytes={target.Length}-");
                using var response = await _client.Value.GetObjectAsync(request, cancel).ConfigureAwait(false);
                if (target.Length > 0 && response.HttpStatusCode != HttpStatusCode.PartialContent)
                    target.SetLength(0);
                target.Position = target.Length;
                var wanted = target.Length + response.ContentLength;
                await response.ResponseStream.CopyToAsync(target, cancel).ConfigureAwait(false);
                return target.Length == wanted ? true : throw new EndOfStreamException($"{target.Length} of {wanted} bytes have arrived.");
            }
            catch (Exception e) when (S3Failure.IsMissing(e))
            {
                return false;
            }
            catch (Exception e) when (S3Failure.IsBroken(e, cancel) && attempt < settings.Client.MaxErrorRetry)
            {
                // The client tries again what fails before the answer begins; here it broke off within. What has arrived stays.
            }
            catch (Exception e) when (S3Failure.IsOne(e, cancel))
            {
                throw Failed("read", key, e);
            }
        }
    }

    /// <inheritdoc/>
    public override async Task<bool> TouchAsync(string key, CancellationToken cancel)
    {
        try
        {
            if (await FindAsync(key, cancel).ConfigureAwait(false) is not { } before || before.Bytes > MostCopied)
                return false;
            await _client.Value.CopyObjectAsync(new CopyObjectRequest
            {
                SourceBucket = settings.Bucket,
                SourceKey = settings.Prefix + key,
                DestinationBucket = settings.Bucket,
                DestinationKey = settings.Prefix + key,
                // An object may be copied onto itself only when something about it changes.
                MetadataDirective = S3MetadataDirective.REPLACE,
            }, cancel).ConfigureAwait(false);
            // Not every store gives the copy a new time.
            return await FindAsync(key, cancel).ConfigureAwait(false) is { } after && after.ModifiedAt > before.ModifiedAt;
        }
        catch (Exception e) when (S3Failure.IsMissing(e))
        {
            return false;
        }
        catch (Exception e) when (S3Failure.IsOne(e, cancel))
        {
            throw Failed("copy", key, e);
        }
    }

    /// <inheritdoc/>
    public override async Task RemoveAsync(string key, CancellationToken cancel)
    {
        try
        {
            await _client.Value.DeleteObjectAsync(new DeleteObjectRequest { BucketName = settings.Bucket, Key = settings.Prefix + key }, cancel).ConfigureAwait(false);
        }
        catch (Exception e) when (S3Failure.IsMissing(e))
        {
            // That is what was asked for.
        }
        catch (Exception e) when (S3Failure.IsOne(e, cancel))
        {
            throw Failed("remove", key, e);
        }
    }

    /// <inheritdoc/>
    public override async IAsyncEnumerable<ObjectEntry> ListAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        var request = new ListObjectsV2Request { BucketName = settings.Bucket, Prefix = settings.Prefix };
        for (var more = true; more;)
        {
            ListObjectsV2Response page;
            try
            {
                page = await _client.Value.ListObjectsV2Async(request, cancel).ConfigureAwait(false);
            }
            catch (Exception e) when (S3Failure.IsOne(e, cancel))
            {
                throw Failed("list", "", e);
            }

            foreach (var found in page.S3Objects ?? [])
                yield return new ObjectEntry(found.Key[settings.Prefix.Length..], found.Size ?? 0, Time(found.LastModified));
            (more, request.ContinuationToken) = (page.IsTruncated == true, page.NextContinuationToken);
        }
    }

    ResourceException Failed(string verb, string key, Exception cause) => S3Failure.Of(settings, verb, key.Length == 0 ? Location : $"s3://{settings.Bucket}/{settings.Prefix}{key}", cause);

    // Without a time nobody knows that it is old.
    static DateTimeOffset Time(DateTime? time) => time is { } known ? new DateTimeOffset(known.ToUniversalTime()) : DateTimeOffset.MaxValue;
}
