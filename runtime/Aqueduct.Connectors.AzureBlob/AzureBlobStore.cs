using System.Runtime.CompilerServices;
using Aqueduct.Runtime;
using Azure;
using Azure.Storage;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;

namespace Aqueduct.Connectors.AzureBlob;

/// <summary>Blobs in a container of Azure Storage.</summary>
sealed class AzureBlobStore : ObjectStore
{
    /// <summary>Name of the metadata that holds the note; Azure takes names of variables.</summary>
    const string NoteName = "aqueductpublication";

    readonly AzureBlobSettings _settings;
    readonly BlobContainerClient _container;

    /// <param name="settings">Which container.</param>
    public AzureBlobStore(AzureBlobSettings settings)
    {
        (_settings, _container) = (settings, settings.Connect(settings.Client));
        // A signature is no part of the place.
        Location = $"{_container.Uri.GetLeftPart(UriPartial.Path)}/{settings.Prefix}".TrimEnd('/');
    }

    /// <inheritdoc/>
    public override string Location { get; }

    BlockBlobClient Blob(string key) => _container.GetBlockBlobClient(_settings.Prefix + key);

    /// <inheritdoc/>
    public override async Task<ObjectEntry?> FindAsync(string key, CancellationToken cancel)
    {
        try
        {
            var found = (await Blob(key).GetPropertiesAsync(cancellationToken: cancel).ConfigureAwait(false)).Value;
            return new ObjectEntry(key, found.ContentLength, found.LastModified, found.Metadata.TryGetValue(NoteName, out var note) ? note : null);
        }
        catch (Exception e) when (AzureFailure.IsMissing(e))
        {
            return null;
        }
        catch (Exception e) when (AzureFailure.IsOne(e, cancel))
        {
            throw Failed("look for", key, e);
        }
    }

    /// <inheritdoc/>
    public override async Task PutAsync(string key, Stream content, ReadOnlyMemory<byte> sha256, CancellationToken cancel)
    {
        try
        {
            if (content.Length > AzureUpload.PartSize)
            {
                var upload = new AzureUpload(Blob(key));
                await upload.SendAsync(content, cancel).ConfigureAwait(false);
                await upload.CommitAsync(null, null, cancel).ConfigureAwait(false);
                return;
            }

            // The store compares an MD5 with what has arrived, and knows no SHA-256.
            await Blob(key).UploadAsync(content, new BlobUploadOptions
            {
                TransferOptions = new StorageTransferOptions { InitialTransferSize = AzureUpload.PartSize, MaximumConcurrency = 1 },
                TransferValidation = AzureUpload.Validation,
            }, cancel).ConfigureAwait(false);
        }
        catch (Exception e) when (AzureFailure.IsOne(e, cancel))
        {
            throw Failed("write", key, e);
        }
    }

    /// <inheritdoc/>
    public override async Task<StagedObject> StageAsync(string key, Stream content, ObjectLabels labels, CancellationToken cancel)
    {
        try
        {
            var upload = new AzureUpload(Blob(key));
            await upload.SendAsync(content, cancel).ConfigureAwait(false);
            return new Staged(this, key, upload, labels);
        }
        catch (Exception e) when (AzureFailure.IsOne(e, cancel))
        {
            throw Failed("write", key, e);
        }
    }

    /// <inheritdoc/>
    /// <remarks>The client goes on by itself where a download breaks off.</remarks>
    public override async Task<bool> ReadAsync(string key, Stream target, CancellationToken cancel)
    {
        try
        {
            using var found = (await Blob(key).DownloadStreamingAsync(new BlobDownloadOptions(), cancel).ConfigureAwait(false)).Value;
            await found.Content.CopyToAsync(target, cancel).ConfigureAwait(false);
            return target.Length == found.Details.ContentLength ? true : throw new EndOfStreamException($"{target.Length} of {found.Details.ContentLength} bytes have arrived.");
        }
        catch (Exception e) when (AzureFailure.IsMissing(e))
        {
            return false;
        }
        catch (Exception e) when (AzureFailure.IsOne(e, cancel))
        {
            throw Failed("read", key, e);
        }
    }

    /// <inheritdoc/>
    public override async Task<bool> TouchAsync(string key, CancellationToken cancel)
    {
        try
        {
            var found = (await Blob(key).GetPropertiesAsync(cancellationToken: cancel).ConfigureAwait(false)).Value;
            // Written as it is, metadata gives a blob a new time.
            var touched = (await Blob(key).SetMetadataAsync(found.Metadata, new BlobRequestConditions { IfMatch = found.ETag }, cancel).ConfigureAwait(false)).Value;
            return touched.LastModified > found.LastModified;
        }
        catch (RequestFailedException e) when (e.ErrorCode == BlobErrorCode.ConditionNotMet || AzureFailure.IsMissing(e))
        {
            return false;
        }
        catch (Exception e) when (AzureFailure.IsOne(e, cancel))
        {
            throw Failed("touch", key, e);
        }
    }

    /// <inheritdoc/>
    public override async Task RemoveAsync(string key, CancellationToken cancel)
    {
        try
        {
            await Blob(key).DeleteAsync(DeleteSnapshotsOption.IncludeSnapshots, cancellationToken: cancel).ConfigureAwait(false);
        }
        catch (Exception e) when (AzureFailure.IsMissing(e))
        {
            // That is what was asked for.
        }
        catch (Exception e) when (AzureFailure.IsOne(e, cancel))
        {
            throw Failed("remove", key, e);
        }
    }

    /// <inheritdoc/>
    public override async IAsyncEnumerable<ObjectEntry> ListAsync(string beginning, bool nested, [EnumeratorCancellation] CancellationToken cancel)
    {
        var items = nested ? Flat(_settings.Prefix + beginning, cancel) : Direct(_settings.Prefix + beginning, cancel);
        await using var each = items.GetAsyncEnumerator(cancel);
        while (await NextAsync().ConfigureAwait(false))
            yield return new ObjectEntry(each.Current.Name[_settings.Prefix.Length..], each.Current.Properties.ContentLength ?? 0, each.Current.Properties.LastModified ?? DateTimeOffset.MaxValue);

        async Task<bool> NextAsync()
        {
            try
            {
                return await each.MoveNextAsync().ConfigureAwait(false);
            }
            catch (Exception e) when (AzureFailure.IsOne(e, cancel))
            {
                throw Failed("list", "", e);
            }
        }
    }

    IAsyncEnumerable<BlobItem> Flat(string prefix, CancellationToken cancel) => _container.GetBlobsAsync(new GetBlobsOptions { Prefix = prefix }, cancel);

    IAsyncEnumerable<BlobItem> Direct(string prefix, CancellationToken cancel) =>
        _container.GetBlobsByHierarchyAsync(new GetBlobsByHierarchyOptions { Prefix = prefix, Delimiter = "/" }, cancel).Where(i => i.IsBlob).Select(i => i.Blob);

    /// <summary>A blob whose list of blocks is missing.</summary>
    sealed class Staged(AzureBlobStore store, string key, AzureUpload upload, ObjectLabels labels) : StagedObject
    {
        public override async Task CommitAsync(CancellationToken cancel)
        {
            try
            {
                await upload.CommitAsync(labels.ContentType, labels.Note is { } note ? new Dictionary<string, string> { [NoteName] = note } : null, cancel).ConfigureAwait(false);
            }
            catch (Exception e) when (AzureFailure.IsOne(e, cancel))
            {
                throw store.Failed("write", key, e);
            }
        }

        /// <summary>Azure drops blocks that no list has named for a week, and has no request for it.</summary>
        public override Task AbandonAsync() => Task.CompletedTask;
    }

    ResourceException Failed(string verb, string key, Exception cause) => AzureFailure.Of(_settings, verb, key.Length == 0 ? Location : $"{Location}/{key}", cause);
}
