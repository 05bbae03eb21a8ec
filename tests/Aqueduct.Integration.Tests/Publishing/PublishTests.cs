using Aqueduct.Integration.Tests.Infrastructure;

namespace Aqueduct.Integration.Tests.Publishing;

/// <summary>dotnet publish of a project: what is rendered, and when.</summary>
[Collection(Infrastructure.Packages.Name)]
public sealed class PublishTests
{
    const string Skipped = "Skipping target \"AqueductRender\"", Settings = """{ "artifacts": { "type": "s3", "bucket": "b", "secretKey": "${LAKE_KEY}" } }""";

    const string Environments = """
        {
          "artifacts": { "type": "s3", "bucket": "b", "secretKey": "${LAKE_KEY}" },
          "environments": { "prod": { "registry": "registry.example.com", "repository": "team/hello", "secrets": "team-secrets", "artifacts": { "type": "s3", "bucket": "b", "secretKey": "${PROD_KEY}" } } }
        }
        """;

    readonly PackedFeed _feed;
    readonly string _folder;

    /// <summary>All tests publish one project, so that only the first compiles it; each starts with nothing rendered.</summary>
    public PublishTests(PackedFeed feed)
    {
        _feed = feed;
        _folder = feed.Folder("publish");
        Write("app.csproj", """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
                <Nullable>enable</Nullable>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="Aqueduct" Version="0.1.0" />
              </ItemGroup>
            </Project>
            """);
        Write("hello.cs", Hello.Source);
        File.Delete(Path.Combine(_folder, "aqueduct.json"));
        if (Directory.Exists(Path.Combine(_folder, "aqueduct.deploy")))
            Directory.Delete(Path.Combine(_folder, "aqueduct.deploy"), recursive: true);
        foreach (var rendered in Intermediate())
            if (Directory.Exists(rendered))
                Directory.Delete(rendered, recursive: true);
            else
                File.Delete(rendered);
        if (Directory.Exists(Deployment))
            Directory.Delete(Deployment, recursive: true);
    }

    string Deployment => Path.Combine(_folder, "bin/Release/net10.0/publish/aqueduct");

    [Fact]
    public void Every_target_is_rendered_into_the_publish_folder()
    {
        Publish();

        Assert.Equal(["Dockerfile", "Dockerfile.dockerignore", "airflow/app-hello.pod.yaml", "airflow/app-hello.py", "airflow/kubernetes.yaml", "argo.yaml", "compose.yaml", "kubernetes.yaml", "lambda.yaml", "sbom.cdx.json"], Rendered().Keys);
        Assert.Contains("schedule: \"0 0 * * *\"", Rendered()["kubernetes.yaml"]);
    }

    [Fact]
    public void A_second_publish_renders_nothing_and_gives_the_same_bytes()
    {
        Publish();
        var first = Rendered();

        Assert.Contains(Skipped, Publish().Text);
        Assert.Equal(first, Rendered());
    }

    [Fact]
    public void A_changed_property_or_aqueduct_json_renders_again()
    {
        Publish();
        Write("aqueduct.json", Settings);
        Publish("-p:AqueductImage=registry.example.com/team/hello:7");

        Assert.Contains("${LAKE_KEY:?", Rendered()["compose.yaml"]);
        Assert.Contains("image: \"registry.example.com/team/hello:7\"", Rendered()["kubernetes.yaml"]);
    }

    [Fact]
    public void A_removed_aqueduct_json_renders_again()
    {
        Write("aqueduct.json", Settings);
        Publish();
        File.Delete(Path.Combine(_folder, "aqueduct.json"));
        Publish();

        Assert.DoesNotContain("LAKE_KEY", Rendered()["compose.yaml"]);
    }

    [Fact]
    public void A_build_renders_nothing_and_a_publish_without_build_does()
    {
        _feed.DotNet.Succeed(_folder, "build", "-c", "Release");
        Assert.Empty(Intermediate());

        Publish("--no-build");
        Assert.NotEmpty(Rendered());
    }

    [Fact]
    public void A_design_time_build_renders_nothing()
    {
        _feed.DotNet.Succeed(_folder, "build", "-c", "Release", "-t:Build;AqueductRender", "-p:DesignTimeBuild=true");

        Assert.Empty(Intermediate());
    }

    [Fact]
    public void Clean_removes_what_was_rendered()
    {
        Publish();
        _feed.DotNet.Succeed(_folder, "clean", "-c", "Release");

        Assert.Empty(Intermediate());
    }

    [Fact]
    public void An_app_without_workflows_publishes_as_it_always_did()
    {
        Write("hello.cs", "System.Console.WriteLine();");
        Publish();

        Assert.False(Directory.Exists(Deployment));
    }

    [Theory]
    [InlineData("moon", "There is no deployment target 'moon'.")]
    [InlineData("compose", "Publishing does not deploy to 'compose' by itself.")]
    public void A_target_that_nothing_is_deployed_to_names_those_there_are(string target, string message)
    {
        var output = _feed.DotNet.Run(_folder, "publish", $"-p:AqueductTarget={target}");

        Assert.NotEqual(0, output.ExitCode);
        Assert.Contains($"error AQ9007: {message} Targets: airflow, argo, container, kubernetes, lambda, local.", output.Text);
    }

    [Theory]
    [InlineData("error AQ9016: The image 'app:1.0.0' names no registry that a cluster could take it from. Set ContainerRegistry")]
    [InlineData("error AQ9020: AqueductDeploy is 'destroy'. Expected 'plan'", "-p:AqueductDeploy=destroy", "-p:ContainerRegistry=registry.example.com")]
    public void What_cannot_be_deployed_to_a_cluster_is_said_before_anything_is_published(string message, params string[] arguments)
    {
        var output = _feed.DotNet.Run(_folder, ["publish", "-p:AqueductTarget=kubernetes", .. arguments]);

        Assert.NotEqual(0, output.ExitCode);
        Assert.Contains(message, output.Text);
        Assert.False(Directory.Exists(Deployment));
    }

    [Fact]
    public void A_malformed_image_is_AQ9004()
    {
        var output = _feed.DotNet.Run(_folder, "publish", "-p:AqueductImage=Not:An:Image");

        Assert.NotEqual(0, output.ExitCode);
        Assert.Contains("error AQ9004: 'Not:An:Image' is no image reference.", output.Text);
    }

    [Fact]
    public void An_environment_says_where_the_app_goes_and_properties_win_over_it()
    {
        Write("aqueduct.json", Environments);
        Publish("-p:AqueductEnvironment=PROD");

        Assert.Contains("image: \"registry.example.com/team/hello:1.0.0\"", Rendered()["kubernetes.yaml"]);
        Assert.Contains("AQUEDUCT_ENVIRONMENT: \"prod\"", Rendered()["compose.yaml"]);
        Assert.Contains("${PROD_KEY:?", Rendered()["compose.yaml"]);
        Assert.Contains("secret generic team-secrets", Rendered()["kubernetes.yaml"]);

        Publish("-p:AqueductEnvironment=prod", "-p:ContainerRepository=mine/hello", "-p:AqueductSecrets=mine");
        Assert.Contains("image: \"registry.example.com/mine/hello:1.0.0\"", Rendered()["kubernetes.yaml"]);
        Assert.Contains("secret generic mine ", Rendered()["kubernetes.yaml"]);

        Publish();
        Assert.Contains("image: \"hello:1.0.0\"".Replace("hello", "app"), Rendered()["kubernetes.yaml"]);
        Assert.DoesNotContain("AQUEDUCT_ENVIRONMENT", Rendered()["compose.yaml"]);
    }

    [Fact]
    public void The_target_of_an_environment_is_deployed_to()
    {
        Write("aqueduct.json", """{ "environments": { "here": { "target": "local" }, "there": { "target": "compose" } } }""");
        var home = Path.Combine(_folder, "home");

        Assert.Contains("Installed app", Publish("-p:AqueductEnvironment=here", $"-p:AqueductHome={home}").Text);
        Assert.DoesNotContain("Installed app", Publish("-p:AqueductEnvironment=there").Text);
    }

    [Fact]
    public void An_unknown_environment_is_AQ9003()
    {
        Write("aqueduct.json", Environments);
        var output = _feed.DotNet.Run(_folder, "publish", "-p:AqueductEnvironment=prd");

        Assert.NotEqual(0, output.ExitCode);
        Assert.Contains("error AQ9003: 'aqueduct.json' does not declare the environment 'prd' that AqueductEnvironment names. Did you mean 'prod'? There is prod.", output.Text);
    }

    [Fact]
    public void Overlays_are_merged_whenever_they_change_and_are_never_written()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "aqueduct.deploy"));
        const string Disk = "kind: CronJob\nspec: {jobTemplate: {spec: {template: {spec: {nodeSelector: {disk: ssd}}}}}}\n";
        Publish();
        Write("aqueduct.deploy/kubernetes.yaml", Disk);
        Publish();
        Assert.Contains("nodeSelector: {disk: ssd}", Rendered()["kubernetes.yaml"]);
        Assert.Contains(Skipped, Publish().Text);

        Write("aqueduct.deploy/kubernetes.yaml", Disk.Replace("nodeSelector: {disk: ssd}", "hostNetwork: true"));
        Assert.Contains("warning AQ9029: kubernetes.yaml, with its overlays: CronJob 'app-hello': hostNetwork is true.", Publish().Text);
        Assert.DoesNotContain("nodeSelector", Rendered()["kubernetes.yaml"]);

        File.Delete(Path.Combine(_folder, "aqueduct.deploy/kubernetes.yaml"));
        Publish();
        Assert.DoesNotContain("hostNetwork", Rendered()["kubernetes.yaml"]);
    }

    [Fact]
    public void An_overlay_that_cannot_be_merged_is_an_error_at_its_line()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "aqueduct.deploy"));
        Write("aqueduct.deploy/compose.yaml", "services:\n  app-hello: x\n");
        var output = _feed.DotNet.Run(_folder, "publish");

        Assert.NotEqual(0, output.ExitCode);
        Assert.Matches(@"aqueduct\.deploy.compose\.yaml\(2\): error AQ9027: 'compose\.yaml' cannot be merged", output.Text);
    }

    Output Publish(params string[] arguments) => _feed.DotNet.Succeed(_folder, ["publish", "-v:n", .. arguments]);

    SortedDictionary<string, string> Rendered() => new(
        Directory.GetFiles(Deployment, "*", SearchOption.AllDirectories).ToDictionary(f => Path.GetRelativePath(Deployment, f), File.ReadAllText), StringComparer.Ordinal);

    string[] Intermediate()
    {
        var obj = Path.Combine(_folder, "obj/Release/net10.0");
        return Directory.Exists(obj) ? [.. Directory.GetFileSystemEntries(obj, "aqueduct*").Where(p => !Path.GetFileName(p).StartsWith("aqueduct.sql."))] : []; // those of the build's check of queries
    }

    /// <summary>Equal text is left alone: a new time would compile again.</summary>
    void Write(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        if (!File.Exists(path) || File.ReadAllText(path) != text)
            File.WriteAllText(path, text);
    }
}
