using Aqueduct.Artifacts.Bill;
using Aqueduct.Artifacts.Planning;
using Aqueduct.Artifacts.Settings;

namespace Aqueduct.Artifacts.Tests;

/// <summary>Which services a compose file has.</summary>
public sealed class ComposeTests
{
    const string Postgres = "Aqueduct.Connectors.Postgres", S3 = "Aqueduct.Connectors.S3";

    static DeploymentPlan Plan(string settings, params string[] packages) =>
        DeploymentPlan.Create(new("aqueduct-model/v1", [Sample.Churn]), AppSettings.Parse(settings), Sample.Build with { Packages = packages });

    [Fact]
    public void An_app_with_the_packages_gets_the_servers_along() =>
        Golden.Match(ArtifactSet.Render(Plan("{}", Postgres, S3)).File("compose.yaml"), "compose.yaml");

    [Fact]
    public void An_app_that_serves_keeps_its_schedules_itself_with_all_its_secrets()
    {
        var file = ArtifactSet.Render(Plan("""{ "serve": { "webhooks": { "churn-model-training": "${HOOK_TOKEN}" } } }""", "Aqueduct.Server")).File("compose.yaml");
        Golden.Match(file, "compose.yaml");
        Assert.DoesNotContain("--due", file, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}", false, false)]
    [InlineData("{}", true, true)]
    [InlineData("""{ "store": { "type": "sqlite" }, "artifacts": { "type": "files" } }""", true, false)]
    [InlineData("""{ "store": "postgres://etl@db/runs", "artifacts": { "type": "s3", "bucket": "b" } }""", true, false)]
    [InlineData("""{ "store": { "type": "postgres", "connection": "${STORE}" } , "artifacts": { "type": "s3", "bucket": "b" } }""", false, false)]
    [InlineData("""{ "store": { "type": "Postgres" }, "artifacts": { "type": "S3" } }""", false, true)]
    public void A_server_comes_along_where_the_app_can_use_it_and_names_no_other(string settings, bool hasPackages, bool comes) =>
        Assert.Equal(new ServerNeeds(comes, comes), Plan(settings, hasPackages ? [Postgres, S3] : []).Servers);

    [Fact]
    public void One_server_comes_without_the_other()
    {
        Assert.Equal(new ServerNeeds(true, false), Plan("{}", Postgres).Servers);
        Assert.Equal(new ServerNeeds(false, true), Plan("{}", S3).Servers);
    }

    [Fact]
    public void Packages_and_projects_are_named_by_what_restoring_found() => Assert.Equal(
        ["Aqueduct", Postgres], PackageNames.Of($$"""{ "libraries": { "Aqueduct/0.1.0": { "type": "package" }, "{{Postgres}}/1.0.0": { "type": "project" } } }""").Order(StringComparer.Ordinal));
}
