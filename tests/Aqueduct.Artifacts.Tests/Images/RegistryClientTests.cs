using System.Text.Json.Nodes;
using Aqueduct.Artifacts.Images;

namespace Aqueduct.Artifacts.Tests.Images;

/// <summary>What a real registry does is tested with one, in the integration tests; this one asks for a token, as public registries do.</summary>
public sealed class RegistryClientTests : IDisposable
{
    readonly TemporaryFolder _folder = new();
    readonly FakeRegistry _registry = new("me:word");
    readonly NoWaiting _time = new();
    readonly List<string> _said = [];

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

    [Theory]
    [InlineData("POST /v2/churn/blobs/uploads/", 503)]
    [InlineData("PUT /v2/churn/blobs/uploads/", 500)]
    [InlineData("PUT /v2/churn/blobs/uploads/", 0)]
    [InlineData("PUT /v2/churn/manifests/1.0.0", 502)]
    [InlineData("GET /token", 504)]
    public async Task A_registry_in_trouble_is_tried_again_and_gets_all_of_the_image(string asked, int status)
    {
        Login();
        _registry.Troubles.AddRange([(asked, status, null), (asked, status, null)]);

        await PushAsync();

        Assert.Equal(2, _registry.Asked.Count(a => a.EndsWith($": {status}", StringComparison.Ordinal)));
        Assert.Equal("PUT /v2/churn/manifests/1.0.0", _registry.Asked[^1]);
        Assert.Equal(2, _registry.Asked.Where(a => a.StartsWith("PUT /v2/churn/blobs/", StringComparison.Ordinal) && !a.Contains(": ", StringComparison.Ordinal)).Distinct().Count());
        // About a second, then about two.
        Assert.Collection(_time.Waits, w => Assert.InRange(w.TotalSeconds, 0.01, 2), w => Assert.InRange(w.TotalSeconds, 0.01, 6));
        Assert.Equal(2, _said.Count(s => s.Contains("; trying again in ", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task One_that_asks_to_wait_is_left_alone_that_long()
    {
        Login();
        _registry.Troubles.Add(("PUT /v2/churn/manifests", 429, "17"));

        await PushAsync();

        Assert.Equal([TimeSpan.FromSeconds(17)], _time.Waits);
        Assert.Equal("the registry answered 429 Too Many Requests and asks to wait 17 s; trying again in 17 s (2 of 5)", _said[^1]);
    }

    [Theory]
    [InlineData(503, null, 5, "the registry answered 503 Service Unavailable, 5 times. It is in trouble: publish again later; what was sent is kept there.")]
    [InlineData(0, null, 5, ", 5 times. It is in trouble: publish again later; what was sent is kept there.")]
    [InlineData(429, "7200", 1, "the registry answered 429 Too Many Requests and asks to wait 7200 s. Check its name")]
    [InlineData(404, null, 1, "the registry has no such repository (404). Check its name")]
    [InlineData(403, null, 1, "the registry does not let us in (403). Log in with")]
    [InlineData(413, null, 1, "the registry answered 413")]
    public async Task What_does_not_get_better_is_AQ9015_after_five_tries_and_what_is_refused_at_once(int status, string? retryAfter, int tries, string found)
    {
        Login();
        _registry.Troubles.AddRange(Enumerable.Repeat(("POST /v2/churn/blobs/uploads/", status, retryAfter), 9));

        var error = await Assert.ThrowsAsync<ArtifactException>(PushAsync);

        Assert.Equal("AQ9015", error.Code);
        Assert.Contains(found, error.Message);
        Assert.Equal(tries, _registry.Asked.Count(a => a.StartsWith("POST ", StringComparison.Ordinal)));
        Assert.Equal(tries - 1, _time.Waits.Count);
    }

    [Fact]
    public async Task Where_nobody_listens_it_is_said_at_once()
    {
        _registry.Dispose();

        var error = await Assert.ThrowsAsync<ArtifactException>(PushAsync);

        Assert.Equal("AQ9015", error.Code);
        Assert.Empty(_time.Waits);
    }

    void Login() => _folder.Write(".docker/config.json", $$"""{ "auths": { "{{_registry.Host}}": { "auth": "bWU6d29yZA==" } } }""");

    Task PushAsync() => PushAsync(_registry.Host);

    Task PushAsync(string host)
    {
        var image = new ImageLayout(_folder["image"]);
        var (layer, config) = (image.Add(ImageLayout.LayerType, [1, 2, 3]), image.Add(ImageLayout.ConfigType, "{}"u8.ToArray()));
        image.Point(image.Add(ImageLayout.ManifestType, new JsonObject { ["config"] = config.ToJson(), ["layers"] = new JsonArray(layer.ToJson()) }), []);
        return new ImagePublisher(_ => null, _folder.Path, _time).PushAsync(image, $"{host}/churn:1.0.0", _said.Add, CancellationToken.None);
    }
}
