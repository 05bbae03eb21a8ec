using Aqueduct.Generators.Tests.Support;
using Aqueduct.Runtime;

namespace Aqueduct.Generators.Tests;

/// <summary>What a generated run stores, a fresh one reads back into the same slots.</summary>
public class RestoreTests
{
    const string App = """
        public record Row(int Id, double Score);
        public record Settings(string Name, List<int> Sizes);

        public static partial class Flow
        {
            [Operator] public static Table<Row> Rows() => Table.Of(new Row(1, 0.5), new Row(2, double.NaN));
            [Operator] public static Settings Load() => new("a", [1, 2]);
            [Operator] public static (int Low, string High) Split(Table<Row> rows) => (rows.Count, "high");
            [Operator] public static async IAsyncEnumerable<int> Count() { yield return 3; await Task.Yield(); yield return 4; }
            [Operator] public static byte[] Bytes(int low) => [1, (byte)low];
            [Operator] public static double Score(Row row) => row.Id * 2;
            [Operator] public static DateOnly? Day() => new DateOnly(2026, 1, 31);
            [Check] public static bool IsLarge(Table<Row> rows) => rows.Count > 1;
            [Metric] public static decimal Share(Table<Row> rows) => 0.25m;
            [Operator] public static int Guarded(Settings settings) => settings.Sizes.Count;

            [Workflow("Flow")]
            public static void Run(int source = 1, string node = "x")
            {
                var rows = Rows();
                var settings = Load();
                var (low, sink) = Split(rows);
                var count = Count();
                var bytes = Bytes(low);
                var scores = Map.Each(rows, row => Score(row));
                var day = Day();
                Share(rows);
                if (IsLarge(rows))
                {
                    var guarded = Guarded(settings);
                }
            }
        }
        """;

    [Fact]
    public async Task Everything_a_run_stores_is_read_back_as_it_was()
    {
        var workflow = Run.Workflow(Run.Load(App));
        var first = (await Run.Of(workflow, ParameterValues.None)).Generated!;
        var second = workflow.CreateRun(ParameterValues.None, null!);
        var outputs = 0;
        for (var node = 0; node < first.InputCounts.Length; node++)
        {
            var (stored, again) = (new Bytes(), new Bytes());
            await first.StoreAsync(node, stored);
            await second.RestoreAsync(node, stored.Source);
            await second.StoreAsync(node, again);
            Assert.Equal(stored.ByOutput, again.ByOutput);
            outputs += stored.ByOutput.Count;
        }

        // Ten nodes, one of them with two results: the check has a slot because a condition asks it.
        Assert.Equal(11, outputs);
        Assert.True(second.IsOpen(workflow.Definition.Nodes.ToList().FindIndex(n => n.Name == "Guarded")));
    }

    [Fact]
    public void A_map_says_which_of_its_nodes_gives_an_items_result()
    {
        var map = Assert.Single(Run.Workflow(Run.Load(App)).Definition.Nodes, n => n.Map is not null).Map!;
        Assert.Equal("Score", map.Nodes[map.Result!.Value].Name);
    }

    [Theory]
    [InlineData("Bytes(low)", "Bytes(7)", "Bytes")]
    [InlineData("Score(row)", "Score(row: row)", "")]
    [InlineData("if (IsLarge(rows))", "if (!IsLarge(rows))", "Guarded")]
    [InlineData("row => Score(row)", "row => Twice(row)", "Each(row)")]
    public void A_calls_hash_changes_with_what_the_call_says_and_with_nothing_else(string from, string to, string changed)
    {
        const string twice = "[Operator] public static double Twice(Row row) => row.Id;\n    [Check]";
        var before = Calls(App.Replace("[Check]", twice, StringComparison.Ordinal));
        var after = Calls(App.Replace("[Check]", twice, StringComparison.Ordinal).Replace(to.StartsWith("Score", StringComparison.Ordinal) ? "=> Score(row))" : from, to.StartsWith("Score", StringComparison.Ordinal) ? $"=> {to})" : to, StringComparison.Ordinal));
        Assert.Equal(before.Keys, after.Keys);
        Assert.Equal(changed, string.Join(",", before.Where(b => after[b.Key] != b.Value).Select(b => b.Key)));
    }

    [Fact]
    public void What_a_node_needs_of_the_machine_is_known_in_bytes_and_its_priority()
    {
        var node = Run.Workflow(Run.Load("""
            public static partial class Flow
            {
                [Operator(Cpu = 1.5, Memory = "2Gi", Priority = -3)] public static int One() => 1;
                [Workflow("Flow")] public static void Run() { var one = One(); }
            }
            """)).Definition.Nodes[0];
        Assert.Equal((1.5, 2L << 30, -3), (node.Cpu, node.Memory, node.Priority));
    }

    static SortedDictionary<string, string?> Calls(string source) => new(Run.Workflow(Run.Load(source)).Definition.Nodes.ToDictionary(n => n.Name, n => n.Version), StringComparer.Ordinal);

    sealed class Bytes : ArtifactSink
    {
        public Dictionary<int, byte[]> ByOutput { get; } = [];

        public ArtifactSource Source => new Reader(ByOutput);

        public override async ValueTask WriteAsync<T>(int output, T value, IArtifactCodec<T> codec)
        {
            using var stream = new MemoryStream();
            await codec.WriteAsync(value, stream, CancellationToken.None);
            ByOutput.Add(output, stream.ToArray());
        }

        sealed class Reader(Dictionary<int, byte[]> stored) : ArtifactSource
        {
            public override async ValueTask<T> ReadAsync<T>(int output, IArtifactCodec<T> codec)
            {
                using var stream = new MemoryStream(stored[output]);
                return await codec.ReadAsync(stream, CancellationToken.None);
            }
        }
    }
}
