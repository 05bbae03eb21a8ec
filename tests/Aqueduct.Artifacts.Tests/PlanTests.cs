using Aqueduct.Artifacts.Model;
using Aqueduct.Artifacts.Planning;
using Aqueduct.Artifacts.Settings;

namespace Aqueduct.Artifacts.Tests;

public sealed class PlanTests
{
    [Theory]
    [InlineData("churn", "churn")]
    [InlineData("My.Company.Churn_2", "my-company-churn-2")]
    [InlineData("--x--", "x")]
    [InlineData("日本語", "app-77710aed")]
    public void The_apps_name_is_what_every_target_accepts(string assembly, string app) =>
        Assert.Equal(app, Sample.Plan(Sample.Build with { AssemblyName = assembly }, Sample.Churn).App);

    [Fact]
    public void Every_file_names_the_same_image()
    {
        var files = ArtifactSet.Render(Sample.Plan(Sample.Build with { Image = "registry.example.com:5000/team/churn:7" }, Sample.Churn));

        Assert.All(["Dockerfile", "compose.yaml", "kubernetes.yaml"], f => Assert.Contains("registry.example.com:5000/team/churn:7", files.File(f)));
    }

    [Theory]
    [InlineData(null, null, null, "churn:1.2.0")]
    [InlineData("ghcr.io", null, null, "ghcr.io/churn:1.2.0")]
    [InlineData("localhost:5000", "team/app", "latest", "localhost:5000/team/app:latest")]
    public void The_image_is_put_together_from_what_the_SDK_calls_its_parts(string? registry, string? repository, string? tag, string image) =>
        Assert.Equal(image, Sample.Plan(Sample.Build with { Registry = registry, Repository = repository, Tag = tag }, Sample.Churn).Image);

    [Fact]
    public void Build_metadata_of_the_version_becomes_part_of_the_tag() =>
        Assert.Equal("churn:1.0.0-build.5", Sample.Plan(Sample.Build with { Version = "1.0.0+build.5" }, Sample.Churn).Image);

    [Theory]
    [InlineData("Upper/Case:1")]
    [InlineData("name:bad tag")]
    [InlineData("name:1\nRUN rm -rf /")]
    [InlineData("https://example.com/name:1")]
    [InlineData("name@sha256:123")]
    public void A_malformed_image_is_AQ9004_and_named(string image)
    {
        var error = Assert.Throws<ArtifactException>(() => Sample.Plan(Sample.Build with { Image = image }, Sample.Churn));

        Assert.Equal("AQ9004", error.Code);
        Assert.Contains($"'{image}'", error.Message);
    }

    [Fact]
    public void A_malformed_base_image_is_AQ9004() =>
        Assert.Equal("AQ9004", Assert.Throws<ArtifactException>(() => Sample.Plan(Sample.Build with { BaseImage = "a b" }, Sample.Churn)).Code);

    [Fact]
    public void An_app_of_one_workflow_runs_it_and_one_of_several_lists_them()
    {
        Assert.Equal(["run", "customer-churn"], Sample.Plan(Sample.Churn).DefaultArguments);
        Assert.Equal(["list"], Sample.Plan(Sample.Churn, Sample.Adhoc).DefaultArguments);
    }

    [Theory]
    [InlineData(0, "2Gi", "4", "2Gi", 1)] // an item must fit
    [InlineData(3, "2Gi", "4", "6Gi", 1)] // three do
    [InlineData(3, "0.5Gi", "4", "3000M", 1)] // 1.5 GiB is less than what another node asks for
    public void A_loop_asks_for_the_memory_of_the_items_that_run_at_once(int maxParallel, string memory, string cpu, string expected, int gpu)
    {
        var inner = new MapModel([new(0, "Score", Cpu: 4, Memory: memory, Gpu: 1)]);
        var size = MachineSize.Of(new WorkflowModel("Loop", "loop", "0123456789abcdef",
            [new(0, "Load", Cpu: 2, Memory: maxParallel == 0 ? null : "3000M"), new(1, "Each(part)") { Map = new([new(0, "Each(row)") { Map = inner }], maxParallel) }]));

        Assert.Equal(new(cpu, expected, gpu), size);
    }

    [Fact]
    public void A_workflow_has_what_the_workflows_after_it_need_because_they_run_in_its_process()
    {
        var plan = Sample.Plan(
            Sample.Churn,
            Sample.Adhoc with { Name = "Next", Slug = "next", After = "Customer churn", Resources = ["lake"], Timeout = TimeSpan.FromHours(1), Nodes = [new(0, "Big", Cpu: 8)] },
            Sample.Adhoc with { Name = "Last", Slug = "last", After = "Next", Timeout = TimeSpan.FromHours(1), Nodes = [new(0, "Wide", Memory: "8Gi")] },
            Sample.Adhoc with { Name = "Around", Slug = "around", After = "Around" });
        var (churn, last, around) = (plan.Workflows.Single(w => w.Model.Slug == "customer-churn"), plan.Workflows.Single(w => w.Model.Slug == "last"), plan.Workflows.Single(w => w.Model.Slug == "around"));

        Assert.Equal(["LAKE_KEY", "LAKE_SECRET", "WAREHOUSE_PASSWORD"], churn.Secrets);
        Assert.Equal((new MachineSize("8", "8Gi", 0), TimeSpan.FromHours(4)), (churn.Size, churn.Longest));
        Assert.Empty(last.Secrets);
        Assert.Equal((new MachineSize("1", "8Gi", 0), TimeSpan.FromHours(1)), (last.Size, last.Longest));
        Assert.Null(around.Longest);
    }

    [Fact]
    public void The_loops_of_a_carried_model_are_looked_into() => Assert.Equal("2Gi", MachineSize.Of(ModelJson.Parse(
        """{"schema":"aqueduct-model/v1","workflows":[{"name":"L","slug":"l","version":"0","nodes":[{"id":0,"inputs":[],"kind":"map","name":"Each(p)","map":{"item":"p","maxParallel":2,"nodes":[{"id":0,"memory":"1Gi","name":"Score"}],"source":{"node":0}}}]}]}""").Workflows[0]).Memory);

    [Fact]
    public void Settings_give_the_names_of_secrets_and_no_value()
    {
        var settings = AppSettings.Parse("""
            { // as lenient as the runtime's own reader
              "Resources": { "a": { "connection": "x=${ONE};y=${TWO};z=${ONE};price=$5;${not a name}" }, "b": { "n": 1, "list": [true, null, "${THREE}"] }, },
            }
            """);

        Assert.Equal(["ONE", "THREE", "TWO"], settings.Secrets);
        Assert.Equal(["ONE", "TWO"], settings.SecretsOf(["A", "unknown"]));
    }

    [Fact]
    public void What_object_stores_need_the_workflows_need_that_name_them()
    {
        var settings = AppSettings.Parse("""
            { "resources": { "lake": { "type": "s3", "bucket": "lake", "endpoint": "https://${LAKE_HOST}", "accessKey": "${LAKE_KEY}", "secretKey": "${LAKE_SECRET}" },
                             "blue": { "type": "azure-blob", "container": "lake", "connection": "${BLUE}" } } }
            """);

        Assert.Equal(["LAKE_HOST", "LAKE_KEY", "LAKE_SECRET"], settings.SecretsOf(["lake"]));
        Assert.Equal(["BLUE"], settings.SecretsOf(["blue"]));
    }

    [Fact]
    public void What_is_told_of_runs_every_workflow_needs()
    {
        const string Text = """
            { "resources": { "a": { "connection": "${TWO}" }, "chat": { "type": "webhook", "url": "${CHAT}" }, "post": { "type": "mail", "password": "${POST}" } },
              "notifications": { "url": "https://${SERVER}", "channels": { "team": { "resource": "chat" }, "in-app": { "level": "error" } } },
              "environments": { "prod": { "notifications": { "channels": { "owners": { "resource": "post" } } } } } }
            """;

        Assert.Equal(["CHAT", "SERVER"], AppSettings.Parse(Text).SecretsOf([]));
        Assert.Equal(["CHAT", "POST", "SERVER", "TWO"], AppSettings.Parse(Text, environment: "prod").SecretsOf(["a"]));
    }

    [Fact]
    public void What_the_store_of_artifacts_needs_every_workflow_needs()
    {
        var settings = AppSettings.Parse("""{ "resources": { "a": { "connection": "${TWO}" } }, "artifacts": { "type": "s3", "secretKey": "${ONE}" } }""");

        Assert.Equal(["ONE"], settings.SecretsOf([]));
        Assert.Equal(["ONE", "TWO"], settings.SecretsOf(["a"]));
        Assert.Equal(["ONE", "TWO"], settings.Secrets);
    }

    [Fact]
    public void A_missing_aqueduct_json_is_an_app_without_secrets() => Assert.Empty(AppSettings.Read("/nowhere/aqueduct.json").Secrets);

    [Theory]
    [InlineData("{ \"resources\": {\n oops } }", 2)]
    [InlineData("[]", 0)]
    [InlineData("{ \"resources\": 3 }", 0)]
    public void Settings_that_cannot_be_read_are_AQ9003_at_their_line(string json, int line)
    {
        var error = Assert.Throws<ArtifactException>(() => AppSettings.Parse(json, "/app/aqueduct.json"));

        Assert.Equal(("AQ9003", "/app/aqueduct.json", line), (error.Code, error.File, error.Line));
    }
}
