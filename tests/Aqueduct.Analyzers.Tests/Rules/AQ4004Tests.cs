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

    [Theory]
    [InlineData("List<int>")]
    [InlineData("Row")]
    [InlineData("object")]
    [InlineData("Table<Row>[]")]
    public Task What_no_database_can_bind_is_found_at_its_type(string type) => Verify.Members($$"""
            [Sql("demo", "SELECT @a")]
            public static partial Table<Row> Read({|AQ4004:{{type}}|} a);
        """);

    [Theory]
    [InlineData("int?")]
    [InlineData("DayOfWeek")]
    [InlineData("byte[]")]
    [InlineData("string?")]
    [InlineData("DateOnly")]
    [InlineData("Guid?")]
    public Task Scalars_pass(string type) => Verify.Members($$"""
            #nullable enable
            [Sql("demo", "SELECT @a")]
            public static partial Table<Row> Read({{type}} a, RunContext run, CancellationToken cancel = default);
        """);

    [Fact]
    public Task A_generic_query_is_found_at_its_name() => Verify.Members("""
            [Sql("demo", "SELECT 1")]
            public static partial Table<T> {|AQ4004:Read|}<T>();
        """);

    [Fact]
    public Task A_lazy_result_is_one_fault() => Verify.Members("""
            [Sql("demo", "SELECT 1")]
            public static partial {|AQ4004:IEnumerable<Row>|} Read();
        """);
}
