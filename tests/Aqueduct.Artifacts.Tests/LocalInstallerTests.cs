using System.Text.Json;
using Aqueduct.Artifacts.Installing;
using Aqueduct.Artifacts.Model;

namespace Aqueduct.Artifacts.Tests;

public sealed class LocalInstallerTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    public LocalInstallerTests()
    {
        _folder.Write("publish/churn.dll", "version 1");
        _folder.Write("publish/runtimes/x/native.so", "native");
        _folder.Write("publish/aqueduct/Dockerfile", "FROM x");
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_published_files_are_copied_without_the_deployment_files()
    {
        var version = _folder[$"home/apps/churn/versions/{Install().Version}"];

        Assert.Equal(["churn.dll", "runtimes/x/native.so"],
            Directory.GetFiles(version, "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(version, f)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void App_json_says_how_to_start_it_and_when()
    {
        var installed = Install();

        Assert.Equal($$"""
            {
              "schema": "aqueduct-app/v1",
              "name": "churn",
              "command": [
                "dotnet",
                "versions/{{installed.Version}}/churn.dll"
              ],
              "version": "{{installed.Version}}",
              "workflows": [
                {
                  "name": "Customer churn",
                  "slug": "customer-churn",
                  "version": "0123456789abcdef",
                  "schedule": "@daily",
                  "timeZone": "Europe/Berlin",
                  "overlap": "Skip",
                  "catchUp": "Last"
                }
              ]
            }

            """, File.ReadAllText(_folder["home/apps/churn/app.json"]));
    }

    [Fact]
    public void App_json_says_the_environment_where_one_was_chosen()
    {
        Install(environment: "prod");

        Assert.Contains("  \"environment\": \"prod\"\n", File.ReadAllText(_folder["home/apps/churn/app.json"]));
    }

    [Fact]
    public void An_app_that_brings_its_runtime_is_started_directly()
    {
        _folder.Write("publish/churn", "native");

        Assert.Equal([$"versions/{Install("churn").Version}/churn"], Command());
    }

    [Fact]
    public void The_same_files_are_the_same_version() => Assert.Equal(Install().Version, Install().Version);

    [Fact]
    public void A_changed_file_is_a_new_version_beside_the_old()
    {
        var first = Install();
        _folder.Write("publish/churn.dll", "version 2");
        var second = Install();

        Assert.Equal("version 1", File.ReadAllText(_folder[$"home/apps/churn/versions/{first.Version}/churn.dll"]));
        Assert.Equal($"versions/{second.Version}/churn.dll", Command()[1]);
    }

    [Fact]
    public void Bytes_that_move_from_one_file_to_the_next_are_a_new_version()
    {
        _folder.Write("publish/a", "12");
        _folder.Write("publish/b", "3");
        var first = Install();
        _folder.Write("publish/a", "1");
        _folder.Write("publish/b", "23");

        Assert.NotEqual(first.Version, Install().Version);
    }

    [Fact]
    public void The_last_three_versions_are_kept()
    {
        var versions = new List<string>();
        for (var i = 0; i < 5; i++)
        {
            _folder.Write("publish/churn.dll", $"version {i}");
            var version = Install().Version;
            versions.Add(version);
            Directory.SetLastWriteTimeUtc(_folder[$"home/apps/churn/versions/{version}"], new DateTime(2026, 1, 1 + i, 0, 0, 0, DateTimeKind.Utc));
        }

        Assert.Equal(versions.TakeLast(3).Order(StringComparer.Ordinal),
            Directory.GetDirectories(_folder["home/apps/churn/versions"]).Select(d => Path.GetFileName(d)!).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_canceled_installation_leaves_the_old_app_and_no_rubbish()
    {
        var first = Install();
        _folder.Write("publish/churn.dll", "version 2");

        Assert.Throws<OperationCanceledException>(() => Install(cancel: new(canceled: true)));

        Assert.Equal($"versions/{first.Version}/churn.dll", Command()[1]);
        Assert.Single(Directory.GetDirectories(_folder["home/apps/churn/versions"]));
    }

    [Fact]
    public void A_publish_folder_without_the_program_is_AQ9009() =>
        Assert.Equal("AQ9009", Assert.Throws<ArtifactException>(() => Install("other.dll")).Code);

    Installation Install(string entry = "churn.dll", string? environment = null, CancellationToken cancel = default) =>
        new LocalInstaller(_folder["home"]).Install(new(AppModel.SupportedSchema, [Sample.Churn]), "churn", _folder["publish"], entry, environment, cancel);

    string[] Command()
    {
        using var app = JsonDocument.Parse(File.ReadAllText(_folder["home/apps/churn/app.json"]));
        return [.. app.RootElement.GetProperty("command").EnumerateArray().Select(c => c.GetString()!)];
    }
}
