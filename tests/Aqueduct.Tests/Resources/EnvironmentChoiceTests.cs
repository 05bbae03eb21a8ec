using Aqueduct.Runtime;

namespace Aqueduct.Tests.Resources;

/// <summary>What an environment of aqueduct.json changes, and what wins over it.</summary>
public sealed class EnvironmentChoiceTests : IDisposable
{
    const string Json = """
        {
          "resources": { "shop": { "type": "sqlite", "connection": "Data Source=shop.db" }, "data": { "type": "files", "path": "data" } },
          "store": "postgres://etl@db/dev",
          "artifacts": { "type": "s3", "bucket": "dev", "endpoint": "http://127.0.0.1:9000" },
          "environments": {
            "Prod": {
              "target": "kubernetes",
              "resources": { "SHOP": { "connection": "Data Source=prod.db" } },
              "store": { "type": "postgres", "connection": "Host=prod" },
              "artifacts": { "type": "s3", "bucket": "prod" }
            },
            "stage": { "resources": { "data": { "path": "stage" } } }
          }
        }
        """;

    readonly string _folder = Directory.CreateTempSubdirectory("aqueduct-test-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    ResourceRegistry Registry(string? json, params string[] overrides)
    {
        if (json is not null)
            File.WriteAllText(Path.Combine(_folder, "aqueduct.json"), json);
        return AqueductConfiguration.Load(_folder, _folder, overrides, home: Path.Combine(_folder, "home"));
    }

    string At(string file) => Path.Combine(_folder, file);

    [Fact]
    public void Without_a_choice_environments_change_nothing()
    {
        var registry = Registry(Json);
        Assert.Equal((At("shop.db"), "postgres://etl@db/dev", "dev"), (registry.Database("shop").Location, registry.Configuration["store"], registry.Configuration["artifacts:bucket"]));
    }

    [Fact]
    public void Members_of_a_resource_are_replaced_one_by_one_whatever_their_case()
    {
        var registry = Registry(Json, "environment=prod");
        Assert.Equal(At("prod.db"), registry.Database("shop").Location);
        Assert.Equal(At("data"), registry.Files("data").Location);
        Assert.Equal(At("stage"), Registry(null, "environment=stage").Files("data").Location);
    }

    [Fact]
    public void Of_notifications_what_the_environment_does_not_name_stays()
    {
        var configuration = Registry("""
            { "notifications": { "url": "http://localhost", "channels": { "in-app": { "level": "success" } } }, "environments": { "prod": { "notifications": { "url": "https://aqueduct.example.com" } } } }
            """, "environment=prod").Configuration;
        Assert.Equal(("https://aqueduct.example.com", "success"), (configuration["notifications:url"], configuration["notifications:channels:in-app:level"]));
    }

    [Fact]
    public void Of_a_store_and_of_artifacts_that_the_environment_names_nothing_else_is_left()
    {
        var configuration = Registry(Json, "environment=PROD").Configuration;
        Assert.Null(configuration["store"]);
        Assert.Equal("Host=prod", configuration["store:connection"]);
        Assert.Equal(["bucket", "type"], configuration.GetSection("artifacts").GetChildren().Select(c => c.Key).Order(StringComparer.Ordinal));
        Assert.Equal("dev", Registry(null, "environment=stage").Configuration["artifacts:bucket"]);
    }

    [Fact]
    public void The_command_line_wins_over_the_environment() =>
        Assert.Equal(At("mine.db"), Registry(Json, "environment=prod", "resources:shop:connection=Data Source=mine.db").Database("shop").Location);

    [Theory]
    [InlineData(Json, "prdo", "AQUEDUCT_ENVIRONMENT chooses environment 'prdo', which aqueduct.json does not declare; there are Prod, stage. Did you mean 'Prod'?")]
    [InlineData("{}", "prod", "AQUEDUCT_ENVIRONMENT chooses environment 'prod', and aqueduct.json declares none. Unset the variable, or add \"environments\": { \"prod\": { … } }.")]
    [InlineData(null, "prod", "AQUEDUCT_ENVIRONMENT chooses environment 'prod', and aqueduct.json declares none. Unset the variable, or add \"environments\": { \"prod\": { … } }.")]
    public void An_environment_that_nobody_declares_is_refused(string? json, string name, string message) =>
        Assert.Equal(message, Assert.Throws<InvalidDataException>(() => Registry(json, $"environment={name}")).Message);
}
