using System.CommandLine;
using Aqueduct.Runtime;

namespace Aqueduct.Cli;

/// <summary>Serves all installed apps of a home, each by a process of its own, and follows what is installed meanwhile.</summary>
sealed class ServeAppsCommand(HostEnvironment environment)
{
    static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    readonly AppProcess _processes = new(environment);
    readonly Dictionary<string, ServedApp> _served = new(StringComparer.Ordinal);
    readonly Action<string> _log = TextWriter.Synchronized(environment.Out).WriteLine;
    string? _said;

    /// <summary>The command, as help shows it.</summary>
    public Command Create()
    {
        var port = new Option<int>("--port") { Description = "Port of the first app; the others take the next ones. 0 takes free ones.", DefaultValueFactory = _ => 5080 };
        var command = new Command("serve", "Keep the schedules of the installed apps, and serve their dashboards, APIs and endpoints, each on a port of its own: serve [<app>] [--port N] [--host ADDRESS] … Apps that are installed, updated or removed meanwhile are followed. An app references the package Aqueduct.Server.") { port };
        // What the apps' own command understands, --host and the like, is theirs to check.
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction((parsed, cancel) => RunAsync(parsed.GetValue(port), parsed.UnmatchedTokens, cancel));
        return command;
    }

    async Task<int> RunAsync(int port, IReadOnlyList<string> arguments, CancellationToken cancel)
    {
        while (!cancel.IsCancellationRequested)
        {
            await FollowAsync(port, arguments).ConfigureAwait(false);
            await Task.Delay(Interval, environment.Clock, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await Task.WhenAll(_served.Values.Select(s => s.DisposeAsync().AsTask())).ConfigureAwait(false);
        return ExitCode.Succeeded;
    }

    /// <summary>Starts what is new, stops what is gone, and starts anew what was installed again, where it was.</summary>
    async Task FollowAsync(int port, IReadOnlyList<string> arguments)
    {
        IReadOnlyList<InstalledApp> apps;
        try
        {
            apps = InstalledApp.In(environment.Home);
        }
        catch (RefusedException e)
        {
            // It may be written at this moment.
            Say("error: " + e.Message);
            return;
        }

        if (apps.Count == 0)
            Say($"No app is installed in '{environment.Home}'; what is, will be served. Install one with: dotnet publish -p:AqueductTarget=local");
        foreach (var served in _served.Values.Where(s => !apps.Any(a => a.IsSame(s.App))).ToList())
        {
            await served.DisposeAsync().ConfigureAwait(false);
            _served.Remove(served.App.Name);
            if (apps.FirstOrDefault(a => a.Name == served.App.Name) is { } again)
                Serve(again, served.Port, arguments);
            else
                _log($"[{served.App.Name}] is not installed any more.");
        }

        foreach (var app in apps.Where(a => !_served.ContainsKey(a.Name)))
            Serve(app, port == 0 ? 0 : Enumerable.Range(port, _served.Count + 1).First(p => _served.Values.All(s => s.Port != p)), arguments);
    }

    void Serve(InstalledApp app, int port, IReadOnlyList<string> arguments) => _served.Add(app.Name, new ServedApp(app, _processes, port, arguments, environment.Clock, _log));

    void Say(string line)
    {
        if (line == _said)
            return;
        _said = line;
        _log(line);
    }
}
