using Aqueduct.Artifacts.Images;

namespace Aqueduct.Artifacts.Tests.Images;

public sealed class RegistryCredentialsTests : IDisposable
{
    readonly TemporaryFolder _home = new();
    readonly Dictionary<string, string> _variables = [];

    public void Dispose() => _home.Dispose();

    [Fact]
    public void Without_a_login_there_are_none() => Assert.Null(Find("ghcr.io"));

    [Fact]
    public void A_login_is_found_for_its_registry_only()
    {
        _home.Write(".docker/config.json", """{ "auths": { "ghcr.io": { "auth": "dXNlcjpwYXNz" }, "https://index.docker.io/v1/": { "auth": "aHViOmh1Yg==" } } }""");
        Assert.Equal("dXNlcjpwYXNz", Find("ghcr.io"));
        Assert.Equal("aHViOmh1Yg==", Find("registry-1.docker.io"));
        Assert.Null(Find("quay.io"));
    }

    [Fact]
    public void Variables_of_a_build_server_come_first()
    {
        _home.Write(".docker/config.json", """{ "auths": { "ghcr.io": { "auth": "dXNlcjpwYXNz" } } }""");
        (_variables["DOTNET_CONTAINER_PUSH_REGISTRY_UNAME"], _variables["DOTNET_CONTAINER_PUSH_REGISTRY_PWORD"]) = ("ci", "secret:with colon");
        Assert.Equal("ci:secret:with colon", System.Text.Encoding.UTF8.GetString(Convert.FromBase64String(Find("ghcr.io")!)));
    }

    [Fact]
    public void A_helper_is_asked_where_the_file_names_one()
    {
        if (OperatingSystem.IsWindows())
            return; // the helper of this test is a shell script
        var helper = _home.Write("bin/docker-credential-test", "#!/bin/sh\nread -r registry\n[ \"$registry\" = ghcr.io ] || exit 1\necho '{\"ServerURL\":\"ghcr.io\",\"Username\":\"me\",\"Secret\":\"word\"}'\n");
        File.SetUnixFileMode(helper, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        _home.Write(".docker/config.json", $$"""{ "credHelpers": { "ghcr.io": "test", "quay.io": "test" } }""");
        var path = Environment.GetEnvironmentVariable("PATH");
        Environment.SetEnvironmentVariable("PATH", $"{_home["bin"]}:{path}");
        try
        {
            Assert.Equal("me:word", System.Text.Encoding.UTF8.GetString(Convert.FromBase64String(Find("ghcr.io")!)));
            Assert.Null(Find("quay.io"));
        }
        finally
        {
            Environment.SetEnvironmentVariable("PATH", path);
        }
    }

    [Fact]
    public void A_file_that_is_no_JSON_is_named()
    {
        var file = _home.Write(".docker/config.json", "{ nothing");
        var error = Assert.Throws<HttpRequestException>(() => Find("ghcr.io"));
        Assert.StartsWith($"the credentials in '{file}' cannot be read (", error.Message, StringComparison.Ordinal);
        Assert.EndsWith("; log in again with: docker login ghcr.io", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_helper_that_is_not_installed_is_named()
    {
        _home.Write(".docker/config.json", """{ "credsStore": "nowhere" }""");
        Assert.Contains("docker-credential-nowhere", Assert.Throws<HttpRequestException>(() => Find("ghcr.io")).Message, StringComparison.Ordinal);
    }

    string? Find(string registry) => new RegistryCredentials(_variables.GetValueOrDefault, _home.Path).For(registry);
}
