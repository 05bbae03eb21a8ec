namespace Aqueduct.Runtime;

/// <summary>Describes a node's artifacts in a few words, without storing them.</summary>
sealed class ArtifactProbe : ArtifactSink
{
    readonly List<string> _words = [];

    /// <summary>Such as <c>1,000 rows</c>; null when there is nothing to say.</summary>
    public string? Words => _words.Count == 0 ? null : string.Join(", ", _words);

    /// <summary>What the values take in memory, as far as that can be told by looking at them. Bytes.</summary>
    public long Bytes { get; private set; }

    public override ValueTask WriteAsync<T>(int output, T value, IArtifactCodec<T> codec)
    {
        Bytes += SizeOf(value);
        var (rows, text) = Describe(value);
        if (rows is { } count)
            _words.Add(Runtime.Words.Rows(count));
        else if (text is not null)
            _words.Add(value is double number ? Runtime.Words.Short(number) : text);
        return ValueTask.CompletedTask;
    }

    /// <summary>What a node's values take in memory. Bytes.</summary>
    public static long SizeOf(WorkflowRun graph, int node)
    {
        var probe = new ArtifactProbe();
        graph.StoreAsync(node, probe).GetAwaiter().GetResult();
        return probe.Bytes;
    }

    static long SizeOf<T>(T value) => value switch
    {
        ICounted table => table.Bytes,
        byte[] bytes => bytes.LongLength,
        ReadOnlyMemory<byte> bytes => bytes.Length,
        string text => sizeof(char) * (long)text.Length,
        _ => 0,
    };

    /// <summary>The rows of a table, or the text of a scalar.</summary>
    public static (int? Rows, string? Value) Describe<T>(T value) => value switch
    {
        ICounted table => (table.Count, null),
        bool flag => (null, flag ? "true" : "false"),
        string text => (null, text.Length <= 200 ? text : text[..200] + "…"),
        double number => (null, Runtime.Words.Number(number)),
        IFormattable and (IConvertible or DateTimeOffset or DateOnly or TimeOnly or TimeSpan or Guid) => (null, ScalarText.Format(value)),
        _ => (null, null),
    };
}
