using Aqueduct.Generators.Tests.Support;
using Aqueduct.Runtime;

namespace Aqueduct.Generators.Tests;

/// <summary>Streams of tables: kept where they are made, handed on as they are.</summary>
public class StreamTests
{
    const string Flow = """
        public record Order(int Id, double Amount);
        public record Score(int Id, double Value);
        public static partial class Flow
        {
            [Operator] static IAsyncEnumerable<Table<Order>> Orders(int count) => Enumerable.Range(1, count).Select(i => new Order(i, i * 10)).InBatches(2);
            [Operator] static async IAsyncEnumerable<Table<Score>> Score(IAsyncEnumerable<Table<Order>> orders, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel = default)
            {
                await foreach (var batch in orders.WithCancellation(cancel))
                    yield return batch.Select(o => new Score(o.Id, o.Amount / 100));
            }

            [Operator] static async Task<double> Total(IAsyncEnumerable<Table<Score>> scores) { var sum = 0.0; await foreach (var s in scores.Rows()) sum += s.Value; return sum; }
            [Operator] static IAsyncEnumerable<Table<T>> Same<T>(IAsyncEnumerable<Table<T>> stream) => stream;
            [Check] static async Task<bool> IsFull(IAsyncEnumerable<Table<Score>> scores) => (await scores.ToTableAsync()).Count == 5;
            [Metric] static async Task<double> Largest(IAsyncEnumerable<Table<Score>> scores) => (await scores.ToTableAsync()).Max(s => s.Value);
            [Read("no-such-resource", "{day}.csv")] public static partial IAsyncEnumerable<Table<Order>> Read(string day);
            [Sql("no-such-resource", "SELECT id, amount FROM orders WHERE id > @least")] public static partial IAsyncEnumerable<Table<Order>> Query(int least, CancellationToken cancel = default);
            [Save("demo", "scores", SaveMode.Upsert, Key = "Id")] static partial void Save(IAsyncEnumerable<Table<Score>> scores);
            [Write("no-such-resource", "{day}.parquet")] public static partial Task Keep(IAsyncEnumerable<Table<Score>> scores, string day);

            [Workflow("Streams")]
            public static async Task Run(int count = 5, string day = "monday")
            {
                var orders = Same(Orders(count));
                IAsyncEnumerable<Table<Score>> scores = Score(orders);
                await IsFull(scores);
                await Largest(scores);
                var total = await Total(scores);
                if (count > 5)
                {
                    _ = Same(Read(day));
                    _ = Same(Query(3));
                }

                Save(scores);
                await Keep(scores, day);
            }
        }
        """;

    [Fact]
    public async Task Streams_flow_between_nodes()
    {
        var workflow = Run.Workflow(Run.Load(Flow));
        var run = await Run.Of(workflow, ParameterValues.None);
        Assert.Equal((1.5, 0.5, true), ((double)run.Artifacts["total"]!, run.Metrics["Largest"], run.Checks["IsFull"]));
        Assert.Equal(["Save", "Keep"], run.Published);
        Assert.Equal(("scores", "table", "IAsyncEnumerable<Table<Score>>"), workflow.Definition.Nodes.Single(n => n.Name == "Score").Outputs is [var output] ? (output.Name, output.Kind, output.Type) : default);
    }

    [Theory]
    [InlineData("orders2 = await run.KeepAsync(0, Orders(count)).ConfigureAwait(false);")]
    [InlineData("scores = await run.KeepAsync(2, Score(orders, run.TokenOf(2))).ConfigureAwait(false);")]
    [InlineData("sink.WriteAsync(0, scores, global::Aqueduct.Runtime.StreamCodec<global::Score>.Instance)")]
    [InlineData("ReadBatches<global::Order>(")]
    [InlineData("QueryBatches<global::Order>(")]
    [InlineData("SaveBatches(\"demo\", \"scores\", global::Aqueduct.SaveMode.Upsert, scores, \"Id\")")]
    [InlineData("WriteBatches(")]
    public void What_is_emitted_names_the_calls_for_streams(string text)
    {
        var generated = App.Generate(Flow).GeneratedSources;
        Assert.Contains(generated, s => s.SourceText.ToString().Contains(text, StringComparison.Ordinal));
    }
}
