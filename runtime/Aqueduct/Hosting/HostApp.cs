using System.CommandLine;

namespace Aqueduct.Runtime;

/// <summary>The command line of a workflow app.</summary>
sealed class HostApp(IReadOnlyList<Workflow> workflows, HostEnvironment environment)
{
    /// <summary>Carries out a command line and returns the exit code.</summary>
    public Task<int> RunAsync(string[] args, CancellationToken cancel = default)
    {
        IReadOnlyDictionary<string, string> given = new Dictionary<string, string>();
        return CommandLines.GuardAsync(environment, () =>
        {
            var all = IsRun(args) ? ["run", .. args] : args;
            if (all is ["run", ..])
                (all, given) = ParameterTokens.Split(all);
            return CommandLines.InvokeAsync(Commands(() => given), all, environment, cancel);
        });
    }

    // Without a command the only workflow is run: options before any word are its parameters.
    static bool IsRun(string[] args) => args.Length == 0 || (args[0].StartsWith('-') && args[0] is not ("--help" or "-h" or "-?" or "/?" or "--version"));

    RootCommand Commands(Func<IReadOnlyDictionary<string, string>> given)
    {
        var root = new RootCommand(workflows.Count == 1 ? $"Workflow '{workflows[0].Definition.Name}'. Without a command it is run." : $"{workflows.Count} workflows.");
        root.Add(Run(given));
        root.Add(List());
        root.Add(Describe());
        StoreCommands.AddTo(root, environment);
        SchemaCommands.AddTo(root, environment);
        return root;
    }

    Command Run(Func<IReadOnlyDictionary<string, string>> given)
    {
        var workflow = WorkflowArgument();
        var json = CommandLines.Json();
        var dry = new Option<bool>("--dry") { Description = "Compute everything and save nothing." };
        var alone = new Option<bool>("--no-cascade") { Description = "Leave the workflows that run after this one." };
        var command = new Command("run", RunHelp()) { workflow, json, dry, alone };
        command.SetAction((parsed, cancel) =>
        {
            var chosen = Choose(parsed.GetValue(workflow));
            var run = new RunCommand(environment with { Options = environment.Options with { Dry = parsed.GetValue(dry) } });
            return run.RunAsync(chosen, ParameterTokens.Bind(chosen.Definition, given()), parsed.GetValue(alone) || parsed.GetValue(dry) ? [] : workflows.OrderBy(w => w.Definition.Slug, StringComparer.Ordinal).ToList(), parsed.GetValue(json), cancel);
        });
        return command;
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
