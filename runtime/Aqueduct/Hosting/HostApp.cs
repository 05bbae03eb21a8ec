using System.CommandLine;

namespace Aqueduct.Runtime;

/// <summary>The command line of a workflow app.</summary>
sealed class HostApp(IReadOnlyList<Workflow> workflows, HostEnvironment environment)
{
    /// <summary>Carries out a command line and returns the exit code.</summary>
    public Task<int> RunAsync(string[] args, CancellationToken cancel = default)
    {
        IReadOnlyDictionary<string, string> given = new Dictionary<string, string>();
        return CommandLines.GuardAsync(environment, async () =>
        {
            var all = IsRun(args) ? ["run", .. args] : args;
            if (all is ["run" or "backfill" or "preview" or "node", ..])
                (all, given) = ParameterTokens.Split(all);
            if (all is not ["run" or "backfill" or "node" or "lambda" or "serve", ..])
                return await CommandLines.InvokeAsync(Commands(all, () => given), all, environment, cancel).ConfigureAwait(false);
            var watches = RunWatches.Begin(environment);
            await using (watches.ConfigureAwait(false))
            {
                var watched = environment with { Options = environment.Options with { Watches = watches.All } };
                return await CommandLines.InvokeAsync(new HostApp(workflows, watched).Commands(all, () => given), all, watched, cancel).ConfigureAwait(false);
            }
        });
    }

    // Without a command the only workflow is run: options before any word are its parameters.
    static bool IsRun(string[] args) => args.Length == 0 || (args[0].StartsWith('-') && args[0] is not ("--help" or "-h" or "-?" or "/?" or "--version"));

    /// <summary>The workflows in the order in which they start after another one.</summary>
    IReadOnlyList<Workflow> InOrder => [.. workflows.OrderBy(w => w.Definition.Slug, StringComparer.Ordinal)];

    RootCommand Commands(string[] args, Func<IReadOnlyDictionary<string, string>> given) => CommandLines.Root(
        workflows.Count == 1 ? $"Workflow '{workflows[0].Definition.Name}'. Without a command it is run." : $"{workflows.Count} workflows.", args,
        [
            ("run", () => Run(given)),
            ("backfill", () => BackfillCommand.Create(environment, WorkflowArgument(), Choose, given)),
            ("preview", () => PreviewCommand.Create(environment, workflows, Choose, given)),
            ("node", () => NodeCommand.Create(environment, Choose, given)),
            ("lambda", () => LambdaCommand.Create(environment, WorkflowArgument(), InOrder, Choose)),
            ("list", List),
            ("pause", () => PauseCommands.Pause(environment, WorkflowArgument(), Choose)),
            ("unpause", () => PauseCommands.Unpause(environment, WorkflowArgument(), Choose)),
            ("describe", Describe),
            .. Connectors.Commands.Select(c => (c.Name, (Func<Command>)(() => c.Create(environment)))),
            .. StoreCommands.Of(environment),
            .. SchemaCommands.Of(environment),
            ("resources", () => ResourcesCommand.Create(environment)),
        ]);

    Command Run(Func<IReadOnlyDictionary<string, string>> given)
    {
        var workflow = WorkflowArgument();
        var json = CommandLines.Json();
        var dry = new Option<bool>("--dry") { Description = "Compute everything and save nothing." };
        var alone = new Option<bool>("--no-cascade") { Description = "Leave the workflows that run after this one." };
        var fresh = new Option<bool>("--no-cache") { Description = "Run every operator, whatever earlier runs have left of those with Cache = true." };
        var failed = new Option<string?>("--from-failed") { Description = "Start anew what a run that did not succeed had left to do: its id, its beginning, or 'last'." };
        var resume = new Option<string?>("--resume") { Description = "Go on with a run whose process died: its id, its beginning, or 'last'; 'auto' does so where the workflow's last run was interrupted, and starts a new one otherwise." };
        var parallel = MaxParallel();
        var memory = new Option<string?>("--max-memory") { Description = "Memory that artifacts, and nodes which declare theirs, may take together, such as 2Gi; what the machine has without it. Artifacts that are stored are dropped from memory and read back." };
        var overlap = new Option<Overlap?>("--overlap") { Description = "What to do when a run of the workflow is under way: skip, queue, parallel or cancel-previous, instead of what the workflow says.", CustomParser = ParseOverlap };
        var priority = new Option<int>("--priority") { Description = "Where the run waits with others of the workflow (overlap queue), the one with the highest goes first; 0 without it." };
        var due = new Option<bool>("--due") { Description = "Start the firings of the schedule that are due, under the workflow's CatchUp, for their logical times; of all workflows where none is named. Nothing due is no failure." };
        var every = new Option<string?>("--every") { Description = "With --due: keep running, start each firing when it is due, and look at least this often, such as 30s." };
        var command = new Command("run", RunHelp()) { workflow, json, dry, alone, fresh, failed, resume, parallel, memory, overlap, priority, due, every };
        command.SetAction(async (parsed, cancel) =>
        {
            var machine = parsed.GetValue(memory) is { } text ? environment.Options.Machine with { Memory = CommandLines.Bytes("--max-memory", text) } : environment.Options.Machine;
            var options = environment.Options with { Machine = machine, Dry = parsed.GetValue(dry), Reuse = !parsed.GetValue(fresh), Priority = parsed.GetValue(priority), Overlap = parsed.GetValue(overlap) ?? environment.Options.Overlap, Concurrency = parsed.GetValue(parallel) ?? environment.Options.Concurrency };
            var own = environment with { Options = options };
            IReadOnlyList<Workflow> followers = parsed.GetValue(alone) || parsed.GetValue(dry) ? [] : InOrder;
            var interval = parsed.GetValue(every) is { } often ? DueCommand.Interval(often, parsed.GetValue(due), parsed.GetValue(json)) : (TimeSpan?)null;
            if (parsed.GetValue(due))
            {
                var chosen = DueCommand.Chosen(workflows, parsed.GetValue(workflow), Choose, parsed.GetValue(resume) ?? parsed.GetValue(failed), options.Dry);
                var starter = new DueCommand(own, followers);
                return await (interval is { } time ? starter.KeepAsync(chosen, given(), time, cancel) : starter.RunAsync(chosen, given(), parsed.GetValue(json), cancel)).ConfigureAwait(false);
            }

            var request = await new RunRequests(workflows, environment, Choose).OfAsync(parsed.GetValue(workflow), given(), parsed.GetValue(resume), parsed.GetValue(failed)).ConfigureAwait(false);
            return await new RunCommand(own).RunAsync(request, followers, parsed.GetValue(json), cancel).ConfigureAwait(false);
        });
        return command;
    }

    /// <summary>The option that bounds how many nodes are under way at once.</summary>
    public static Option<int?> MaxParallel()
    {
        var option = new Option<int?>("--max-parallel") { Description = $"Most nodes under way at once, 1 to {DagExecutor.MaxConcurrency}." };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int?>() is < 1 or > DagExecutor.MaxConcurrency)
                result.AddError($"--max-parallel is a number from 1 to {DagExecutor.MaxConcurrency}.");
        });
        return option;
    }

    static Overlap? ParseOverlap(System.CommandLine.Parsing.ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (Enum.TryParse<Overlap>(text.Replace("-", "", StringComparison.Ordinal), ignoreCase: true, out var overlap) && Enum.IsDefined(overlap))
            return overlap;
        result.AddError($"'{text}' is not one of skip, queue, parallel, cancel-previous.");
        return null;
    }

    string RunHelp()
    {
        var parameters = workflows.SelectMany(w => w.Definition.Parameters.Select(p =>
            $"\n  {(workflows.Count > 1 ? w.Definition.Slug + " " : "")}--{p.Name} <{p.Type}>{(p.Required ? " (required)" : $" [default: {p.Default ?? "null"}]")}"));
        var list = string.Concat(parameters);
        return "Run a workflow." + (list.Length == 0 ? "" : " Its parameters:" + list);
    }

    Command List()
    {
        var json = CommandLines.Json();
        var command = new Command("list", "List the workflows of this app.") { json };
        command.SetAction(parsed => ListCommand.Run(workflows, environment, parsed.GetValue(json)));
        return command;
    }

    Command Describe()
    {
        var workflow = WorkflowArgument();
        var json = CommandLines.Json();
        var mermaid = new Option<bool>("--mermaid") { Description = "Print the graph for Mermaid." };
        var command = new Command("describe", "Show a workflow's nodes and how they depend on each other.") { workflow, json, mermaid };
        command.SetAction(parsed => DescribeCommand.Run(Choose(parsed.GetValue(workflow)).Definition, environment, parsed.GetValue(json), parsed.GetValue(mermaid)));
        return command;
    }

    static Argument<string?> WorkflowArgument() => new("workflow") { Arity = ArgumentArity.ZeroOrOne, Description = "Name or slug; not needed when there is one." };

    /// <summary>The workflow of that name or slug; the only one when no name is given.</summary>
    Workflow Choose(string? name)
    {
        var slugs = workflows.Select(w => w.Definition.Slug).ToList();
        if (name is null)
        {
            return workflows switch
            {
                [var only] => only,
                [] => throw new RefusedException("This app has no workflow. Mark a static method with [Workflow] in a partial class."),
                _ => throw new RefusedException($"This app has {workflows.Count} workflows; say which one: run {string.Join(" | run ", slugs)}"),
            };
        }

        return workflows.FirstOrDefault(w => w.Definition.Slug == name || string.Equals(w.Definition.Name, name, StringComparison.OrdinalIgnoreCase))
            ?? throw new RefusedException($"There is no workflow '{name}'.{Nearest.Hint(name, slugs)} This app has {string.Join(", ", slugs)}.");
    }
}
