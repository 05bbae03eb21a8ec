namespace Aqueduct.Runtime;

/// <summary>One line for each node when it ends: for logs, pipes and files.</summary>
sealed class PlainDisplay(TextWriter output) : IRunObserver
{
    int _width;

    public void Started(RunDetails run, WorkflowDefinition workflow)
    {
        _width = run.Nodes.Select(n => n.Name.Length).DefaultIfEmpty().Max();
        output.WriteLine($"{run.Run.Workflow}  run {run.Run.Id}");
        output.Flush();
    }

    public void NodeChanged(NodeRecord node, string? result)
    {
        if (!node.State.Ended())
            return;
        var duration = node.Duration is { } taken ? Words.Duration(taken) : node.State.ToString().ToLowerInvariant();
        output.WriteLine($"  {Styles.Glyph(node.State)} {node.Name.PadRight(_width)}  {Words.Of(node.Kind),-8}  {duration,8}  {result}".TrimEnd());
        output.Flush();
    }

    public void Finished(RunDetails run)
    {
    }
}
