using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Aqueduct.Runtime;

/// <summary>How values are written in the run store: times as sortable UTC text, parameters as a JSON object.</summary>
static class StoreText
{
    const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'";

    public static string Of(DateTimeOffset time) => time.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture);

    public static string? Of(DateTimeOffset? time) => time is { } t ? Of(t) : null;

    public static DateTimeOffset Time(string text) => DateTimeOffset.ParseExact(text, TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);

    /// <summary>A number as it was read: SQLite has no NaN, and keeps it as text.</summary>
    public static double Number(object stored) => stored is double value ? value : double.Parse((string)stored, CultureInfo.InvariantCulture);

    public static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>Node ids, separated by commas.</summary>
    public static string Ids(IReadOnlyList<int> ids) => string.Join(',', ids);

    public static IReadOnlyList<int> Ids(string text) => text.Length == 0 ? [] : [.. text.Split(',').Select(i => int.Parse(i, CultureInfo.InvariantCulture))];

    public static string Parameters(IReadOnlyDictionary<string, string> parameters)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            foreach (var (name, value) in parameters)
                json.WriteString(name, value);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.WrittenSpan);
    }

    public static IReadOnlyDictionary<string, string> Parameters(string text)
    {
        using var json = JsonDocument.Parse(text);
        return json.RootElement.EnumerateObject().ToDictionary(p => p.Name, p => p.Value.GetString()!, StringComparer.Ordinal);
    }
}
