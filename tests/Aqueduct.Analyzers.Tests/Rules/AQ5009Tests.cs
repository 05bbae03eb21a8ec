namespace Aqueduct.Analyzers.Tests;

public class AQ5009Tests
{
    [Fact]
    public Task A_misspelt_member_is_found() => Verify.Resources("""
        { "environments": { "prod": { {|AQ5009:"namespaces"|}: "churn" } } }
        """);

    [Fact]
    public Task The_message_names_the_nearest_and_all() => Verify.Resources("""
        { "environments": { "prod": { {|#0:"artifact"|}: {} } } }
        """, "AQ5009", "prod", "artifact", "Did you mean 'artifacts'? ", "artifacts, context, namespace, notifications, registry, repository, resources, secrets, store, target");

    [Fact]
    public Task Known_members_pass_whatever_their_case() => Verify.Resources("""
        { "environments": { "prod": { "Target": "kubernetes", "registry": "registry.example.com", "repository": "team/churn", "namespace": "churn", "context": "prod cluster",
          "secrets": "churn-secrets", "resources": {}, "store": "${AQUEDUCT_STORE}", "artifacts": {} } } }
        """);
}
