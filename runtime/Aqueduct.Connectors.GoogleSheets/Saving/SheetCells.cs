using System.Globalization;
using System.Text;
using System.Text.Json;
using Aqueduct.Connectors.GoogleSheets.Reading;
using Aqueduct.Connectors.GoogleSheets.Wire;
using Aqueduct.Runtime;

namespace Aqueduct.Connectors.GoogleSheets.Saving;

/// <summary>The values of a column as those of cells: the type is chosen once a column. What a spreadsheet would change is a text.</summary>
static class SheetCells
{
    /// <summary>A spreadsheet counts in doubles, and shows 15 digits.</summary>
    const int Digits = 15;

    /// <summary>A cell holds so many characters.</summary>
    const int Longest = 50_000;

    static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The first day whose number all spreadsheets agree on.</summary>
    static readonly DateTime FirstDay = new(1900, 3, 1);

    /// <summary>What writes the value of a row; null leaves the cell empty.</summary>
    /// <param name="column">The column.</param>
    /// <param name="error">Makes an error of a row.</param>
    public static Action<Utf8JsonWriter, int> Of(Column column, Func<int, string, ResourceException> error) => column switch
    {
        Column<DateOnly> c => (json, row) => Time(json, c.Items[row].ToDateTime(TimeOnly.MinValue), "yyyy-MM-dd"),
        Column<DateOnly?> c => (json, row) => Time(json, c.Items[row]?.ToDateTime(TimeOnly.MinValue), "yyyy-MM-dd"),
        Column<DateTime> c => (json, row) => Time(json, c.Items[row], "O"),
        Column<DateTime?> c => (json, row) => Time(json, c.Items[row], "O"),
        Column<TimeOnly> c => (json, row) => json.WriteNumberValue((double)c.Items[row].Ticks / TimeSpan.TicksPerDay),
        Column<TimeOnly?> c => (json, row) => Number(json, c.Items[row] is { } time ? (double)time.Ticks / TimeSpan.TicksPerDay : null),
        Column<bool> c => (json, row) => json.WriteBooleanValue(c.Items[row]),
        Column<bool?> c => (json, row) => Flag(json, c.Items[row]),
        Column<double> c => (json, row) => Number(json, c.Items[row]),
        Column<double?> c => (json, row) => Number(json, c.Items[row]),
        _ when FieldKinds.Of(column.Type) is >= FieldKind.SByte and <= FieldKind.Decimal => (json, row) => Number(json, column.TextAt(row)),
        _ => (json, row) => Text(json, column.TextAt(row), row, error),
    };

    /// <summary>How the values of a member are shown; null where they need no telling.</summary>
    public static NumberFormat? Format(Field field) => field.Kind switch
    {
        FieldKind.DateOnly => new("DATE", "yyyy-mm-dd"),
        FieldKind.DateTime => new("DATE_TIME", "yyyy-mm-dd hh:mm:ss"),
        FieldKind.TimeOnly => new("TIME", "hh:mm:ss"),
        _ => null,
    };

    static void Time(Utf8JsonWriter json, DateTime? time, string format)
    {
        if (time is not { } value)
            json.WriteNullValue();
        else if (value < FirstDay)
            json.WriteStringValue(value.ToString(format, CultureInfo.InvariantCulture));
        else
            json.WriteNumberValue((value - SheetValue.Start).TotalDays);
    }

    static void Flag(Utf8JsonWriter json, bool? flag)
    {
        if (flag is { } value)
            json.WriteBooleanValue(value);
        else
            json.WriteNullValue();
    }

    static void Number(Utf8JsonWriter json, double? number)
    {
        if (number is not { } value)
            json.WriteNullValue();
        else if (double.IsFinite(value))
            json.WriteNumberValue(value);
        else
            json.WriteStringValue(value.ToString(CultureInfo.InvariantCulture));
    }

    static void Number(Utf8JsonWriter json, string? text)
    {
        if (text is null)
            json.WriteNullValue();
        // An infinity, a NaN, or a number whose last digits would be lost.
        else if (!char.IsAsciiDigit(text[^1]) || (text.Length > Digits && Significant(text) > Digits))
            json.WriteStringValue(text);
        else
            json.WriteRawValue(text);
    }

    static int Significant(string text) => text.Split('E')[0].Replace(".", "", StringComparison.Ordinal).TrimStart('-', '0').TrimEnd('0').Length;

    static void Text(Utf8JsonWriter json, string? text, int row, Func<int, string, ResourceException> error)
    {
        if (text?.Length > Longest)
            throw error(row, $"is a text of {Words.Count(text.Length)} characters; a cell holds {Words.Count(Longest)}. Cut it, or save it elsewhere.");
        try
        {
            _ = Strict.GetByteCount(text ?? "");
        }
        catch (EncoderFallbackException)
        {
            throw error(row, "is text with half a surrogate pair, which is no valid Unicode.");
        }

        json.WriteStringValue(text);
    }
}
