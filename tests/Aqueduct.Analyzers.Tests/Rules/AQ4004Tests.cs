namespace Aqueduct.Analyzers.Tests;

public class AQ4004Tests
{
    [Fact]
    public Task A_query_that_returns_a_number_is_found() => Verify.Members("""
            [Sql("demo", "SELECT 1")]
            public static partial {|AQ4004:int|} Read();
        """);

    [Fact]
    public Task A_params_parameter_is_found() => Verify.Members("""
            [Sql("demo", "SELECT @a")]
            public static partial Table<Row> Read(params {|AQ4004:int[]|} a);
        """);

    [Fact]
    public Task A_task_of_a_table_passes() => Verify.Members("""
            [Sql("demo", "SELECT 1")]
            public static partial ValueTask<Table<Row>> Read();
        """);
}
