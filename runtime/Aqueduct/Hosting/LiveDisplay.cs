using Spectre.Console;
using Spectre.Console.Rendering;

namespace Aqueduct.Runtime;

/// <summary>The graph with each node's state, redrawn in place while the run goes on.</summary>
sealed class LiveDisplay(HostEnvironment environment) : IRunObserver
{
    static readonly string[] Spinner = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"];

    readonly Lock _gate = new();
    NodeRecord[] _nodes = [];
    string?[] _results = [];
    IReadOnlyList<NodeTree.Line> _lines = [];
    Markup _title = new("");
    int _frame;

    public async Task<RunDetails> ShowAsync(Func<IRunObserver, Task<RunDetails>> run)
    {
        var running = run(this);
        if (running.IsFaulted)
            return await running.ConfigureAwait(false);
        var console = Styles.Console(environment);
        await console.Live(new Text("")).StartAsync(async live =>
        {
            using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
            while (!running.IsCompleted)
            {
                live.UpdateTarget(Render(console.Profile.Height));
                live.Refresh();
                await Task.WhenAny(running, timer.WaitForNextTickAsync().AsTask()).ConfigureAwait(false);
                _frame++;
            }

            live.UpdateTarget(Render(console.Profile.Height));
            live.Refresh();
        }).ConfigureAwait(false);
        return await running.ConfigureAwait(false);
    }

    public void Started(RunDetails run, WorkflowDefinition workflow)
    {
        lock (_gate)
        {
            _title = new Markup($"[bold]{Markup.Escape(workflow.Name)}[/]  [dim]run {run.Run.Id}[/]");
            _nodes = [.. run.Nodes];
            _results = new string?[_nodes.Length];
            _lines = NodeTree.Of([.. _nodes.Select(n => n.Inputs)]);
        }
    }

    public void NodeChanged(NodeRecord node, string? result)
    {
        lock (_gate)
            (_nodes[node.Id], _results[node.Id]) = (node, Words.Said(result, node) is { Length: > 0 } said ? said : _results[node.Id]);
    }

    public void Finished(RunDetails run)
    {
    }

    IRenderable Render(int height)
    {
        lock (_gate)
        {
            var room = Math.Max(3, height - 5);
            var shown = _lines.Count <= room ? _lines : [.. _lines.Where(l => _nodes[l.Node].State is NodeState.Running or NodeState.Failed or NodeState.Warning).Take(room - 1)];
            var grid = NodeRows.Grid();
            foreach (var line in shown)
                grid.AddRow(Row(line));
            if (shown.Count < _lines.Count)
                grid.AddRow(Styles.Dim($"{_nodes.Count(n => n.State.Ended())} of {_nodes.Length} nodes done"));
            return new Rows(_title, grid);
        }
    }

    IRenderable[] Row(NodeTree.Line line)
    {
        var node = _nodes[line.Node];
        var running = node.State == NodeState.Running;
        var glyph = running ? Spinner[_frame % Spinner.Length] : Styles.Glyph(node.State);
        var duration = running ? environment.Clock.GetUtcNow() - node.StartedAt : node.Duration;
        return NodeRows.Row(line, node, glyph, duration, _results[node.Id], _nodes);
    }
}
