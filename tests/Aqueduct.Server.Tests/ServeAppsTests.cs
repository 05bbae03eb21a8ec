using System.Diagnostics;
using System.Text.Json;
using Aqueduct.Cli;
using Aqueduct.Runtime;
using Aqueduct.Tests.Engine;

namespace Aqueduct.Server.Tests;

/// <summary>The tool that serves all installed apps of a home; the apps are this assembly.</summary>
public sealed class ServeAppsTests : IAsyncLifetime
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    readonly TestHome _home = new();
    readonly CancellationTokenSource _stop = new();
    readonly Lines _output = new();
    Task<int>? _serving;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await _stop.CancelAsync();
        if (_serving is not null)
            await _serving;
        _stop.Dispose();
        await _home.DisposeAsync();
    }

    void Install(string name, string version = "v1", string program = "dotnet")
    {
        var file = Path.Combine(Directory.CreateDirectory(Path.Combine(_home.Folder, "apps", name)).FullName, "app.json");
        File.WriteAllText(file + ".new", $$"""{"schema":"aqueduct-app/v1","name":"{{name}}","command":["{{program}}",{{JsonSerializer.Serialize(typeof(ServeAppsTests).Assembly.Location)}}],"version":"{{version}}","workflows":[]}""");
        File.Move(file + ".new", file, overwrite: true);
    }

    void Serve() => _serving = new ToolApp(HostEnvironment.OfProcess() with { Home = _home.Folder, Out = _output, Error = _output, Command = "aqueduct" }).RunAsync(["serve", "--port", "0", "--grace", "0"], _stop.Token);

    Task SeenAsync(string line, int times = 1) => UntilAsync(() => _output.Count(line) >= times);

    async Task UntilAsync(Func<bool> isSo)
    {
        for (var clock = Stopwatch.StartNew(); !isSo(); await Task.Delay(50))
            Assert.True(clock.Elapsed < Patience, _output.ToString());
    }

    [Fact]
    public async Task All_installed_apps_are_served_and_what_is_installed_updated_or_removed_is_followed()
    {
        Serve();
        await SeenAsync("No app is installed in");
        Install("one");
        await SeenAsync("[one] Serving on http://127.0.0.1:");
        Install("two");
        await SeenAsync("[two] Serving on http://127.0.0.1:");
        Install("one", version: "v2");
        await SeenAsync("[one] Serving on http://127.0.0.1:", times: 2);
        Directory.Delete(Path.Combine(_home.Folder, "apps", "two"), recursive: true);
        await SeenAsync("[two] is not installed any more.");

        await _stop.CancelAsync();
        Assert.Equal(ExitCode.Succeeded, await _serving!);
        Assert.Equal(0, _output.Count("started again"));
    }

    [Fact]
    public async Task A_server_that_dies_is_started_again_and_one_that_cannot_be_started_stands_in_nobodys_way()
    {
        Install("broken", program: "no-such-program");
        Install("one");
        Serve();
        await SeenAsync("[one] Serving on");
        await SeenAsync("[broken] error: App 'broken' cannot be started with 'no-such-program'");
        var name = Leadership.NameOf([.. WorkflowCatalog.All().Select(w => w.Definition.Slug), "waits", "follows"]);
        await UntilAsync(() => _home.Store.Read(q => q.LeaderOf(name)) is not null);
        using (var server = Process.GetProcessById((int)_home.Store.Read(q => q.LeaderOf(name))!.Process))
            server.Kill();
        await SeenAsync("[one] ended with exit code 137; it is started again in 1 seconds.");
        await SeenAsync("[one] Serving on", times: 2);
        Assert.Equal(1, _output.Count("[broken]"));
    }

    /// <summary>What was written, for tests that read it meanwhile.</summary>
    sealed class Lines : StringWriter
    {
        public override void WriteLine(string? value)
        {
            lock (this)
                base.WriteLine(value);
        }

        public int Count(string part)
        {
            lock (this)
                return base.ToString().Split('\n').Count(l => l.Contains(part, StringComparison.Ordinal));
        }
    }
}
