namespace Aqueduct.Analyzers.Tests;

public class AQ0016Tests
{
    const string Steps = """
        [Operator] public static Table<Row> Wrap(Row row) => Table.Of(row);
        [Operator] public static Task<Table<Row>> WrapLater(Row row) => Task.FromResult(Table.Of(row));
        [Operator] public static Table<Row> Join(IReadOnlyList<Table<Row>> parts) => parts[0];
        [Operator] public static Table<Row> Wait(Task<Table<Row>> task) => null!;
    """;

    [Fact]
    public Task A_method_group_is_refused() => Verify.Members(Steps + """
        [Workflow("Rows")]
        public static void Run()
        {
            SaveRows(Join(Map.Each(Rows(), {|AQ0016:Wrap|})));
        }
        """);

    [Fact]
    public Task A_lambda_of_calls_passes() => Verify.Members(Steps + """
        [Workflow("Rows")]
        public static void Run()
        {
            SaveRows(Join(Map.Each(Rows(), row => Wrap(row))));
        }
        """);
}
