using System.Text.Json.Serialization;

namespace Aqueduct.Connectors.GoogleSheets.Wire;

/// <summary>A spreadsheet, without its cells.</summary>
sealed record Spreadsheet(SpreadsheetProperties? Properties, IReadOnlyList<SheetEntry>? Sheets)
{
    /// <summary>Its sheets.</summary>
    [JsonIgnore]
    public IEnumerable<SheetProperties> All => (Sheets ?? []).Select(s => s.Properties!).Where(s => s is not null);

    /// <summary>The cells that it holds, whether they are empty or not.</summary>
    [JsonIgnore]
    public long Cells => All.Sum(s => (long)s.Rows * s.Columns);

    /// <summary>The sheet of a title, which Google tells apart without regard to case.</summary>
    public SheetProperties? Find(string title) => All.FirstOrDefault(s => string.Equals(s.Title, title, StringComparison.OrdinalIgnoreCase));

    /// <summary>The id of a sheet that is to be: the same for the same seed.</summary>
    public int NewId(string seed)
    {
        var hash = System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(seed));
        var id = System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(hash) & int.MaxValue;
        while (All.Any(s => (s.SheetId ?? 0) == id))
            id = (id + 1) & int.MaxValue;
        return id;
    }
}

/// <summary>What holds for all sheets.</summary>
sealed record SpreadsheetProperties(string? TimeZone);

/// <summary>A sheet of a spreadsheet.</summary>
sealed record SheetEntry(SheetProperties? Properties);

/// <summary>What a sheet is.</summary>
sealed record SheetProperties(int? SheetId = null, string? Title = null, string? SheetType = null, bool? Hidden = null, GridProperties? GridProperties = null)
{
    /// <summary>Whether it has cells, as charts have not.</summary>
    [JsonIgnore]
    public bool IsGrid => SheetType is null or "GRID";

    /// <summary>Number of rows.</summary>
    [JsonIgnore]
    public int Rows => GridProperties?.RowCount ?? 0;

    /// <summary>Number of columns.</summary>
    [JsonIgnore]
    public int Columns => GridProperties?.ColumnCount ?? 0;
}

/// <summary>How large a sheet is.</summary>
sealed record GridProperties(int? RowCount = null, int? ColumnCount = null, int? FrozenRowCount = null);

/// <summary>What Google says of a call that it refuses.</summary>
sealed record ErrorReply(ErrorDetail? Error);

/// <summary>The reason.</summary>
sealed record ErrorDetail(int Code, string? Message, string? Status);
