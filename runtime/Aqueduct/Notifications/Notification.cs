namespace Aqueduct.Runtime;

/// <summary>What became of a notification.</summary>
enum DeliveryState
{
    /// <summary>It is to be sent, or sent again.</summary>
    Pending,

    /// <summary>It is out; of <c>in-app</c>, it is in the list.</summary>
    Sent,

    /// <summary>It was tried as often as it is tried, or its channel is gone.</summary>
    Failed,

    /// <summary>It was not sent, because the run before ended in the same way a short time ago, and was told.</summary>
    Muted,
}

/// <summary>That the end of a run is told to a channel: one for each run and channel.</summary>
/// <remarks>Title: who ended how. Summary: the first thing that failed or warned; empty where nothing did. DueAt: when it is tried next; null where it is not. Error: why the last try failed. ReadAt: when somebody read it; of <c>in-app</c>.</remarks>
sealed record Notification(string Run, string Channel, string Slug, RunState RunState, DateTimeOffset EndedAt, string Title, string Summary, DeliveryState State,
    int Attempts = 0, DateTimeOffset? DueAt = null, DateTimeOffset? SentAt = null, string? Error = null, DateTimeOffset? ReadAt = null);
