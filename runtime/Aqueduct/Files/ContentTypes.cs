namespace Aqueduct.Runtime;

/// <summary>What a store tells those who ask for a file: a browser shows a picture, and does not offer to save it.</summary>
static class ContentTypes
{
    const string Unknown = "application/octet-stream";

    static readonly Dictionary<string, string> ByEnding = new(StringComparer.OrdinalIgnoreCase)
    {
        [".csv"] = "text/csv; charset=utf-8",
        [".tsv"] = "text/tab-separated-values; charset=utf-8",
        [".txt"] = "text/plain; charset=utf-8",
        [".md"] = "text/markdown; charset=utf-8",
        [".html"] = "text/html; charset=utf-8",
        [".json"] = "application/json",
        [".jsonl"] = "application/jsonl",
        [".xml"] = "application/xml",
        [".pdf"] = "application/pdf",
        [".zip"] = "application/zip",
        [".gz"] = "application/gzip",
        [".parquet"] = StoredTable.MediaType,
        [".xlsx"] = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        [".png"] = "image/png",
        [".svg"] = "image/svg+xml",
        [".jpg"] = "image/jpeg",
        [".jpeg"] = "image/jpeg",
        [".gif"] = "image/gif",
        [".webp"] = "image/webp",
    };

    /// <summary>The type by a path's ending.</summary>
    public static string Of(string path) => ByEnding.GetValueOrDefault(Path.GetExtension(path), Unknown);
}
