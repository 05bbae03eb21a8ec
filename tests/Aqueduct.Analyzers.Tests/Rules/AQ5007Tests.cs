namespace Aqueduct.Analyzers.Tests;

public class AQ5007Tests
{
    [Fact]
    public Task An_unknown_target_is_found_in_a_list() => Verify.Resources("""
        { "targets": ["kubernetes", {|AQ5007:"kubernets"|}] }
        """);

    [Fact]
    public Task An_unknown_target_is_found_in_an_object() => Verify.Resources("""
        { "targets": { {|AQ5007:"moon"|}: {} } }
        """);

    [Fact]
    public Task Known_targets_pass_and_their_rules_apply() => Verify.Members("""
            [Workflow("A", Schedule = "@daily", Overlap = {|AQ5003:Overlap.Queue|})]
            public static void A() => SaveRows(Rows());
        """, """
        { "targets": { "Kubernetes": {}, "local": {} } }
        """);

    [Fact]
    public Task An_unknown_target_of_an_environment_is_found() => Verify.Resources("""
        { "environments": { "prod": { "target": {|AQ5007:"kubernets"|} } } }
        """);

    [Fact]
    public Task The_rules_of_an_environment_s_target_apply() => Verify.Members("""
            [Workflow("A", Schedule = "@daily", Overlap = {|AQ5003:Overlap.Queue|})]
            public static void A() => SaveRows(Rows());
        """, """
        { "environments": { "prod": { "target": "kubernetes" } } }
        """);
}
