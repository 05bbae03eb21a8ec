namespace Aqueduct.Runtime;

/// <summary>What a node or a run cost: what it took of the machine, and the artifacts that went in and out, in bytes as they are stored.</summary>
sealed record RunCost(NodeCost Spent, long BytesIn, long BytesOut);

/// <summary>What a run and its nodes cost.</summary>
/// <remarks>An artifact that is not kept has no bytes. Of a node that gives several, whoever takes one of them takes all.</remarks>
sealed class RunCosts
{
    readonly RunDetails _details;
    readonly Dictionary<string, long> _bytes = new(StringComparer.Ordinal);

    public RunCosts(RunDetails details)
    {
        _details = details;
        foreach (var artifact in details.Artifacts)
            _bytes[artifact.Node] = _bytes.GetValueOrDefault(artifact.Node) + artifact.Bytes;
    }

    /// <summary>Of one node; null where the run did not run it.</summary>
    public RunCost? Of(NodeRecord node) => node.Cost is null ? null
        : new RunCost(node.Cost, node.Inputs.Sum(i => _bytes.GetValueOrDefault(_details.Nodes[i].Name)), _bytes.GetValueOrDefault(node.Name));

    /// <summary>Of the whole run: at least what its nodes took; null where it has run none.</summary>
    public RunCost? Whole
    {
        get
        {
            var nodes = _details.Nodes.Select(Of).OfType<RunCost>().ToList();
            if (nodes.Count == 0)
                return null;
            var spent = nodes.Select(n => n.Spent).Aggregate((all, next) => all.Plus(next));
            // A run that was alone knows what the process used beside its nodes, too; one that several processes did knows it of one of them.
            var own = _details.Run.Cost;
            if (own?.Cpu is { } cpu && !(spent.Cpu > cpu))
                spent = own with { Memory = spent.Memory };
            return new RunCost(spent with { Memory = NodeCost.Most(spent.Memory, own?.Memory) }, nodes.Sum(n => n.BytesIn), nodes.Sum(n => n.BytesOut));
        }
    }
}
