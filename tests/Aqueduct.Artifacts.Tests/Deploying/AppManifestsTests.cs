using Aqueduct.Deploying;

namespace Aqueduct.Artifacts.Tests.Deploying;

public sealed class AppManifestsTests : IDisposable
{
    const string Labels = "labels: { app.kubernetes.io/name: \"churn\", app.kubernetes.io/managed-by: \"aqueduct\" }";

    readonly TemporaryFolder _folder = new();

    [Fact]
    public void Quoted_scalars_are_text_and_plain_ones_are_what_they_look_like()
    {
        var app = AppManifests.Parse($$"""
            kind: A
            apiVersion: v1
            metadata: { name: "a", {{Labels}} }
            values: { text: "1", yes: "true", whole: 1654, half: 0.5, flag: true, none: null, word: Never, list: [1, "2"] }
            """);

        Assert.Equal("""{"text":"1","yes":"true","whole":1654,"half":0.5,"flag":true,"none":null,"word":"Never","list":[1,"2"]}""", app.Objects[0].Json["values"]!.ToJsonString());
    }

    [Fact]
    public void Objects_that_a_person_added_get_the_apps_labels_so_that_they_go_with_it()
    {
        var app = AppManifests.Parse($$"""
            { kind: A, apiVersion: v1, metadata: { name: a, {{Labels}} } }
            ---
            { kind: B, apiVersion: v1, metadata: { name: b } }
            """);

        Assert.Equal(("churn", "aqueduct"), (app.Objects[1].Label(Manifest.AppLabel), app.Objects[1].Label(Manifest.ManagerLabel)));
    }

    [Fact]
    public void Only_the_apps_own_image_is_named_by_its_digest()
    {
        var app = AppManifests.Parse($$"""
            kind: Pod
            apiVersion: v1
            metadata: { name: a, {{Labels}} }
            spec:
              initContainers: [{ name: first, image: "r/app:1" }]
              containers: [{ name: app, image: "r/app:1" }, { name: sidecar, image: "r/other:1" }]
              image: r/app:1
            """).Pin("r/app:1", "sha256:ab");

        Assert.Equal("""{"initContainers":[{"name":"first","image":"r/app:1@sha256:ab"}],"containers":[{"name":"app","image":"r/app:1@sha256:ab"},{"name":"sidecar","image":"r/other:1"}],"image":"r/app:1"}""",
            app.Objects[0].Json["spec"]!.ToJsonString());
        Assert.Equal(["r/app:1@sha256:ab", "r/other:1"], app.Images);
    }

    [Theory]
    [InlineData("a: [", "'kubernetes.yaml' holds no manifests")]
    [InlineData("{ kind: A, apiVersion: v1, metadata: { name: a } }", "do not have one label app.kubernetes.io/name")]
    [InlineData("{ kind: A, apiVersion: v1, metadata: {} }", "a document has no kind or no name (A/)")]
    public void A_file_that_is_none_of_an_app_is_AQ9018(string text, string message)
    {
        var path = _folder.Write("kubernetes.yaml", text);

        var refusal = Assert.Throws<ArtifactException>(() => AppManifests.ReadFile(path));
        Assert.Equal("AQ9018", refusal.Code);
        Assert.Contains(message.Replace("kubernetes.yaml", path), refusal.Message);
    }

    [Fact]
    public void The_rendered_file_says_the_apps_version() =>
        Assert.Equal("1.2.0", DeployerTests.App(Sample.Churn).Version);

    [Theory]
    [InlineData("plan", "registry.example.com/team/churn:1", null)]
    [InlineData("apply", "localhost:5000/churn:1", null)]
    [InlineData("apply", "churn:1", "AQ9016")]
    [InlineData("plan", "team/churn:1", "AQ9016")]
    [InlineData("destroy", "registry.example.com/team/churn:1", "AQ9020")]
    public void What_publishing_to_a_cluster_needs_is_looked_at_first(string deploy, string image, string? code)
    {
        var refusal = Record.Exception(() =>
        {
            DeployChoice.Require(deploy);
            DeployChoice.RequireRegistry(image);
        });

        Assert.Equal(code, (refusal as ArtifactException)?.Code);
    }

    public void Dispose() => _folder.Dispose();
}
