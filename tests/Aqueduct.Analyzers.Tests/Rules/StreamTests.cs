namespace Aqueduct.Analyzers.Tests;

/// <summary>Streams of tables where they may stand, and what is said where they may not.</summary>
public class StreamTests
{
    [Fact]
    public Task A_stream_may_be_made_read_queried_checked_measured_saved_and_written() => Verify.Members("""
            [Operator(Cache = true)]
            public static async IAsyncEnumerable<Table<Row>> Make(IAsyncEnumerable<Table<Row>> rows, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel = default)
            {
                await foreach (var batch in rows.WithCancellation(cancel))
                    yield return batch;
            }

            [Sql("demo", "SELECT 1 AS id, 2.0 AS value")]
            public static partial IAsyncEnumerable<Table<Row>> Query();
            [Read("files", "{day}.csv")]
            public static partial IAsyncEnumerable<Table<Row>> Read(string day);
            [Operator]
            public static async Task<int> Count(IAsyncEnumerable<Table<Row>> rows) { var n = 0; await foreach (var batch in rows) n += batch.Count; return n; }
            [Check]
            public static async Task<bool> IsFull(IAsyncEnumerable<Table<Row>> rows) { await foreach (var batch in rows) return true; return false; }
            [Metric]
            public static async Task<double> Size(IAsyncEnumerable<Table<Row>> rows) { var n = 0; await foreach (var batch in rows) n += batch.Count; return n; }
            [Save("demo", "rows", SaveMode.Append)]
            public static partial void Save(IAsyncEnumerable<Table<Row>> rows);
            [Write("files", "{day}.parquet")]
            public static partial Task Write(IAsyncEnumerable<Table<Row>> rows, string day);
            [Workflow("Streams")]
            public static async Task Run(string day)
            {
                var rows = Make(Read(day));
                await IsFull(rows);
                await Size(Query());
                _ = await Count(rows);
                Save(rows);
                await Write(rows, day);
            }
        """, """{ "resources": { "files": { "type": "files", "path": "." } } }""");

    [Fact]
    public Task Other_sequences_are_read_and_queried_by_nobody() => Verify.Members("""
            [Sql("demo", "SELECT 1 AS id, 2.0 AS value")]
            public static partial {|AQ4004:IAsyncEnumerable<Row>|} A();
            [Sql("demo", "SELECT 1 AS id, 2.0 AS value")]
            public static partial {|AQ4004:Task<IAsyncEnumerable<Table<Row>>>|} B();
            [Read("files", "a.csv")]
            public static partial {|AQ4032:IAsyncEnumerable<Row>|} C();
            [Save("demo", "rows", SaveMode.Append)]
            public static partial void D({|AQ4005:IAsyncEnumerable<Row>|} rows);
        """, """{ "resources": { "files": { "type": "files", "path": "." } } }""");

    [Fact]
    public Task A_query_takes_no_stream() => Verify.Members("""
            [Sql("demo", "SELECT 1 AS id, 2.0 AS value")]
            public static partial Table<Row> A({|AQ4004:IAsyncEnumerable<Table<Row>>|} rows);
        """);

    [Fact]
    public Task A_stream_is_an_operators_only_result() => Verify.Members("""
            [Operator]
            public static {|AQ1001:(IAsyncEnumerable<Table<Row>> Rows, int Count)|} Split(Table<Row> rows) => default;
        """);

    [Fact]
    public Task A_task_of_a_stream_is_told_to_leave_the_task_away() => Verify.Message("""
            [Operator]
            public static {|#0:Task<IAsyncEnumerable<Table<Row>>>|} Make(Table<Row> rows) => null!;
        """, "AQ1003", "Make", "IAsyncEnumerable<Table<Row>>", "IAsyncEnumerable<Table<Row>> without the task, from an async method with yield return");

    [Fact]
    public Task A_loop_over_the_batches_stands_in_an_operator() => Verify.Members("""
            [Operator]
            public static IAsyncEnumerable<Table<Row>> Make(int size) => Table<Row>.Empty.InBatches(size);
            [Operator]
            public static int Count(Table<Row> rows) => rows.Count;
            [Workflow("Streams")]
            public static async Task Run(int size)
            {
                var rows = Make(size);
                await foreach (var batch in {|AQ0012:rows|})
                    _ = Count(batch);
            }
        """);
}
