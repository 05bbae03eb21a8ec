using System.CommandLine;
using Aqueduct.Runtime;

namespace Aqueduct.Cli;

/// <summary>The command line of the tool: the runs and the installed apps of a home.</summary>
sealed class ToolApp(HostEnvironment environment)
{
    /// <summary>Carries out a command line and returns the exit code.</summary>
    public Task<int> RunAsync(string[] args, CancellationToken cancel = default) => CommandLines.GuardAsync(environment, () =>
    {
        // What follows the app's name is the app's own command line.
        if (args is ["run" or "backfill" or "preview" or "pause" or "unpause" or "serve", var app, .. var rest] && !app.StartsWith('-'))
            return new AppProcess(environment).RunAsync(Find(app), [args[0], .. rest]);
        return CommandLines.InvokeAsync(Commands(args), args.Length == 0 ? ["--help"] : args, environment, cancel);
    });

    RootCommand Commands(string[] args) => CommandLines.Root("Lists, runs and inspects the Aqueduct workflows installed on this machine.", args,
        [
            ("list", List),
            OfApp("run", "Run a workflow of an installed app: run <app> [workflow] [--<parameter> <value>]… [--from-failed RUN | --resume RUN | --due] [--json]"),
            OfApp("preview", "Compute a node of an installed app and show what it gives: preview <app> <node> [--<parameter> <value>]… [--rows N] [--json]"),
            OfApp("backfill", "Run a workflow of an installed app for each firing of its schedule: backfill <app> [workflow] --from TIME --to TIME [--every CRON] [--failed-only] [--json]"),
            OfApp("pause", "Keep a workflow of an installed app from starting by itself: pause <app> [workflow] [--reason TEXT]"),
            OfApp("unpause", "Let a paused workflow of an installed app start again: unpause <app> [workflow]"),
            ("serve", new ServeAppsCommand(environment).Create),
            ("deploy", new Deploy.DeployCommands(environment).Create),
            .. StoreCommands.Of(environment),
            .. SchemaCommands.Of(environment),
        ]);

    Command List()
    {
        var json = CommandLines.Json();
        var command = new Command("list", "List the installed apps' workflows, and others that have run in this home.") { json };
        command.SetAction(async parsed =>
        {
            var last = await StoreCommands.ReadAsync(environment, q => q.LastOfEach(), []).ConfigureAwait(false);
            var paused = await StoreCommands.ReadAsync(environment, q => q.Pauses(), new Dictionary<string, Pause>()).ConfigureAwait(false);
            ListCommand.Write(Lines(InstalledApp.In(environment.Home), last, paused), environment, parsed.GetValue(json));
            return ExitCode.Succeeded;
        });
        return command;
    }

    static IReadOnlyList<ListCommand.Line> Lines(IReadOnlyList<InstalledApp> apps, IReadOnlyList<RunRecord> last, IReadOnlyDictionary<string, Pause> paused)
    {
        var installed = apps.SelectMany(a => a.Workflows.Select(w =>
            new ListCommand.Line(a.Name, w.Name, w.Slug, w.Version, w.Schedule, w.TimeZone, last.FirstOrDefault(r => r.Slug == w.Slug), null, paused.GetValueOrDefault(w.Slug)))).ToList();
        var others = last.Where(r => installed.All(l => l.Slug != r.Slug)).Select(r => new ListCommand.Line(null, r.Workflow, r.Slug, r.Version, null, null, r));
        return [.. installed, .. others];
    }

    // Only its help is ever reached: with an app's name the command is handed to the app.
    static (string Name, Func<Command> Create) OfApp(string name, string description) => (name, () =>
    {
        var app = new Argument<string>("app") { Description = "Name of an installed app." };
        var command = new Command(name, description) { app };
        command.SetAction(int (parsed) => throw new RefusedException($"'{parsed.GetValue(app)}' is no app's name."));
        return command;
    });

    InstalledApp Find(string name)
    {
        var apps = InstalledApp.In(environment.Home);
        return apps.FirstOrDefault(a => a.Name == name) ?? throw new RefusedException(apps.Count == 0
            ? $"No app is installed in '{environment.Home}'. Install one with: dotnet publish -p:AqueductTarget=local"
            : $"There is no app '{name}'.{Nearest.Hint(name, apps.Select(a => a.Name))} Installed: {string.Join(", ", apps.Select(a => a.Name))}.");
    }
}
