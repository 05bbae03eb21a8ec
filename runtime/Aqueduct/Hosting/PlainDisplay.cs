namespace Aqueduct.Runtime;

/// <summary>One line for each node when it ends: for logs, pipes and files.</summary>
sealed class PlainDisplay(TextWriter output) : IRunObserver
{
    int _width;
    bool _deaf;

    public void Started(RunDetails run, WorkflowDefinition workflow)
    {
        _width = run.Nodes.Select(n => n.Name.Length).DefaultIfEmpty().Max();
        Write($"{run.Run.Workflow}  run {run.Run.Id}");
    }

    public void NodeChanged(NodeRecord node, string? result)
    {
        if (!node.State.Ended())
            return;
        var duration = node.Duration is { } taken ? Words.Duration(taken) : node.State.ToString().ToLowerInvariant();
        Write($"  {Styles.Glyph(node.State)} {node.Name.PadRight(_width)}  {Words.Of(node.Kind),-8}  {duration,8}  {Words.Said(result, node)}".TrimEnd());
    }

    public void Finished(RunDetails run)
    {
    }

    // Progress nobody can take down must not end the run; that its outcome cannot be printed is reported then.
    void Write(string line)
    {
        if (_deaf)
            return;
        try
        {
            output.WriteLine(line);
            output.Flush();
        }
        catch (IOException)
        {
            _deaf = true;
        }
    }
}
