namespace Aqueduct.Analyzers.Tests;

public class AQ1012Tests
{
    const string Resources = """{ "resources": { "landing": { "type": "files", "path": "landing" }, "warehouse": { "type": "sqlite", "path": "w.db" } } }""";

    [Fact]
    public Task A_place_without_a_parameter_is_found() => Verify.Members("""
            [Workflow("A", OnFile = "landing/{|AQ1012:{dey}|}.csv")]
            public static void A(string day = "") => SaveRows(Rows());
        """, Resources);

    [Fact]
    public Task A_place_with_a_parameter_passes() => Verify.Members("""
            [Workflow("A", OnFile = "landing/{region}/{day}.csv")]
            public static void A(string region, int day) => SaveRows(Rows());
        """, Resources);
}
