namespace Aqueduct.Analyzers.Tests;

public class AQ1011Tests
{
    const string Resources = """{ "resources": { "landing": { "type": "files", "path": "landing" }, "lake": { "type": "s3", "bucket": "lake" }, "warehouse": { "type": "sqlite", "path": "w.db" } } }""";

    [Theory]
    [InlineData("orders-{day}.csv"), InlineData("/orders-{day}.csv"), InlineData("landing/"), InlineData("landing/../{day}.csv"), InlineData("landing//{day}.csv"), InlineData("landing/.in/{day}.csv")]
    [InlineData("landing/{day}{day}.csv"), InlineData("landing/{day.csv"), InlineData("landing/{a/b}.csv"), InlineData("warehouse/{day}.csv"), InlineData("lannding/{day}.csv"), InlineData("demo/{day}.csv")]
    public Task What_is_no_file_of_a_resource_is_found(string pattern) => Verify.Members($$"""
            [Workflow("A", OnFile = {|AQ1011:"{{pattern}}"|})]
            public static void A(string day = "") => SaveRows(Rows());
        """, Resources);

    [Theory]
    [InlineData("landing/{day}.csv"), InlineData("landing/in/{day}/ready.csv"), InlineData("landing/{day}-{day}.csv"), InlineData("lake/in/{day}.csv")]
    public Task Files_of_a_resource_pass(string pattern) => Verify.Members($$"""
            [Workflow("A", OnFile = "{{pattern}}")]
            public static void A(string day) => SaveRows(Rows());
        """, Resources);
}
