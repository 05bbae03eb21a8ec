using System.CommandLine;
using Aqueduct.Planning;

namespace Aqueduct.Runtime;

/// <summary>Does one group of a run's nodes: what a deployment puts into a pod.</summary>
static class NodeCommand
{
    const int LongestId = 200;

    /// <param name="environment">The home and the console.</param>
    /// <param name="choose">Finds a workflow by its name.</param>
    /// <param name="given">The workflow's parameters.</param>
    public static Command Create(HostEnvironment environment, Func<string?, Workflow> choose, Func<IReadOnlyDictionary<string, string>> given)
    {
        var place = new Argument<string>("group") { Description = "The workflow and a group of its nodes, as churn/train; churn/finish ends a run of which no further group is started; churn alone lists the groups." };
        var run = new Option<string?>("--run") { Description = "Id of the run, the same for all of its groups. The first one to come begins it." };
        var time = new Option<string?>("--logical-time") { Description = "The instant the run stands for; its start without it." };
        var outputs = new Option<string?>("--outputs") { Description = "Folder for what the group says of those that come next, a file each: run-train is false where nothing of the group train is called. Whoever starts groups reads them." };
        var slice = new Option<string?>("--slice") { Description = "Of a loop's group, the items from the first to the last, counted from 0: 25-49. Several processes can each do some; all without it." };
        var command = new Command("node", "Do one group of a workflow's nodes, as part of a run that several processes share. Run again, it does what is left of the group.") { place, run, time, outputs, slice };
        command.SetAction(async (parsed, cancel) =>
        {
            var (name, group) = parsed.GetValue(place)!.Split('/', 2) is [var workflowName, var groupName] ? (workflowName, groupName) : (parsed.GetValue(place)!, null);
            var workflow = choose(name);
            if (group is null)
                return await ListAsync(environment, workflow.Definition).ConfigureAwait(false);
            var id = IdOf(parsed.GetValue(run));
            var options = environment.Options with { LogicalTime = TimeOf(parsed.GetValue(time)) };
            var store = environment.OpenStore();
            await using (store.ConfigureAwait(false))
            {
                var runner = new WorkflowRunner(store, environment.Clock, options with { Warn = text => environment.Error.WriteLine($"warning: {text}") });
                await using (runner.ConfigureAwait(false))
                    return group == NodeGroups.Finish
                        ? await FinishAsync(environment, store, runner, workflow.Definition, id, cancel).ConfigureAwait(false)
                        : await RunAsync(environment, store, runner, workflow, Sliced(Find(workflow.Definition, group), parsed.GetValue(slice)), id, given(), parsed.GetValue(outputs), cancel).ConfigureAwait(false);
            }
        });
        return command;
    }

    static async Task<int> RunAsync(HostEnvironment environment, RunStore store, WorkflowRunner runner, Workflow workflow, NodeGroup group, string id, IReadOnlyDictionary<string, string> given, string? outputs, CancellationToken cancel)
    {
        RunCommand.RequireConfiguration(workflow.Definition);
        var values = ParameterTokens.Bind(workflow.Definition, given);
        RunDetails run;
        try
        {
            run = await runner.RunGroupAsync(workflow, group, id, values, new GroupDisplay(new PlainDisplay(environment.Out), group), cancel).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            return ExitCode.Canceled; // it still waited for the group
        }

        foreach (var node in run.Nodes.Where(n => group.Nodes.Contains(n.Id) && n.State == NodeState.Failed))
            Styles.Write(environment, console => FailureBlock.Write(console, node));
        await SayAsync(environment, store, workflow.Definition, run, cancel).ConfigureAwait(false);
        var code = CodeOf(run, group);
        if (outputs is not null && code == ExitCode.Succeeded)
            await WriteAsync(outputs, await runner.OutputsAsync(workflow, id, values).ConfigureAwait(false)).ConfigureAwait(false);
        return code;
    }

    static int CodeOf(RunDetails run, NodeGroup group)
    {
        var own = run.Nodes.Where(n => group.Nodes.Contains(n.Id)).ToList();
        return run.Run.State.Ended() ? ExitCode.Of(run.Run.State)
            : own.TrueForAll(n => n.Passed || (n.Kind.IsPublication() && n.State == NodeState.Skipped)) ? ExitCode.Succeeded
            : own.Exists(n => n.State == NodeState.Failed) ? ExitCode.Failed
            : own.Exists(n => n.State is NodeState.Canceled or NodeState.Pending) ? ExitCode.Canceled : ExitCode.Failed;
    }

    static async Task WriteAsync(string folder, IReadOnlyList<(string Name, string Value)> outputs)
    {
        Directory.CreateDirectory(folder);
        foreach (var (name, value) in outputs)
            await File.WriteAllTextAsync(Path.Combine(folder, name), value).ConfigureAwait(false);
    }

    static async Task<int> FinishAsync(HostEnvironment environment, RunStore store, WorkflowRunner runner, WorkflowDefinition workflow, string id, CancellationToken cancel)
    {
        var run = await runner.FinishAsync(workflow, id).ConfigureAwait(false);
        await SayAsync(environment, store, workflow, run, cancel).ConfigureAwait(false);
        return ExitCode.Of(run.Run.State);
    }

    static async Task SayAsync(HostEnvironment environment, RunStore store, WorkflowDefinition workflow, RunDetails run, CancellationToken cancel)
    {
        var failure = run.Run.Failure is { } failed ? $": {failed.Error}" : "";
        await environment.Out.WriteLineAsync($"Run {run.Run.Id} of '{run.Run.Workflow}' is {run.Run.State}{failure}").ConfigureAwait(false);
        if (!run.Run.State.Ended())
            return;
        await AfterRun.TellAsync(environment, store, workflow).ConfigureAwait(false);
        await RunCommand.KeepAsync(environment, store, workflow, cancel).ConfigureAwait(false);
    }

    static async Task<int> ListAsync(HostEnvironment environment, WorkflowDefinition workflow)
    {
        var groups = EngineGroups.Of(workflow);
        foreach (var group in groups)
        {
            var after = group.After.Count == 0 ? "" : $"  after {string.Join(", ", group.After.Select(a => groups[a].Name))}";
            await environment.Out.WriteLineAsync($"{workflow.Slug}/{group.Name}  {string.Join(", ", group.Nodes.Select(n => workflow.Nodes[n].Name))}{(group.IsLoop ? ": its items" : "")}{after}").ConfigureAwait(false);
        }

        return ExitCode.Succeeded;
    }

    static NodeGroup Find(WorkflowDefinition workflow, string name)
    {
        var groups = EngineGroups.Of(workflow);
        if (name == NodeGroups.All)
            return new NodeGroup(NodeGroups.All, [.. Enumerable.Range(0, workflow.Nodes.Count)], []);
        return groups.FirstOrDefault(g => g.Name == name)
            ?? throw new RefusedException($"Workflow '{workflow.Name}' has no group '{name}'.{Nearest.Hint(name, groups.Select(g => g.Name))} It has {string.Join(", ", groups.Select(g => g.Name))}; {NodeGroups.All} is the whole workflow, {NodeGroups.Finish} ends a run.");
    }

    static NodeGroup Sliced(NodeGroup group, string? text) => text is null ? group
        : !group.IsLoop ? throw new RefusedException($"Group '{group.Name}' has no items of its own that could be divided: leave --slice out.")
        : Slice.Parse(text) is { } slice ? group with { Slice = slice }
        : throw new RefusedException($"--slice '{text}' is no range of items such as 25-49, from the first to the last, counted from 0.");

    /// <summary>Ids come from schedulers: a workflow's name in a cluster, a DAG run's id. They stand in URLs and in the store, never in paths.</summary>
    static string IdOf(string? id) => id switch
    {
        null => throw new RefusedException("--run is missing: the id of the run, the same for all of its groups, such as {{workflow.name}} in Argo."),
        { Length: > 0 and <= LongestId } when id.All(c => char.IsAsciiLetterOrDigit(c) || "-_.:+~".Contains(c, StringComparison.Ordinal)) => id,
        _ => throw new RefusedException($"--run '{id}' is no id of a run: 1 to {LongestId} letters, digits and - _ . : + ~."),
    };

    static DateTimeOffset? TimeOf(string? text) => string.IsNullOrEmpty(text) ? null
        : LogicalTimes.Instant(text) ?? throw new RefusedException($"--logical-time '{text}' is no instant such as 2026-11-24T00:00:00Z.");
}

/// <summary>Tells of the nodes of one group only: those of others are in the logs of their own processes.</summary>
sealed class GroupDisplay(IRunObserver display, NodeGroup group) : IRunObserver
{
    public void Started(RunDetails run, WorkflowDefinition workflow) => display.Started(run, workflow);

    public void NodeChanged(NodeRecord node, string? result)
    {
        if (group.Nodes.Contains(node.Id))
            display.NodeChanged(node, result);
    }

    public void Finished(RunDetails run) => display.Finished(run);
}
