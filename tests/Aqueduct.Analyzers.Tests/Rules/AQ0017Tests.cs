namespace Aqueduct.Analyzers.Tests;

public class AQ0017Tests
{
    const string Steps = """
        [Operator] public static Table<Row> Wrap(Row row) => Table.Of(row);
        [Operator] public static Task<Table<Row>> WrapLater(Row row) => Task.FromResult(Table.Of(row));
        [Operator] public static Table<Row> Join(IReadOnlyList<Table<Row>> parts) => parts[0];
        [Operator] public static Table<Row> Wait(Task<Table<Row>> task) => null!;
    """;

    [Fact]
    public Task A_second_assignment_is_found() => Verify.Members(Steps + """
        [Workflow("Rows")]
        public static void Run()
        {
            var rows = Rows();
            {|AQ0017:rows = Clean(rows)|};
            SaveRows(rows);
        }
        """);

    [Fact]
    public Task A_local_for_each_value_passes() => Verify.Members(Steps + """
        [Workflow("Rows")]
        public static void Run()
        {
            var rows = Rows();
            var clean = Clean(rows);
            SaveRows(clean);
        }
        """);
}
