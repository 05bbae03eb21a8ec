namespace Aqueduct.Analyzers.Tests;

public class AQ4069Tests
{
    static Task App(string settings, string members = "")
    {
        var test = Verify.Program("public static partial class Flow\n{\n" + members + "\n    public static System.Threading.Tasks.Task<int> Main(string[] args) => AqueductHost.RunAsync(args);\n}\n");
        test.TestState.AdditionalFiles.Add(("aqueduct.json", settings));
        return test.RunAsync();
    }

    const string Workflows = """
            [Operator] public static int One() => 1;
            [Metric] public static double Two(int one) => one;
            [Workflow("Customer churn")] public static void A() => Two(One());
            [Workflow("Costs: daily")] public static void B() => Two(One());
        """;

    [Fact]
    public Task Workflows_that_the_app_does_not_have_are_found() => App("""
        { "notifications": { "workflows": { {|AQ4069:"Custommer churn"|}: { "in-app": "success" }, {|AQ4069:"Costs: daily"|}: { "in-app": "off" }, {|AQ4069:"reviews"|}: {} } } }
        """, Workflows);

    [Fact]
    public Task Names_and_slugs_pass() => App("""
        { "notifications": { "workflows": { "customer Churn": { "in-app": "success" }, "costs-daily": { "in-app": "off" } } } }
        """, Workflows);

    [Fact]
    public Task An_app_without_workflows_of_its_own_runs_those_of_libraries() => App("""
        { "notifications": { "workflows": { "Customer churn": { "in-app": "success" } } } }
        """);

    [Fact]
    public Task A_channel_that_sends_mail_takes_the_package_in_an_app() => App("""
        { "resources": { "post": { "type": "mail", "folder": "outbox", "from": "a@example.com" } }, "notifications": { "channels": { "owners": { "resource": {|AQ4055:"post"|} } } } }
        """);
}
