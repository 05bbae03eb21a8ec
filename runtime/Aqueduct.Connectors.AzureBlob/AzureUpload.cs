using System.Globalization;
using System.Text;
using Azure.Storage;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;

namespace Aqueduct.Connectors.AzureBlob;

/// <summary>A blob that is sent in blocks. It is there when the list of its blocks is committed, and not before.</summary>
sealed class AzureUpload(BlockBlobClient blob)
{
    /// <summary>Size of a block at least, but of the last. Bytes.</summary>
    public const int PartSize = 16 << 20;

    /// <summary>A blob has 50,000 blocks at most: https://learn.microsoft.com/rest/api/storageservices/put-block</summary>
    const int MostParts = 50_000;

    /// <summary>The store compares it with what has arrived.</summary>
    public static readonly UploadTransferValidationOptions Validation = new() { ChecksumAlgorithm = StorageChecksumAlgorithm.MD5 };

    // Others may send blocks of the same blob at this moment.
    readonly string _upload = Guid.NewGuid().ToString("N");
    readonly List<string> _blocks = [];

    /// <summary>Sends all bytes of <paramref name="content"/>, block after block: each is read from it when it is sent.</summary>
    public async Task SendAsync(Stream content, CancellationToken cancel)
    {
        var size = Math.Max(PartSize, (content.Length + MostParts - 1) / MostParts);
        for (var start = 0L; start < content.Length; start += size)
        {
            using var part = new StreamPart(content, start, Math.Min(size, content.Length - start));
            // All ids of a blob are of one length.
            var id = Convert.ToBase64String(Encoding.ASCII.GetBytes($"{_upload}-{_blocks.Count.ToString("D5", CultureInfo.InvariantCulture)}"));
            await blob.StageBlockAsync(id, part, new BlockBlobStageBlockOptions { TransferValidation = Validation }, cancel).ConfigureAwait(false);
            _blocks.Add(id);
        }
    }

    /// <summary>Makes the blocks the blob.</summary>
    public Task CommitAsync(string? contentType, IDictionary<string, string>? metadata, CancellationToken cancel) =>
        blob.CommitBlockListAsync(_blocks, new CommitBlockListOptions { HttpHeaders = contentType is null ? null : new BlobHttpHeaders { ContentType = contentType }, Metadata = metadata }, cancel);
}
