namespace Aqueduct.Analyzers.Tests;

public class AQ0015Tests
{
    const string Steps = """
        [Operator] public static Table<Row> Wrap(Row row) => Table.Of(row);
        [Operator] public static Task<Table<Row>> WrapLater(Row row) => Task.FromResult(Table.Of(row));
        [Operator] public static Table<Row> Join(IReadOnlyList<Table<Row>> parts) => parts[0];
        [Operator] public static Table<Row> Wait(Task<Table<Row>> task) => null!;
    """;

    [Fact]
    public Task A_property_is_refused_where_it_stands() => Verify.Members(Steps + """
        [Workflow("Rows")]
        public static void Run()
        {
            var rows = Rows();
            if ({|AQ0015:rows.Count|} > 3)
                SaveRows(rows);
        }
        """);

    [Fact]
    public Task Checks_and_metrics_pass() => Verify.Members(Steps + """
        [Workflow("Rows")]
        public static void Run()
        {
            var rows = Rows();
            if (Mean(rows) > 3 && !{|AQ2010:AreValid|}(rows))
                SaveRows(rows);
        }
        """);
}
