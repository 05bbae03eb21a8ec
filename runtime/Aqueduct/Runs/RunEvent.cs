using System.Text;
using System.Text.Json;

namespace Aqueduct.Runtime;

/// <summary>Something that happened in a run: appended to the store's log and applied to its tables in one transaction.</summary>
abstract record RunEvent(string RunId, DateTimeOffset At)
{
    /// <summary>Name of the kind in the log.</summary>
    public abstract string Kind { get; }

    /// <summary>Whether it is kept in the log: what says only that a process still lives is not.</summary>
    public virtual bool IsLogged => true;

    /// <summary>Writes the members of the event's JSON object.</summary>
    protected abstract void Write(Utf8JsonWriter json);

    /// <summary>Brings the tables up to date.</summary>
    public abstract void Apply(StoreStatements store);

    public string ToJson()
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            Write(json);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length);
    }
}

/// <summary>A run was accepted; all its nodes are pending.</summary>
/// <remarks>Owner: token of the process's lock. Versions: of the nodes' code, in their order; empty where nothing is known.</remarks>
sealed record RunStarted(RunRecord Run, IReadOnlyList<NodeRecord> Nodes, string Owner, IReadOnlyList<string>? Versions = null) : RunEvent(Run.Id, Run.StartedAt)
{
    public override string Kind => "run-started";

    protected override void Write(Utf8JsonWriter json)
    {
        json.WriteString("workflow", Run.Workflow);
        json.WriteString("version", Run.Version);
        RunJson.WriteParameters(json, Run.Parameters);
        if (Run.Continues is { } continues)
            json.WriteString("continues", continues);
    }

    public override void Apply(StoreStatements store)
    {
        store.InsertRun.Execute(RunId, Run.Workflow, Run.Slug, Run.Version, StoreText.Parameters(Run.Parameters), StoreText.Of(Run.LogicalTime), Run.State.ToString(),
            StoreText.Of(Run.StartedAt), Owner, Environment.ProcessId, Environment.MachineName, StoreText.Of(Run.StartedAt + Lease.Length), Run.Continues, Run.Priority);
        foreach (var node in Nodes)
            store.InsertNode.Execute(RunId, node.Id, node.Name, node.Kind.ToString(), StoreText.Ids(node.Inputs), Versions?[node.Id]);
    }
}

/// <summary>A node was started.</summary>
sealed record NodeStarted(string RunId, int Node, DateTimeOffset At) : RunEvent(RunId, At)
{
    public override string Kind => "node-started";

    protected override void Write(Utf8JsonWriter json) => json.WriteNumber("node", Node);

    public override void Apply(StoreStatements store) => store.StartNode.Execute(RunId, Node, StoreText.Of(At));
}

/// <summary>A node that runs wrote something.</summary>
sealed record NodeWrote(string RunId, int Node, string Text, DateTimeOffset At) : RunEvent(RunId, At)
{
    public override string Kind => "node-wrote";

    public override bool IsLogged => false;

    protected override void Write(Utf8JsonWriter json) => json.WriteNumber("node", Node);

    public override void Apply(StoreStatements store) => store.WriteNode.Execute(RunId, Node, Text);
}

/// <summary>A node reached its last state.</summary>
sealed record NodeFinished(string RunId, NodeRecord Node, DateTimeOffset At) : RunEvent(RunId, At)
{
    public override string Kind => "node-finished";

    protected override void Write(Utf8JsonWriter json)
    {
        json.WriteNumber("node", Node.Id);
        json.WriteString("state", Node.State.ToString());
        RunJson.WriteFailure(json, Node.Failure);
        CostJson.WriteEvent(json, Node.Cost);
    }

    public override void Apply(StoreStatements store) => store.FinishNode.Execute(RunId, Node.Id, Node.State.ToString(), StoreText.Of(Node.StartedAt), StoreText.Of(Node.FinishedAt),
        Node.Attempts, Node.Failure?.Owner.ToString(), Node.Failure?.Error, Node.Failure?.StackTrace, Node.Failure?.Tip, Node.Output, Node.Reason, Node.Items, Node.Call);
}

/// <summary>An item of a map ended, or a publication of one.</summary>
sealed record ItemFinished(string RunId, int Map, IReadOnlyList<ItemRecord> Rows, DateTimeOffset At) : RunEvent(RunId, At)
{
    public override string Kind => "item-finished";

    protected override void Write(Utf8JsonWriter json)
    {
        json.WriteNumber("node", Map);
        json.WriteString("path", Rows[0].Path);
        json.WriteString("name", Rows[0].Name);
        json.WriteString("state", Rows[0].State.ToString());
        if (Rows[0].Failure is { } failure)
            RunJson.WriteFailure(json, failure);
    }

    public override void Apply(StoreStatements store)
    {
        foreach (var row in Rows)
            store.InsertItem.Execute(RunId, row.Map, row.Item, row.Path, row.Node, row.Name, row.Kind.ToString(), row.State.ToString(), StoreText.Of(row.StartedAt), StoreText.Of(row.FinishedAt),
                row.Attempts, row.Failure?.Owner.ToString(), row.Failure?.Error, row.Failure?.StackTrace, row.Failure?.Tip, row.Output, row.Reason);
    }
}

/// <summary>A check, or a metric's bound, was evaluated.</summary>
sealed record CheckEvaluated(string RunId, long Order, CheckRecord Check, DateTimeOffset At) : RunEvent(RunId, At)
{
    public override string Kind => "check-evaluated";

    protected override void Write(Utf8JsonWriter json)
    {
        json.WriteString("name", Check.Name);
        json.WriteBoolean("passed", Check.Passed);
        json.WriteString("detail", Check.Detail);
    }

    public override void Apply(StoreStatements store) =>
        store.InsertCheck.Execute(RunId, Order, Check.Node, Check.Name, Check.Severity.ToString(), Check.Passed ? 1 : 0, Check.Detail);
}

/// <summary>A metric was measured.</summary>
sealed record MetricMeasured(string RunId, string Slug, DateTimeOffset RunStartedAt, long Order, MetricRecord Metric, DateTimeOffset At) : RunEvent(RunId, At)
{
    public override string Kind => "metric-measured";

    protected override void Write(Utf8JsonWriter json)
    {
        json.WriteString("name", Metric.Name);
        RunJson.WriteNumber(json, "value", Metric.Value);
    }

    public override void Apply(StoreStatements store) =>
        store.InsertMetric.Execute(Slug, Metric.Name, StoreText.Of(RunStartedAt), RunId, Order, Metric.Node, Metric.Value);
}

/// <summary>An artifact's bytes are in the artifact store.</summary>
sealed record ArtifactStored(string RunId, long Order, ArtifactRecord Artifact, DateTimeOffset At) : RunEvent(RunId, At)
{
    public override string Kind => "artifact-stored";

    protected override void Write(Utf8JsonWriter json)
    {
        json.WriteString("name", Artifact.Name);
        json.WriteString("hash", Artifact.Hash);
    }

    public override void Apply(StoreStatements store) => store.InsertArtifact.Execute(RunId, Order, Artifact.Name, Artifact.Node, Artifact.Kind, Artifact.Type, Artifact.MediaType,
        Artifact.Hash, Artifact.Bytes, Artifact.Rows, Artifact.Value);
}

/// <summary>A save was published.</summary>
sealed record Published(string RunId, long Order, PublicationResult Publication, DateTimeOffset At) : RunEvent(RunId, At)
{
    public override string Kind => "published";

    protected override void Write(Utf8JsonWriter json)
    {
        json.WriteString("node", Publication.Node);
        json.WriteString("resource", Publication.Resource);
        json.WriteString("table", Publication.Table);
        json.WriteNumber("rows", Publication.Rows);
    }

    public override void Apply(StoreStatements store) => store.InsertPublication.Execute(RunId, Publication.Node, Order, Publication.Resource, Publication.Table, Publication.Rows,
        Publication.Location, StoreText.Of(Publication.PublishedAt));
}

/// <summary>A run reached its last state.</summary>
/// <remarks>IsQuiet: nobody is told of it.</remarks>
sealed record RunFinished(RunRecord Run, bool IsQuiet = false) : RunEvent(Run.Id, Run.FinishedAt!.Value)
{
    public override string Kind => "run-finished";

    protected override void Write(Utf8JsonWriter json)
    {
        json.WriteString("state", Run.State.ToString());
        RunJson.WriteFailure(json, Run.Failure);
        CostJson.WriteEvent(json, Run.Cost);
    }

    public override void Apply(StoreStatements store)
    {
        store.FinishRun.Execute(RunId, Run.State.ToString(), StoreText.Of(Run.FinishedAt),
            Run.Failure?.Owner.ToString(), Run.Failure?.Error, Run.Failure?.StackTrace, Run.Failure?.Tip, Run.Interrupted ? 1 : 0,
            IsQuiet ? null : StoreText.Of(Run.Interrupted ? Run.FinishedAt + NotificationOutbox.Head : Run.FinishedAt));
        // A run that goes on where this one ended is followed by itself.
        if (Run is { State: RunState.Failed or RunState.Canceled, Interrupted: false })
            store.Execute("DELETE FROM cascades WHERE run = $1 AND taken_by IS NULL", RunId);
        // Nothing can be continued from a run that succeeded: the results of single items have done their service.
        if (Run.State is not (RunState.Succeeded or RunState.SucceededWithWarnings))
            return;
        store.LeaveItemResults.Execute(RunId);
        store.DropItemResults.Execute(RunId);
    }
}
