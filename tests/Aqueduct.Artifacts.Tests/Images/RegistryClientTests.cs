using System.Text.Json.Nodes;
using Aqueduct.Artifacts.Images;

namespace Aqueduct.Artifacts.Tests.Images;

/// <summary>What a real registry does is tested with one, in the integration tests; this one asks for a token, as public registries do.</summary>
public sealed class RegistryClientTests : IDisposable
{
    readonly TemporaryFolder _folder = new();
    readonly FakeRegistry _registry = new("me:word");

    public void Dispose()
    {
        _registry.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_token_is_got_with_the_login_and_used_for_what_follows()
    {
        _folder.Write(".docker/config.json", $$"""{ "auths": { "{{_registry.Host}}": { "auth": "bWU6d29yZA==" } } }""");
        await PushAsync();
        Assert.Equal("GET /token?service=fake&scope=repository%3Achurn%3Apull%2Cpush", Assert.Single(_registry.Asked, a => a.Contains("/token", StringComparison.Ordinal)));
        Assert.Equal(2, _registry.Asked.Count(a => a.StartsWith("PUT /v2/churn/blobs/uploads/1?state=x&digest=sha256:", StringComparison.Ordinal)));
        Assert.Equal("PUT /v2/churn/manifests/1.0.0", _registry.Asked[^1]);
    }

    [Fact]
    public async Task A_refused_login_is_AQ9015_and_says_how_to_log_in()
    {
        var error = await Assert.ThrowsAsync<ArtifactException>(PushAsync);
        Assert.Equal("AQ9015", error.Code);
        Assert.Equal($"The image cannot be brought to '{_registry.Host}': the registry does not let us in (401). Log in with 'docker login {_registry.Host}', or set DOTNET_CONTAINER_PUSH_REGISTRY_UNAME and DOTNET_CONTAINER_PUSH_REGISTRY_PWORD.", error.Message);
    }

    [Fact]
    public async Task Where_layers_go_to_another_host_the_token_does_not_go_there()
    {
        using var storage = new FakeRegistry("nobody:");
        using var registry = new FakeRegistry("me:word") { Elsewhere = $"http://{storage.Host}/upload?key=1" };
        _folder.Write(".docker/config.json", $$"""{ "auths": { "{{registry.Host}}": { "auth": "bWU6d29yZA==" } } }""");
        await Assert.ThrowsAsync<ArtifactException>(() => PushAsync(registry.Host)); // that host lets nobody in without a token
        Assert.StartsWith("PUT /upload?key=1&digest=sha256:", storage.Asked[0], StringComparison.Ordinal);
        Assert.DoesNotContain("Bearer let-me-in", storage.Authorizations);
    }

    Task PushAsync() => PushAsync(_registry.Host);

    Task PushAsync(string host)
    {
        var image = new ImageLayout(_folder["image"]);
        var (layer, config) = (image.Add(ImageLayout.LayerType, [1, 2, 3]), image.Add(ImageLayout.ConfigType, "{}"u8.ToArray()));
        image.Point(image.Add(ImageLayout.ManifestType, new JsonObject { ["config"] = config.ToJson(), ["layers"] = new JsonArray(layer.ToJson()) }), []);
        return new ImagePublisher(_ => null, _folder.Path).PushAsync(image, $"{host}/churn:1.0.0", _ => { }, CancellationToken.None);
    }
}
