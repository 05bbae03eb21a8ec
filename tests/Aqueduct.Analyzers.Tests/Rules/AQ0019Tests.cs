namespace Aqueduct.Analyzers.Tests;

public class AQ0019Tests
{
    const string Steps = """
        [Operator] public static Table<Row> Wrap(Row row) => Table.Of(row);
        [Operator] public static Task<Table<Row>> WrapLater(Row row) => Task.FromResult(Table.Of(row));
        [Operator] public static Table<Row> Join(IReadOnlyList<Table<Row>> parts) => parts[0];
        [Operator] public static Table<Row> Wait(Task<Table<Row>> task) => null!;
    """;

    [Fact]
    public Task A_task_in_a_map_is_found() => Verify.Members(Steps + """
        [Workflow("Rows")]
        public static void Run()
        {
            var lists = Map.Each(Rows(), row => {|AQ0019:WrapLater(row)|});
            SaveRows(Wait({|AQ0019:WrapLater(null!)|}));
        }
        """);

    [Fact]
    public Task An_awaited_map_passes() => Verify.Members(Steps + """
        [Workflow("Rows")]
        public static async Task Run()
        {
            SaveRows(Join(await Map.EachAsync(Rows(), row => WrapLater(row))));
        }
        """);
}
