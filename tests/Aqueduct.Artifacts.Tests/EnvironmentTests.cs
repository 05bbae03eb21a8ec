using Aqueduct.Artifacts.Planning;
using Aqueduct.Artifacts.Settings;

namespace Aqueduct.Artifacts.Tests;

/// <summary>What an environment of aqueduct.json changes in the build.</summary>
public sealed class EnvironmentTests
{
    const string Json = """
        {
          "resources": { "warehouse": { "type": "postgres", "connection": "Host=localhost;Password=${LOCAL_PASSWORD}", "ssl": "${CERTIFICATE}" }, "lake": { "type": "s3", "key": "${LAKE_KEY}" } },
          "artifacts": { "type": "s3", "bucket": "dev", "secretKey": "${DEV_KEY}" },
          "environments": {
            "prod": {
              "target": "kubernetes", "registry": "registry.example.com", "repository": "team/churn", "namespace": "churn", "context": "prod-cluster", "secrets": "team-secrets",
              "resources": { "Warehouse": { "Connection": "Host=db;Password=${PROD_PASSWORD}" } },
              "store": "${AQUEDUCT_STORE}",
              "artifacts": { "type": "s3", "bucket": "prod" }
            },
            "dev": {}
          }
        }
        """;

    static AppSettings In(string? environment) => AppSettings.Parse(Json, environment: environment);

    [Fact]
    public void Its_members_are_read_whatever_the_case_of_its_name() => Assert.Equal(
        new("prod", "kubernetes", "registry.example.com", "team/churn", "churn", "prod-cluster", "team-secrets"), In("PROD").Environment);

    [Fact]
    public void What_it_does_not_say_is_null() => Assert.Equal(new("dev", null, null, null, null, null, null), In("dev").Environment);

    [Fact]
    public void Of_the_secrets_those_of_its_own_members_and_of_members_that_stay_are_needed()
    {
        Assert.Equal(["CERTIFICATE", "DEV_KEY", "LAKE_KEY", "LOCAL_PASSWORD"], In(null).Secrets);
        Assert.Equal(["AQUEDUCT_STORE", "CERTIFICATE", "LAKE_KEY", "PROD_PASSWORD"], In("prod").Secrets);
        Assert.Equal(["AQUEDUCT_STORE", "CERTIFICATE", "PROD_PASSWORD"], In("prod").SecretsOf(["warehouse"]));
    }

    [Fact]
    public void A_resource_keeps_its_type() => Assert.Equal("postgres", In("prod").TypeOf("warehouse"));

    [Theory]
    [InlineData("prd", "'aqueduct.json' does not declare the environment 'prd' that AqueductEnvironment names. Did you mean 'prod'? There are dev, prod.")]
    [InlineData("moon", "'aqueduct.json' does not declare the environment 'moon' that AqueductEnvironment names. There are dev, prod.")]
    public void An_unknown_one_is_AQ9003_and_the_nearest_is_named(string name, string message)
    {
        var error = Assert.Throws<ArtifactException>(() => In(name));
        Assert.Equal(("AQ9003", message), (error.Code, error.Message));
    }

    [Fact]
    public void Without_any_the_message_says_what_to_write() => Assert.Contains(
        "declares no environment, and AqueductEnvironment is 'prod'. Add \"environments\": { \"prod\": { … } }", Assert.Throws<ArtifactException>(() => AppSettings.Read("/nowhere/aqueduct.json", "prod")).Message);

    [Theory]
    [InlineData("""{ "environments": ["prod"] }""")]
    [InlineData("""{ "environments": { "prod": "x" } }""")]
    [InlineData("""{ "environments": { "prod": { "namespace": 3 } } }""")]
    public void One_of_another_shape_is_AQ9003(string json) =>
        Assert.Equal("AQ9003", Assert.Throws<ArtifactException>(() => AppSettings.Parse(json, environment: "prod")).Code);

    [Fact]
    public void Pods_are_told_their_environment_and_take_secrets_from_its_Secret()
    {
        var plan = DeploymentPlan.Create(new("aqueduct-model/v1", [Sample.Churn]), In("prod"), Sample.Build);
        var yaml = ArtifactSet.Render(plan).File("kubernetes.yaml");

        Assert.Contains("- name: \"AQUEDUCT_ENVIRONMENT\"\n                  value: \"prod\"\n", yaml);
        Assert.Contains("secretKeyRef: { name: \"team-secrets\", key: \"PROD_PASSWORD\" }", yaml);
        Assert.DoesNotContain("LOCAL_PASSWORD", yaml);
        Assert.DoesNotContain("AQUEDUCT_ENVIRONMENT", Sample.Render("kubernetes.yaml", Sample.Churn));
    }

    [Fact]
    public void A_property_wins_over_the_environments_Secret() => Assert.Equal("mine",
        DeploymentPlan.Create(new("aqueduct-model/v1", [Sample.Churn]), In("prod"), Sample.Build with { Secrets = "mine" }).SecretsName);

    [Fact]
    public void A_Secret_s_name_ends_no_comment() => Assert.Contains("# Secrets are named here and kept in the cluster: kubectl create secret generic \"a\\nkind: Pod\" --from",
        ArtifactSet.Render(Sample.Plan(Sample.Build with { Secrets = "a\nkind: Pod" }, Sample.Churn)).File("kubernetes.yaml"));

    [Theory]
    [InlineData("container", "container")]
    [InlineData("compose", null)]
    [InlineData(null, null)]
    public void A_target_that_publishing_does_not_deploy_to_is_rendered_only(string? target, string? deployed) => Assert.Equal(deployed, TargetNames.ToDeploy(target));

    [Fact]
    public void A_target_that_does_not_exist_is_AQ9007() => Assert.Equal("AQ9007", Assert.Throws<ArtifactException>(() => TargetNames.ToDeploy("moon")).Code);
}
