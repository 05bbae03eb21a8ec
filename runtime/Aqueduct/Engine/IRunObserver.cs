namespace Aqueduct.Runtime;

/// <summary>Hears of a run's progress; called from any thread, one call at a time, and must return soon.</summary>
interface IRunObserver
{
    /// <summary>The run was accepted; all nodes are pending.</summary>
    void Started(RunDetails run, WorkflowDefinition workflow);

    /// <summary>A node has another state.</summary>
    /// <param name="node">The node as it is now.</param>
    /// <param name="result">What it gave, in a few words, such as <c>1,000 rows</c>; null before it ended.</param>
    void NodeChanged(NodeRecord node, string? result);

    /// <summary>The run reached its last state.</summary>
    void Finished(RunDetails run);

    /// <summary>A run that waited behind others goes on.</summary>
    void Began(RunRecord run)
    {
    }

    /// <summary>A node, or an item of it, reads data of a resource.</summary>
    void Reads(NodeRecord node, DataRead read)
    {
    }

    /// <summary>A node, or an item of it, is about to publish.</summary>
    void Publishes(NodeRecord node, SaveRequest save)
    {
    }
}

/// <summary>Hears nothing.</summary>
sealed class NoObserver : IRunObserver
{
    public static readonly NoObserver Instance = new();

    public void Started(RunDetails run, WorkflowDefinition workflow)
    {
    }

    public void NodeChanged(NodeRecord node, string? result)
    {
    }

    public void Finished(RunDetails run)
    {
    }
}
