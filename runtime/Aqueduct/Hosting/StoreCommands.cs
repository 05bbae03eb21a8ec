using System.CommandLine;

namespace Aqueduct.Runtime;

/// <summary>The commands over a home's runs; every app and the tool have them.</summary>
static class StoreCommands
{
    public static IEnumerable<(string Name, Func<Command> Create)> Of(HostEnvironment environment) =>
    [
        ("runs", () => Runs(environment)),
        ("show", () => Show(environment)),
        ("logs", () => Logs(environment)),
        ("artifact", () => Artifact(environment)),
        ("metrics", () => MetricsCommand.Create(environment)),
        ("cancel", () => CancelCommand.Create(environment)),
        ("endpoint", () => EndpointCommand.Create(environment)),
        ("notifications", () => NotificationsCommand.Create(environment)),
        ("access", () => AccessCommand.Create(environment)),
        ("model", () => ModelCommand.Create(environment)),
        ("gc", () => GcCommand.Create(environment)),
        ("verify", () => VerifyCommand.Create(environment)),
    ];

    static Command Runs(HostEnvironment environment)
    {
        var json = CommandLines.Json();
        var limit = new Option<int>("--limit") { Description = "Most runs listed.", DefaultValueFactory = _ => 50 };
        var command = new Command("runs", "List the newest runs of this Aqueduct home.") { json, limit };
        command.SetAction(async parsed =>
        {
            var runs = await ReadAsync(environment, q => q.Newest(parsed.GetValue(limit)), []).ConfigureAwait(false);
            if (parsed.GetValue(json))
                CommandLines.WriteJson(environment, w => RunJson.WriteRuns(w, runs));
            else
                RunTable.Write(runs, environment);
            return ExitCode.Succeeded;
        });
        return command;
    }

    static Command Show(HostEnvironment environment)
    {
        var id = RunArgument();
        var json = CommandLines.Json();
        var node = new Argument<string?>("node") { Arity = ArgumentArity.ZeroOrOne, Description = "Name of a map: show every item of it." };
        var command = new Command("show", "Show a run: nodes, checks, metrics, what it saved, and why it failed.") { id, node, json };
        command.SetAction(async parsed =>
        {
            var run = await FindAsync(environment, parsed.GetValue(id)!).ConfigureAwait(false);
            if (parsed.GetValue(node) is { } wanted)
            {
                var map = Named(run.Nodes.Where(n => n.Kind == NodeKind.Map).ToList(), wanted, n => n.Name, "map");
                var items = await ReadAsync(environment, q => q.ItemsOf(run.Run.Id, map.Id), []).ConfigureAwait(false);
                ItemTable.Write(items, environment, parsed.GetValue(json));
                return ExitCode.Succeeded;
            }

            if (parsed.GetValue(json))
                CommandLines.WriteJson(environment, w => RunJson.WriteDetails(w, run));
            else
                RunSummary.Write(run, environment, afterRun: false);
            return ExitCode.Succeeded;
        });
        return command;
    }

    static Command Logs(HostEnvironment environment)
    {
        var id = RunArgument();
        var name = new Argument<string?>("node") { Arity = ArgumentArity.ZeroOrOne, Description = "Name of a node; all without it." };
        var command = new Command("logs", "Print what a run's nodes wrote to the console and their loggers.") { id, name };
        command.SetAction(async parsed =>
        {
            var run = await FindAsync(environment, parsed.GetValue(id)!).ConfigureAwait(false);
            var text = parsed.GetValue(name) is { } wanted
                ? await OutputAsync(environment, run, wanted).ConfigureAwait(false)
                : LogsOf(run);
            environment.Out.Write(text);
            // Not on the output, which a pipe takes for what was written.
            if (text.Length == 0)
                await environment.Error.WriteLineAsync(parsed.GetValue(name) is { } silent
                    ? $"'{silent}' of run {run.Run.Id} wrote nothing to the console or its logger."
                    : $"No node of run {run.Run.Id} wrote anything to the console or its logger.{(run.Nodes.Any(n => n.Kind == NodeKind.Map) ? $" What the item of a loop wrote is found by the item's name, such as Score[0]." : "")}").ConfigureAwait(false);
            return ExitCode.Succeeded;
        });
        return command;
    }

    /// <summary>What the nodes of a run wrote, each under its name.</summary>
    public static string LogsOf(RunDetails run) => string.Concat(run.Nodes.Where(n => n.Output.Length > 0).Select(n => $"── {n.Name}\n{n.Output.TrimEnd('\n')}\n"));

    /// <summary>What a node wrote, or a node of an item such as <c>Score[17]</c>.</summary>
    static async Task<string> OutputAsync(HostEnvironment environment, RunDetails run, string wanted) =>
        wanted.EndsWith(']') && await ReadAsync(environment, q => q.ItemsNamed(run.Run.Id, wanted), []).ConfigureAwait(false) is { Count: > 0 } items
            ? string.Concat(items.Select(i => i.Output))
            : Named(run.Nodes, wanted, n => n.Name, "node").Output;

    static Command Artifact(HostEnvironment environment)
    {
        var id = RunArgument();
        var name = new Argument<string>("name") { Description = "Name of the artifact: of its local in the workflow." };
        var target = new Option<FileInfo?>("--out") { Description = "File to write; without it the artifact is printed." };
        var command = new Command("artifact", "Copy an artifact of a run to a file, or print it.") { id, name, target };
        command.SetAction(async (parsed, cancel) =>
        {
            var run = await FindAsync(environment, parsed.GetValue(id)!).ConfigureAwait(false);
            var artifact = Named(run.Artifacts, parsed.GetValue(name)!, a => a.Name, "artifact");
            if (parsed.GetValue(target) is null && environment.Terminal && artifact.MediaType != "application/json")
                throw new RefusedException($"Artifact '{artifact.Name}' is {artifact.MediaType}, which a terminal cannot show. Pass --out <file>.");
            await CopyAsync(environment, artifact, parsed.GetValue(target), cancel).ConfigureAwait(false);
            return ExitCode.Succeeded;
        });
        return command;
    }

    static async Task CopyAsync(HostEnvironment environment, ArtifactRecord artifact, FileInfo? target, CancellationToken cancel)
    {
        try
        {
            var source = await ArtifactStore.Open(environment.Home).OpenAsync(artifact.Hash, cancel).ConfigureAwait(false);
            await using (source.ConfigureAwait(false))
            {
                var to = target?.Create() ?? environment.OpenOut();
                await using (to.ConfigureAwait(false))
                    await source.CopyToAsync(to, cancel).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new RefusedException($"Artifact '{artifact.Name}' cannot be copied{(target is null ? "" : $" to '{target}'")}: {e.Message}");
        }
    }

    public static Argument<string> RunArgument() => new("run") { Description = "Id of a run, its beginning, or 'last'." };

    /// <param name="environment">The home.</param>
    /// <param name="id">Id of a run, its beginning, or <c>last</c>.</param>
    /// <param name="slug">The workflow whose last run is meant; null is any.</param>
    public static async Task<RunDetails> FindAsync(HostEnvironment environment, string id, string? slug = null)
    {
        var found = await ReadAsync(environment, q => id is "last" or "latest" ? [.. (slug is null ? q.Newest(1) : q.NewestOf(slug, 1)).Select(r => r.Id)] : q.IdsStartingWith(id), []).ConfigureAwait(false);
        return found switch
        {
            [var only] => (await ReadAsync(environment, q => q.Find(only), null).ConfigureAwait(false))!,
            [] => throw new RefusedException($"There is no run '{id}' in '{environment.RunsPlace}'. The command runs lists them."),
            _ => throw new RefusedException($"'{id}' could be {string.Join(" or ", found)}. Give more of the id."),
        };
    }

    static T Named<T>(IReadOnlyList<T> items, string wanted, Func<T, string> nameOf, string what)
    {
        var names = items.Select(nameOf).ToList();
        return items.FirstOrDefault(i => nameOf(i) == wanted) ?? items.FirstOrDefault(i => string.Equals(nameOf(i), wanted, StringComparison.OrdinalIgnoreCase))
            ?? throw new RefusedException($"The run has no {what} '{wanted}'.{Nearest.Hint(wanted, names)} It has {(names.Count == 0 ? "none" : string.Join(", ", names))}.");
    }

    internal static async Task<T> ReadAsync<T>(HostEnvironment environment, Func<RunQueries, T> query, T none)
    {
        // Looking must not create a home.
        if (File.Exists(environment.Home))
            throw new RefusedException($"The Aqueduct home '{environment.Home}' is a file. Set AQUEDUCT_HOME to a folder.");
        if (!environment.StoreExists)
            return none;
        RunStore store;
        try
        {
            store = environment.OpenStore();
        }
        catch (HomeException)
        {
            using var session = environment.Store(environment.Home).OpenReadOnly();
            if (session is null)
                throw;
            return session.Read(() => query(new RunQueries(session)));
        }

        await using (store.ConfigureAwait(false))
            return store.Read(query);
    }
}
