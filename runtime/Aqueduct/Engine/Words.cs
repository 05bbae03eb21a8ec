using System.Globalization;

namespace Aqueduct.Runtime;

/// <summary>Words for people and machines, always the invariant culture's.</summary>
static class Words
{
    /// <summary>A node's kind, as in the model: operator, sql, check, metric, save, read, write, map, endpoint, email, message.</summary>
    public static string Of(NodeKind kind) => kind switch
    {
        NodeKind.Operator => "operator",
        NodeKind.Sql => "sql",
        NodeKind.Check => "check",
        NodeKind.Metric => "metric",
        NodeKind.Save => "save",
        NodeKind.Read => "read",
        NodeKind.Write => "write",
        NodeKind.Map => "map",
        NodeKind.Endpoint => "endpoint",
        NodeKind.Email => "email",
        NodeKind.Message => "message",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    /// <summary>A bound as text, such as <c>below 0.3</c>.</summary>
    public static string Of(BoundDefinition bound)
    {
        var relation = bound.Kind switch
        {
            BoundKind.Below => "below",
            BoundKind.Above => "above",
            BoundKind.AtMost => "at most",
            BoundKind.AtLeast => "at least",
            BoundKind.EqualTo => "equal to",
            BoundKind.NotEqualTo => "not equal to",
            _ => throw new ArgumentOutOfRangeException(nameof(bound)),
        };
        return relation + " " + Number(bound.Limit);
    }

    /// <summary>A comparison with a metric's history as text, such as <c>as in 30 runs</c>.</summary>
    public static string Of(AnomalyDefinition anomaly) => anomaly.Method switch
    {
        AnomalyMethod.RobustZ => string.Create(CultureInfo.InvariantCulture, $"as in {anomaly.Window} runs"),
        AnomalyMethod.Seasonal => string.Create(CultureInfo.InvariantCulture, $"as in {anomaly.Window} seasons of {anomaly.Season} runs"),
        _ => throw new ArgumentOutOfRangeException(nameof(anomaly)),
    };

    /// <summary>A number that reads back as the same number.</summary>
    public static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>A number to look at: six significant digits.</summary>
    public static string Short(double value) => value.ToString("G6", CultureInfo.InvariantCulture);

    public static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    public static string Items(long items) => items == 1 ? "1 item" : Count(items) + " items";

    public static string Rows(long rows) => rows == 1 ? "1 row" : Count(rows) + " rows";

    /// <summary>How much a publication published: rows, or recipients of a mail.</summary>
    public static string Published(NodeKind? kind, int count) => kind switch
    {
        NodeKind.Message => "sent",
        NodeKind.Email => count == 1 ? "to 1 recipient" : $"to {Count(count)} recipients",
        _ => Rows(count),
    };

    /// <summary>A duration to look at: 12 ms, 3.4 s, 2 m 05 s, 1 h 02 m.</summary>
    public static string Duration(TimeSpan duration) => duration.TotalSeconds switch
    {
        < 0.0995 => string.Create(CultureInfo.InvariantCulture, $"{duration.TotalMilliseconds:0} ms"),
        < 9.95 => string.Create(CultureInfo.InvariantCulture, $"{duration.TotalSeconds:0.00} s"),
        < 59.95 => string.Create(CultureInfo.InvariantCulture, $"{duration.TotalSeconds:0.0} s"),
        < 3600 => string.Create(CultureInfo.InvariantCulture, $"{(int)duration.TotalMinutes} m {duration.Seconds:00} s"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{(int)duration.TotalHours} h {duration.Minutes:00} m"),
    };

    /// <summary>An instant to the minute, in UTC: 2026-01-31T06:00Z.</summary>
    public static string Instant(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm'Z'", CultureInfo.InvariantCulture);

    public static string Lower<T>(T value) where T : struct, Enum => value.ToString().ToLowerInvariant();

    public static string Runs(long runs) => runs == 1 ? "1 run" : Count(runs) + " runs";

    /// <summary>Processor time: <c>1.2 s</c>, or <c>≥ 1.2 s</c> where only a part of it is known; null where nothing is.</summary>
    public static string? CpuTime(NodeCost cost) => cost.Cpu is { } cpu ? (cost.IsLeast ? "≥ " : "") + Duration(cpu) : null;

    /// <summary>The same where nothing else says what it is: <c>1.2 s CPU</c>.</summary>
    public static string? Cpu(NodeCost cost) => CpuTime(cost) is { } time ? time + " CPU" : null;

    /// <summary>What a node gave and what it says of itself, while it is watched; empty where neither is known.</summary>
    public static string Said(string? result, NodeRecord node) => string.Join(", ", new[] { result, node.Reason }.OfType<string>());

    /// <summary>The text, with its end no longer than so many characters.</summary>
    public static string Fit(string text, int longest) => text.Length <= longest ? text : Begin(text, longest - 1);

    /// <summary>The first so many characters of a text, and a sign that there are more where there are. No character is cut in two.</summary>
    public static string Begin(string text, int most) => text.Length <= most ? text : text[..(char.IsHighSurrogate(text[most - 1]) ? most - 1 : most)] + "…";

    /// <summary>The beginning of a text in one line.</summary>
    public static string Line(string text, int most) => Begin(string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), most);

    public static string Bytes(long bytes) => bytes switch
    {
        < 1024 => string.Create(CultureInfo.InvariantCulture, $"{bytes} B"),
        < 1024 * 1024 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024.0:0.#} KiB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1048576.0:0.#} MiB"),
    };
}
