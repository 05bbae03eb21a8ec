using System.CommandLine;

namespace Aqueduct.Runtime;

/// <summary>Computes one node and shows what it gives, and leaves nothing behind.</summary>
sealed class PreviewCommand(HostEnvironment environment, IReadOnlyList<Workflow> workflows)
{
    public const int DefaultRows = 10;

    /// <param name="environment">The home.</param>
    /// <param name="workflows">The app's.</param>
    /// <param name="choose">Finds a workflow by its name.</param>
    /// <param name="given">The workflow's parameters.</param>
    public static Command Create(HostEnvironment environment, IReadOnlyList<Workflow> workflows, Func<string?, Workflow> choose, Func<IReadOnlyDictionary<string, string>> given)
    {
        var node = new Argument<string>("node") { Description = "Name of a node that computes something." };
        var workflow = new Option<string?>("--workflow") { Description = "Name or slug of its workflow, where several have a node of that name." };
        var rows = CommandLines.AtLeast(0, new Option<int>("--rows") { Description = "Most rows of a table, or elements of a list, that are shown.", DefaultValueFactory = _ => DefaultRows });
        var json = CommandLines.Json();
        var command = new Command("preview", "Compute a node and what it needs, and show what it gives. Nothing is published, stored or recorded as a run; parameters are given as to run.") { node, workflow, rows, json };
        command.SetAction((parsed, cancel) =>
        {
            var preview = new PreviewCommand(environment, workflows);
            var (chosen, at) = preview.Find(parsed.GetValue(node)!, parsed.GetValue(workflow) is { } name ? choose(name) : null);
            return preview.RunAsync(chosen, at, ParameterTokens.Bind(chosen.Definition, given()), parsed.GetValue(rows), parsed.GetValue(json), cancel);
        });
        return command;
    }

    (Workflow Workflow, int Node) Find(string wanted, Workflow? among)
    {
        var nodes = (among is null ? workflows : [among]).SelectMany(w => w.Definition.Nodes.Select((n, i) => (Workflow: w, Id: i, Node: n))).ToList();
        var found = nodes.Where(n => n.Node.Name == wanted).ToList();
        if (found.Count == 0)
            found = [.. nodes.Where(n => string.Equals(n.Node.Name, wanted, StringComparison.OrdinalIgnoreCase))];
        if (found.Count > 1)
            throw new RefusedException($"Node '{found[0].Node.Name}' is one of {string.Join(" and ", found.Select(f => $"'{f.Workflow.Definition.Name}'"))}. Say which one is meant: --workflow {found[0].Workflow.Definition.Slug}");
        if (found is [{ Node: var publication } only] && publication.Kind.IsPublication())
            throw new RefusedException($"'{publication.Name}' publishes, which a preview never does. Look at what it is given: preview {string.Join(" | preview ", publication.Inputs.Select(i => Typed(only.Workflow.Definition.Nodes[i].Name)))}");
        if (found is [var one])
            return (one.Workflow, one.Id);
        if (nodes.Find(n => IsInside(n.Node, wanted)) is { Node: { } map })
            throw new RefusedException($"'{wanted}' runs for each item of '{map.Name}'. Look at what they give together: preview {Typed(map.Name)}");
        throw new RefusedException($"There is no node '{wanted}'.{Nearest.Hint(wanted, nodes.Where(n => !n.Node.Kind.IsPublication()).Select(n => n.Node.Name))} The command describe shows all of them.");
    }

    // A shell takes the parentheses of Each(part), and the # of a second call, for its own.
    static string Typed(string name) => name.AsSpan().ContainsAny("(#") ? $"'{name}'" : name;

    static bool IsInside(NodeDefinition node, string name) => node.Map?.Nodes.Any(n => string.Equals(n.Name, name, StringComparison.OrdinalIgnoreCase) || IsInside(n, name)) == true;

    async Task<int> RunAsync(Workflow workflow, int node, IReadOnlyDictionary<string, string> values, int rows, bool json, CancellationToken cancel)
    {
        RunCommand.RequireConfiguration(workflow.Definition);
        var folder = Directory.CreateTempSubdirectory("aqueduct-preview-").FullName;
        try
        {
            if (!environment.StoreExists)
                return await RunAsync(folder, null, workflow, node, values, rows, json, cancel).ConfigureAwait(false);
            var earlier = environment.OpenStore();
            await using (earlier.ConfigureAwait(false))
                return await RunAsync(folder, earlier, workflow, node, values, rows, json, cancel).ConfigureAwait(false);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    async Task<int> RunAsync(string folder, RunStore? earlier, Workflow workflow, int node, IReadOnlyDictionary<string, string> values, int rows, bool json, CancellationToken cancel)
    {
        var given = new PreviewValues(cancel);
        var store = RunStore.OpenOver(folder, earlier, environment.Home, environment.Clock);
        await using (store.ConfigureAwait(false))
        {
            var runner = new WorkflowRunner(store, environment.Clock, environment.Options with { Warn = w => environment.Error.WriteLine($"warning: {w}") });
            await using (runner.ConfigureAwait(false))
            {
                var run = await runner.PreviewAsync(workflow, values, node, given, cancel).ConfigureAwait(false);
                new PreviewText(environment, workflow.Definition, node, run, given.Values, rows).Write(json);
                return ExitCode.Of(run.Run.State);
            }
        }
    }
}
