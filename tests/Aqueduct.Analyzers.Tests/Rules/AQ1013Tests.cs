namespace Aqueduct.Analyzers.Tests;

public class AQ1013Tests
{
    const string Resources = """{ "resources": { "landing": { "type": "files", "path": "landing" }, "warehouse": { "type": "sqlite", "path": "w.db" } } }""";

    [Fact]
    public Task A_parameter_that_no_name_gives_is_found() => Verify.Members("""
            [Workflow("A", OnFile = "landing/{day}.csv")]
            public static void A(string day, double {|AQ1013:size|}) => SaveRows(Rows());
        """, Resources);

    [Fact]
    public Task Defaults_and_workflows_that_only_a_request_starts_pass() => Verify.Members("""
            [Workflow("A", OnFile = "landing/{day}.csv")]
            public static void A(string day, double size = 1) => SaveRows(Rows());

            [Workflow("B", Webhook = true, Overlap = Overlap.Queue)]
            public static void B(double size) => SaveRows(Rows());
        """, Resources);
}
