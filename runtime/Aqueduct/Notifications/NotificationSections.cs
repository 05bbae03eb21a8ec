namespace Aqueduct.Runtime;

/// <summary>A heading with lines, each a name and what is said of it.</summary>
sealed record ToldSection(string Heading, IReadOnlyList<(string Name, string Text)> Lines);

/// <summary>What people read of a notification, in order; text, HTML and chats lay out the same sections.</summary>
static class NotificationSections
{
    /// <summary>The sections that have something to say.</summary>
    public static IReadOnlyList<ToldSection> Of(NotificationMessage message) =>
    [
        .. new ToldSection[]
        {
            new("Failed", [.. message.Failures.Select(f => (f.Node, $"{f.Error}{(f.Owner == FailureOwner.System ? " (not the workflow's fault)" : "")}{(f.Tip is null ? "" : $" Tip: {f.Tip}")}"))]),
            new("Checks", [.. message.Checks.Select(c => (c.Name, $"{c.Found} ({Words.Lower(c.Severity)})"))]),
            new("Metrics", [.. message.Metrics.Select(m => (m.Name, m.Bounds.Count == 0 ? Words.Short(m.Value) : $"{Words.Short(m.Value)}; {string.Join(", ", m.Bounds)}"))]),
            new("Not applied", [.. message.NotApplied.Select(n => (n, "was not done, because the run did not pass"))]),
        }.Where(s => s.Lines.Count > 0),
    ];

    /// <summary>The run in one line: its id, when it started, how long it took.</summary>
    public static string Origin(NotificationMessage message) =>
        $"Run {message.Run.Id}, started {Words.Instant(message.Run.StartedAt)}, took {Words.Duration(message.Run.FinishedAt!.Value - message.Run.StartedAt)}";
}
