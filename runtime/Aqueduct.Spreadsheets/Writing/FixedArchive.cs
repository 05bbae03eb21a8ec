using System.IO.Compression;

namespace Aqueduct.Spreadsheets.Writing;

/// <summary>The same archive with the oldest time that an archive can hold: equal tables are equal bytes.</summary>
static class FixedArchive
{
    static readonly DateTimeOffset Oldest = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static void Copy(Stream draft, Stream target)
    {
        draft.Position = 0;
        using var source = new ZipArchive(draft, ZipArchiveMode.Read, leaveOpen: true);
        using var copy = new ZipArchive(target, ZipArchiveMode.Create, leaveOpen: true);
        foreach (var entry in source.Entries.OrderBy(e => e.FullName == "[Content_Types].xml" ? 0 : 1).ThenBy(e => e.FullName, StringComparer.Ordinal))
        {
            var written = copy.CreateEntry(entry.FullName, CompressionLevel.Optimal);
            written.LastWriteTime = Oldest;
            using var from = entry.Open();
            using var to = written.Open();
            from.CopyTo(to);
        }
    }
}
