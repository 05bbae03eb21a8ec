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
    const string NoteName = "aqueduct-publication";

    /// <summary>Most that one request can copy: https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html</summary>
    const long MostCopied = 5L << 30;

    // Asking for credentials of the machine can take seconds: nobody does before an object is needed.
    readonly Lazy<AmazonS3Client> _client = new(() => settings.Credentials is { } credentials ? new AmazonS3Client(credentials, settings.Client) : new AmazonS3Client(settings.Client));

    /// <inheritdoc/>
    public override string Location { get; } = settings.Place("");

    /// <inheritdoc/>
    public override async Task<ObjectEntry?> FindAsync(string key, CancellationToken cancel)
    {
        try
        {
            var found = await _client.Value.GetObjectMetadataAsync(new GetObjectMetadataRequest { BucketName = settings.Bucket, Key = settings.Prefix + key }, cancel).ConfigureAwait(false);
            return new ObjectEntry(key, found.ContentLength, Time(found.LastModified), found.Metadata[NoteName]);
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
                var upload = new S3Upload(_client.Value, settings.Bucket, settings.Prefix + key);
                try
                {
                    await upload.SendAsync(content, null, null, cancel).ConfigureAwait(false);
                    await upload.CompleteAsync(cancel).ConfigureAwait(false);
                    return;
                }
                catch
                {
                    await upload.AbortAsync().ConfigureAwait(false);
                    throw;
                }
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
    /// <remarks>An upload in parts, however small the object is: the store has taken everything before anything can be seen. One without bytes has no parts, and is written by the commit.</remarks>
    public override async Task<StagedObject> StageAsync(string key, Stream content, ObjectLabels labels, CancellationToken cancel)
    {
        var metadata = labels.Note is { } note ? new Dictionary<string, string> { [NoteName] = note } : null;
        var upload = content.Length == 0 ? null : new S3Upload(_client.Value, settings.Bucket, settings.Prefix + key);
        var staged = new Staged(this, key, upload, () => PutEmptyAsync(key, labels.ContentType, metadata));
        try
        {
            if (upload is not null)
                await upload.SendAsync(content, labels.ContentType, metadata, cancel).ConfigureAwait(false);
            return staged;
        }
        catch (Exception e)
        {
            await staged.AbandonAsync().ConfigureAwait(false);
            if (S3Failure.IsOne(e, cancel))
                throw Failed("write", key, e);
            throw;
        }
    }

    Task PutEmptyAsync(string key, string contentType, Dictionary<string, string>? metadata)
    {
        var request = new PutObjectRequest { BucketName = settings.Bucket, Key = settings.Prefix + key, InputStream = new MemoryStream([]), ContentType = contentType, UseChunkEncoding = false };
        foreach (var (name, value) in metadata ?? [])
            request.Metadata[name] = value;
        return _client.Value.PutObjectAsync(request);
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
    public override async IAsyncEnumerable<ObjectEntry> ListAsync(string beginning, bool nested, [EnumeratorCancellation] CancellationToken cancel)
    {
        var request = new ListObjectsV2Request { BucketName = settings.Bucket, Prefix = settings.Prefix + beginning, Delimiter = nested ? null : "/" };
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

    /// <summary>An upload that only its end is missing from.</summary>
    sealed class Staged(S3ObjectStore store, string key, S3Upload? upload, Func<Task> putEmpty) : StagedObject
    {
        public override async Task CommitAsync(CancellationToken cancel)
        {
            try
            {
                await (upload?.CompleteAsync(cancel) ?? putEmpty()).ConfigureAwait(false);
            }
            catch (Exception e) when (S3Failure.IsOne(e, cancel))
            {
                throw store.Failed("write", key, e);
            }
        }

        public override Task AbandonAsync() => upload?.AbortAsync() ?? Task.CompletedTask;
    }

    ResourceException Failed(string verb, string key, Exception cause) => S3Failure.Of(settings, verb, settings.Place(key), cause);

    // Without a time nobody knows that it is old.
    static DateTimeOffset Time(DateTime? time) => time is { } known ? new DateTimeOffset(known.ToUniversalTime()) : DateTimeOffset.MaxValue;
}
