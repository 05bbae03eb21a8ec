namespace Aqueduct.Runtime;

/// <summary>How bad the end of a run is, and from which on a channel hears of it.</summary>
enum NotificationLevel
{
    /// <summary>It succeeded, or somebody canceled it.</summary>
    Success,

    /// <summary>It succeeded with warnings.</summary>
    Warning,

    /// <summary>It failed.</summary>
    Error,

    /// <summary>Of a channel: it hears of nothing.</summary>
    Off,
}

static class NotificationLevels
{
    /// <summary>What aqueduct.json calls them.</summary>
    public static readonly IReadOnlyList<string> Names = [.. Enum.GetValues<NotificationLevel>().Select(Words.Lower)];

    /// <summary>The level of a run's end. A canceled run is one that somebody wanted to end: who hears of failures only is not woken by it.</summary>
    public static NotificationLevel Of(RunState state) => state switch
    {
        RunState.Failed => NotificationLevel.Error,
        RunState.SucceededWithWarnings => NotificationLevel.Warning,
        _ => NotificationLevel.Success,
    };
}
