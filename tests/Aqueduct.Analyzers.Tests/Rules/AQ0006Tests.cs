namespace Aqueduct.Analyzers.Tests;

public class AQ0006Tests
{
    [Fact]
    public Task A_query_with_a_body_is_refused_at_its_name() => Verify.Members("""
            [Sql("demo", "SELECT 1")]
            public static Table<Row> {|AQ0006:Read|}() => null!;
        """);

    [Fact]
    public Task A_save_in_a_type_that_is_not_partial_is_refused() => Verify.Code("""
        public static class Plain
        {
            [Save("demo", "rows", SaveMode.Replace)]
            public static void {|AQ0006:Keep|}(Table<Row> rows) { }
        }
        """);

    [Fact]
    public Task A_partial_query_of_a_partial_type_passes() => Verify.Members("""
            [Sql("demo", "SELECT 1 AS id, 2 AS value")]
            public static partial Table<Row> Read();
        """);

    [Fact]
    public Task A_query_whose_body_is_there_already_passes() => Verify.Members("""
            [Sql("demo", "SELECT 1 AS id, 2 AS value")]
            public static partial Table<Row> Read();

            public static partial Table<Row> Read() => null!;
        """);
}
