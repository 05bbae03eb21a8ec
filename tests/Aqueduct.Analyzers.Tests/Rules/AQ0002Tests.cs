namespace Aqueduct.Analyzers.Tests;

public class AQ0002Tests
{
    [Fact]
    public Task A_call_of_an_unmarked_method_is_refused_at_its_name() => Verify.Members("""
            public static Table<Row> Sort(Table<Row> rows) => rows;

            [Workflow("Rows")]
            public static void Run()
            {
                SaveRows(Flow.{|AQ0002:Sort|}(Rows()));
            }
        """);

    [Fact]
    public Task A_call_into_the_base_library_is_refused_too() => Verify.Members("""
            [Workflow("Rows")]
            public static void Run()
            {
                var rows = Rows();
                Console.{|AQ0002:WriteLine|}("rows");
                SaveRows(rows);
            }
        """);

    [Fact]
    public Task A_marked_method_passes() => Verify.Members("""
            [Operator]
            public static Table<Row> Sort(Table<Row> rows) => rows;

            [Workflow("Rows")]
            public static void Run()
            {
                SaveRows(Sort(Rows()));
            }
        """);
}
