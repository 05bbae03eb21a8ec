namespace Aqueduct.Analyzers.Tests;

public class AQ0012Tests
{
    const string Steps = """
        [Operator] public static Table<Row> Wrap(Row row) => Table.Of(row);
        [Operator] public static Task<Table<Row>> WrapLater(Row row) => Task.FromResult(Table.Of(row));
        [Operator] public static Table<Row> Join(IReadOnlyList<Table<Row>> parts) => parts[0];
        [Operator] public static Table<Row> Wait(Task<Table<Row>> task) => null!;
    """;

    [Fact]
    public Task A_list_that_is_no_artifact_is_found_where_it_stands() => Verify.Members(Steps + """
        [Workflow("Rows")]
        public static void Run()
        {
            foreach (var size in {|AQ0012:new[] { 1, 10 }|})
                SaveRows(Scale(Rows(), size));
        }
        """);

    [Fact]
    public Task A_table_passes() => Verify.Members(Steps + """
        [Workflow("Rows")]
        public static void Run()
        {
            foreach (var row in Rows())
                SaveRows(Wrap(row));
        }
        """);
}
