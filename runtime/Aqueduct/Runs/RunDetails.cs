namespace Aqueduct.Runtime;

/// <summary>Why a node or a run failed.</summary>
/// <param name="Owner">Who has to mend it.</param>
/// <param name="Error">Type and message.</param>
/// <param name="StackTrace">Frames of the person's code, the nearest first.</param>
/// <param name="Tip">What to try next.</param>
sealed record Failure(FailureOwner Owner, string Error, string? StackTrace = null, string? Tip = null);

/// <summary>One run.</summary>
/// <remarks>Cost: what it took of the machine; known of a run that has ended, and not in lists. Priority: where it waits with others, the one with the highest goes first. Continues: id of the run whose results this one took over. Interrupted: its process ended before it did. Id: sortable by start. Workflow: display name. Slug: name on command lines. Version: hash of the model it ran with. Parameters: every parameter's value as text, defaults included. LogicalTime: the instant the run stands for. Failure: why it failed, where no node says so.</remarks>
sealed record RunRecord(string Id, string Workflow, string Slug, string Version, IReadOnlyDictionary<string, string> Parameters, DateTimeOffset LogicalTime,
    RunState State, DateTimeOffset StartedAt, DateTimeOffset? FinishedAt = null, Failure? Failure = null, string? Continues = null, bool Interrupted = false, int Priority = 0, NodeCost? Cost = null);

/// <summary>One node of a run.</summary>
/// <remarks>Cost: what it took of the machine; null where this run did not run it. Reason: why a node was skipped though nothing failed, or which run its result was taken from, or what the operator says of itself; null otherwise. Items: number of a map's items. Id: position in the workflow. Inputs: ids of the nodes whose artifacts it takes. Attempts: how often it was started. Output: what it wrote to the console and its logger. Call: hash of what a cached operator's result depends on; null for other nodes.</remarks>
sealed record NodeRecord(int Id, string Name, NodeKind Kind, IReadOnlyList<int> Inputs, NodeState State = NodeState.Pending, DateTimeOffset? StartedAt = null,
    DateTimeOffset? FinishedAt = null, int Attempts = 0, Failure? Failure = null, string Output = "", string? Reason = null, int? Items = null, string? Call = null, NodeCost? Cost = null)
{
    /// <summary>Whether it does not keep the run from succeeding: it passed, or stands in a branch that was not taken.</summary>
    public bool Passed => State.Passed() || (State == NodeState.Skipped && Reason is not null);

    public TimeSpan? Duration => FinishedAt - StartedAt;
}

/// <summary>What a check said.</summary>
/// <remarks>Node: the check's node, or the metric's whose bound it is. Name: the node's name, or such as <c>AverageChurn below 0.3</c>. Detail: what was found: of a check true, or why it is false, on several lines where rows are shown; of a bound the metric's value.</remarks>
sealed record CheckRecord(string Node, string Name, Severity Severity, bool Passed, string Detail);

/// <summary>What a metric measured.</summary>
sealed record MetricRecord(string Node, string Name, double Value);

/// <summary>A stored artifact.</summary>
/// <remarks>Hash: SHA-256 of its bytes, lower-case hexadecimal. Bytes: size as stored. Rows: number of rows of a table. Value: a scalar's value as text.</remarks>
sealed record ArtifactRecord(string Node, string Name, string Kind, string Type, string MediaType, string Hash, long Bytes, int? Rows, string? Value);

/// <summary>A run with all that is known of it.</summary>
sealed record RunDetails(RunRecord Run, IReadOnlyList<NodeRecord> Nodes, IReadOnlyList<MetricRecord> Metrics, IReadOnlyList<CheckRecord> Checks,
    IReadOnlyList<ArtifactRecord> Artifacts, IReadOnlyList<PublicationResult> Publications, ItemOverview Items);
