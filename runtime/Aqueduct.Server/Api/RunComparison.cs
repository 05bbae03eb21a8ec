using System.Text.Json;
using Aqueduct.Runtime;

namespace Aqueduct.Server.Api;

/// <summary>Something of two runs, side by side.</summary>
/// <param name="Name">What it is called in both.</param>
/// <param name="Left">Of the one run; null where it has none.</param>
/// <param name="Right">Of the other.</param>
sealed record Pair<T>(string Name, T? Left, T? Right) where T : class;

/// <summary>Two runs side by side.</summary>
sealed record RunComparison(RunDetails Left, RunDetails Right, IReadOnlyList<Pair<string>> Parameters, IReadOnlyList<Pair<NodeRecord>> Nodes, IReadOnlyList<Pair<MetricRecord>> Metrics,
    IReadOnlyList<Pair<CheckRecord>> Checks, IReadOnlyList<Pair<ArtifactRecord>> Artifacts)
{
    /// <summary>Pairs up what has the same name, in the order of the first run.</summary>
    public static RunComparison Of(RunDetails left, RunDetails right) => new(left, right,
        Match(left.Run.Parameters, right.Run.Parameters, p => p.Key, p => p.Value),
        Match(left.Nodes, right.Nodes, n => n.Name, n => n),
        Match(left.Metrics, right.Metrics, m => m.Name, m => m),
        Match(left.Checks, right.Checks, c => c.Name, c => c),
        Match(left.Artifacts, right.Artifacts, a => a.Name, a => a));

    static IReadOnlyList<Pair<V>> Match<T, V>(IEnumerable<T> left, IEnumerable<T> right, Func<T, string> nameOf, Func<T, V> valueOf) where V : class
    {
        var others = right.GroupBy(nameOf, StringComparer.Ordinal).ToDictionary(g => g.Key, g => valueOf(g.First()), StringComparer.Ordinal);
        var pairs = new List<Pair<V>>();
        foreach (var one in left.DistinctBy(nameOf, StringComparer.Ordinal))
            pairs.Add(new Pair<V>(nameOf(one), valueOf(one), others.Remove(nameOf(one), out var other) ? other : null));
        pairs.AddRange(right.Select(nameOf).Distinct(StringComparer.Ordinal).Where(others.ContainsKey).Select(name => new Pair<V>(name, null, others[name])));
        return pairs;
    }

    /// <summary>Writes it as JSON.</summary>
    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        Write(json, "runs", [Left.Run, Right.Run], RunJson.WriteRun);
        Write(json, "parameters", Parameters, (w, value) => w.WriteStringValue(value));
        Write(json, "nodes", Nodes, (w, node) =>
        {
            w.WriteStartObject();
            w.WriteString("state", node.State.ToString());
            if (node.Duration is { } duration)
                w.WriteNumber("seconds", duration.TotalSeconds);
            w.WriteString("error", node.Failure?.Error);
            w.WriteEndObject();
        });
        Write(json, "metrics", Metrics, (w, metric) => Members(w, o => RunJson.WriteNumber(o, "value", metric.Value)));
        Write(json, "checks", Checks, (w, check) => Members(w, o => RunJson.WriteCheck(o, check)));
        Write(json, "artifacts", Artifacts, (w, artifact) => Members(w, o =>
        {
            o.WriteString("hash", artifact.Hash);
            o.WriteNumber("bytes", artifact.Bytes);
            if (artifact.Rows is { } rows)
                o.WriteNumber("rows", rows);
        }));
        json.WriteEndObject();
    }

    static void Members(Utf8JsonWriter json, Action<Utf8JsonWriter> write)
    {
        json.WriteStartObject();
        write(json);
        json.WriteEndObject();
    }

    static void Write<T>(Utf8JsonWriter json, string name, IReadOnlyList<T> items, Action<Utf8JsonWriter, T> write) => RunJson.WriteArray(json, name, items, write);

    static void Write<T>(Utf8JsonWriter json, string name, IReadOnlyList<Pair<T>> pairs, Action<Utf8JsonWriter, T> write) where T : class => RunJson.WriteArray(json, name, pairs, (w, pair) =>
    {
        w.WriteString("name", pair.Name);
        w.WriteBoolean("same", pair.Left is not null && pair.Right is not null && IsSame(pair.Left, pair.Right));
        foreach (var (side, value) in new[] { ("left", pair.Left), ("right", pair.Right) })
        {
            w.WritePropertyName(side);
            if (value is null)
                w.WriteNullValue();
            else
                write(w, value);
        }
    });

    /// <summary>Whether there is nothing to tell: how long it took is no difference.</summary>
    public static bool IsSame<T>(T left, T right) => (left, right) switch
    {
        (NodeRecord a, NodeRecord b) => a.State == b.State && a.Failure?.Error == b.Failure?.Error,
        (MetricRecord a, MetricRecord b) => a.Value.Equals(b.Value),
        (CheckRecord a, CheckRecord b) => a.Passed == b.Passed && a.Severity == b.Severity && a.Detail == b.Detail,
        (ArtifactRecord a, ArtifactRecord b) => a.Hash == b.Hash,
        _ => Equals(left, right),
    };
}
