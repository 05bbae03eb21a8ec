using System.Globalization;
using System.Text.Json;
using Aqueduct.Runtime;

namespace Aqueduct.Connectors.GoogleSheets.Reading;

/// <summary>The value of a cell: a text, a number, true or false. A date is a number, and only the member tells that it is one.</summary>
static class SheetValue
{
    const double MillisecondsADay = 86_400_000;

    /// <summary>The day that spreadsheets count from.</summary>
    public static readonly DateTime Start = new(1899, 12, 30);

    /// <summary>Whether nothing is in the cell.</summary>
    public static bool IsEmpty(JsonElement cell) => cell.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null || (cell.ValueKind == JsonValueKind.String && cell.ValueEquals(""));

    /// <summary>The value as a text: a number with all of its digits.</summary>
    public static string Text(JsonElement cell) => cell.ValueKind switch
    {
        JsonValueKind.String => cell.GetString()!,
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        JsonValueKind.Number => cell.GetDouble().ToString("R", CultureInfo.InvariantCulture),
        _ => "",
    };

    /// <summary>Adds the value to a column; false where it does not fit.</summary>
    /// <param name="column">The column.</param>
    /// <param name="cell">The value.</param>
    /// <param name="zone">The spreadsheet's time zone, in which a time without an offset is meant.</param>
    public static bool TryAdd(FileColumn column, JsonElement cell, TimeZoneInfo? zone)
    {
        if (cell.ValueKind != JsonValueKind.Number)
            return column.TryAdd(Text(cell));
        var number = cell.GetDouble();
        switch (column.Field.Kind)
        {
            case FieldKind.DateOnly or FieldKind.DateTime or FieldKind.TimeOnly or FieldKind.DateTimeOffset:
                return Time(number) is { } time && AsText(column.Field.Kind, time, zone) is { } text && column.TryAdd(text);
            case FieldKind.TimeSpan:
                return Math.Abs(number) < 10_000_000 && column.TryAdd(TimeSpan.FromMilliseconds(Math.Round(number * MillisecondsADay)).ToString("c", CultureInfo.InvariantCulture));
            default:
                // A whole number may be written as 1E+16.
                return column.TryAdd(cell.GetRawText()) || (number == Math.Truncate(number) && Math.Abs(number) < 1e19 && column.TryAdd(number.ToString("F0", CultureInfo.InvariantCulture)));
        }
    }

    /// <summary>The value as a message shows it.</summary>
    public static string Shown(JsonElement cell) => cell.ValueKind == JsonValueKind.String ? $"the text '{DatabaseTexts.Cut(Text(cell))}'" : Text(cell);

    static DateTime? Time(double days)
    {
        var milliseconds = Math.Round(days * MillisecondsADay);
        return milliseconds < (DateTime.MinValue - Start).TotalMilliseconds || milliseconds > (DateTime.MaxValue - Start).TotalMilliseconds ? null : Start.AddMilliseconds(milliseconds);
    }

    static string? AsText(FieldKind kind, DateTime time, TimeZoneInfo? zone) => kind switch
    {
        FieldKind.DateOnly when time.TimeOfDay == TimeSpan.Zero => time.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        FieldKind.TimeOnly => time.ToString("HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture),
        // An hour that the clocks leave out is no instant.
        FieldKind.DateTimeOffset => zone is null || zone.IsInvalidTime(time) ? null : new DateTimeOffset(time, zone.GetUtcOffset(time)).ToString("O", CultureInfo.InvariantCulture),
        FieldKind.DateTime => time.ToString("O", CultureInfo.InvariantCulture),
        _ => null,
    };
}
