using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Aqueduct.Connectors.Tests.Servers;
using Aqueduct.Integration.Tests.Infrastructure;
using Aqueduct.Objects.Tests.Servers;

namespace Aqueduct.Integration.Tests.Publishing;

/// <summary>The services of a rendered compose.yaml keep their schedule against real servers, and make what a run on the laptop makes.</summary>
[Collection(Infrastructure.Packages.Name)]
public sealed class ComposeRunTests(PackedFeed feed)
{
    const string Packages = "#:package Aqueduct.Connectors.Postgres@0.1.0\n#:package Aqueduct.Connectors.S3@0.1.0\n", Secret = "objects-secret";

    [ComposeFact]
    public async Task A_service_keeps_its_schedule_with_runs_in_PostgreSQL_and_artifacts_in_S3()
    {
        var folder = feed.NewHello(text => Packages + text);
        feed.DotNet.Succeed(folder, "publish", "hello.cs", "-o", "out");
        var published = Path.Combine(folder, "out");
        var yaml = File.ReadAllText(Path.Combine(published, "aqueduct", "compose.yaml"));
        PostgresServer.Shared.Do("CREATE DATABASE aqueduct");
        using var objects = new S3Process(Path.Combine(folder, "objects"), "artifacts", $"aqueduct:{Secret}");
        var shim = new ComposeShim(yaml, published, new Dictionary<string, string> { ["AQUEDUCT_STORE_PASSWORD"] = "it is never asked for; not here", ["AQUEDUCT_OBJECTS_PASSWORD"] = Secret },
            [("Host=store;", string.Create(CultureInfo.InvariantCulture, $"Host=127.0.0.1;Port={PostgresServer.Shared.Port};")), ("http://objects:9000", objects.Endpoint)]);
        var home = Path.Combine(folder, "home");

        var said = await KeepAsync(shim, home);
        var there = Hashes(shim.Run("hello", home, "show", "last", "--json"));
        var here = Hashes(Here(published, Path.Combine(folder, "laptop")));

        Assert.Contains("Hello: due since ", said);
        Assert.Contains("Hello: 1 run started. Next: ", said);
        Assert.NotEmpty(here);
        Assert.Equal(here, there);
        Assert.False(File.Exists(Path.Combine(home, "aqueduct.db")));
        Assert.All(there, hash => Assert.Contains(Directory.EnumerateFiles(Path.Combine(folder, "objects"), "*", SearchOption.AllDirectories), f => f.Replace("/", "").Contains(hash[..16], StringComparison.Ordinal)));
    }

    [ComposeFact]
    public void Without_a_value_for_a_secret_nothing_starts()
    {
        var folder = feed.NewHello(text => Packages + text);
        feed.DotNet.Succeed(folder, "publish", "hello.cs", "-o", "out");
        var published = Path.Combine(folder, "out");
        var shim = new ComposeShim(File.ReadAllText(Path.Combine(published, "aqueduct", "compose.yaml")), published, new Dictionary<string, string>(), []);

        Assert.Contains("AQUEDUCT_STORE_PASSWORD is missing a value", Assert.Throws<InvalidOperationException>(() => shim.Start("hello", folder)).Message);
    }

    /// <summary>Starts the service as the file says, until the firing that was due has a run and the next one is waited for; then it is stopped as Compose stops it.</summary>
    static async Task<string> KeepAsync(ComposeShim shim, string home)
    {
        using var kept = shim.Start("hello", home);
        var error = kept.StandardError.ReadToEndAsync();
        var said = new StringBuilder();
        while (await kept.StandardOutput.ReadLineAsync() is { } line)
        {
            said.Append(line).Append('\n');
            if (!line.StartsWith("Hello: ", StringComparison.Ordinal) || !line.Contains(" Next: ", StringComparison.Ordinal))
                continue;
            using var stop = Process.Start("kill", ["-TERM", kept.Id.ToString(CultureInfo.InvariantCulture)]);
            await stop.WaitForExitAsync();
        }

        await kept.WaitForExitAsync();
        Assert.True(kept.ExitCode == 0, $"ended with {kept.ExitCode}:\n{said}{await error}");
        return said.ToString();
    }

    (int, string) Here(string published, string home)
    {
        var output = feed.DotNet.With(("AQUEDUCT_HOME", home)).Run(published, "hello.dll", "run", "--json");
        return (output.ExitCode, output.Text);
    }

    static List<string> Hashes((int ExitCode, string Text) run)
    {
        Assert.True(run.ExitCode == 0, run.Text);
        using var json = JsonDocument.Parse(run.Text[run.Text.IndexOf('{', StringComparison.Ordinal)..]);
        return [.. Find(json.RootElement).Order(StringComparer.Ordinal)];

        static IEnumerable<string> Find(JsonElement element) => element.ValueKind switch
        {
            JsonValueKind.Object => element.EnumerateObject().SelectMany(m => m is { Name: "hash", Value.ValueKind: JsonValueKind.String } ? [m.Value.GetString()!] : Find(m.Value)),
            JsonValueKind.Array => element.EnumerateArray().SelectMany(Find),
            _ => [],
        };
    }

    /// <summary>A fact that needs PostgreSQL, an S3 server and signals.</summary>
    sealed class ComposeFactAttribute : FactAttribute
    {
        public ComposeFactAttribute() => Skip = OperatingSystem.IsWindows() ? "Windows has no SIGTERM." : PostgresServer.Missing ?? ServerFolder.Reason;
    }
}
