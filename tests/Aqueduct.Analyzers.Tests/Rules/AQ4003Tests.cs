namespace Aqueduct.Analyzers.Tests;

public class AQ4003Tests
{
    [Fact]
    public Task A_parameter_the_query_does_not_use_is_found_at_its_type() => Verify.Members("""
            [Sql("demo", "SELECT 1 -- @a")]
            public static partial Table<Row> Read({|AQ4003:int|} a);
        """);

    [Fact]
    public Task Used_parameters_and_tokens_pass() => Verify.Members("""
            [Sql("demo", "SELECT @a")]
            public static partial Task<Table<Row>> Read(int a, CancellationToken cancel = default);
        """);
}
