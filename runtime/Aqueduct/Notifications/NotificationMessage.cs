using System.Globalization;

namespace Aqueduct.Runtime;

/// <summary>A node that failed.</summary>
/// <remarks>Error: the first line. Tip: what to try next; null where nobody knows.</remarks>
sealed record ToldFailure(string Node, FailureOwner Owner, string Error, string? Tip);

/// <summary>A check or bound that does not hold, with what was found.</summary>
sealed record ToldCheck(string Name, Severity Severity, string Found);

/// <summary>A metric, with its bounds as text, such as <c>below 0.3 (warning)</c>.</summary>
sealed record ToldMetric(string Name, double Value, IReadOnlyList<string> Bounds);

/// <summary>What is told of a run's end: put together once, and written down as text, HTML, JSON and for chats.</summary>
/// <remarks>Run: without its parameters, which may hold anything. NotApplied: the saves that did not happen. Link: the page of the run; null where the address of the server is not known.</remarks>
sealed record NotificationMessage(RunRecord Run, IReadOnlyList<ToldFailure> Failures, IReadOnlyList<ToldCheck> Checks, IReadOnlyList<ToldMetric> Metrics, IReadOnlyList<string> NotApplied, string? Link)
{
    const int MostOfEach = 20, LongestText = 500, LongestSummary = 200;

    /// <summary>Who ended how: "Customer churn failed".</summary>
    public string Title => NoticeText.Fill($"{Run.Workflow} {Run.State switch
    {
        RunState.Succeeded => "succeeded",
        RunState.SucceededWithWarnings => "succeeded with warnings",
        RunState.Canceled => "was canceled",
        _ => "failed",
    }}", []);

    /// <summary>The same with the run's id.</summary>
    public string Subject => $"{Title} (run {Run.Id})";

    /// <summary>The first thing that failed or warned; empty where nothing did.</summary>
    public string Summary => Words.Fit(Failures is [var failure, ..] ? $"{failure.Node}: {failure.Error}" : Checks is [var check, ..] ? $"{check.Name}: {check.Found}" : "", LongestSummary);

    /// <summary>Tells the end of a run to a channel apart from every other, also where the run goes on and ends again: who gets it twice knows by it that it is the same.</summary>
    public string IdFor(string channel) => SaveRequest.IdOf($"{Run.Id}\n{StoreText.Of(Run.FinishedAt)}\n{channel}");

    /// <summary>What is told of a run.</summary>
    /// <param name="details">The run.</param>
    /// <param name="url">Address of the server; null where it is not known.</param>
    /// <param name="secrets">Hides what must not be told.</param>
    public static NotificationMessage Of(RunDetails details, string? url, SecretMask secrets)
    {
        var checks = details.Checks.Where(c => !c.Passed).OrderByDescending(c => c.Severity).ToList();
        // What failed by a check is told as a check, with what was found.
        var guarded = checks.Where(c => c.Severity == Severity.Error).Select(c => c.Node).ToHashSet(StringComparer.Ordinal);
        var failures = details.Nodes.Where(n => n.State == NodeState.Failed && !guarded.Contains(n.Name)).Select(n => Failed(n.Name, n.Failure))
            .Concat(details.Items.Noted.Where(i => i.State == NodeState.Failed && !guarded.Contains(i.Name)).Select(i => Failed(i.Name, i.Failure))).ToList();
        if (failures.Count == 0 && guarded.Count == 0 && details.Run.Failure is { } own)
            failures.Add(Failed("the run", own));
        return new(
            details.Run with { Parameters = new Dictionary<string, string>(), Failure = null },
            [.. failures.Take(MostOfEach)],
            [.. checks.Take(MostOfEach).Select(c => new ToldCheck(c.Name, c.Severity, Found(c)))],
            [.. details.Metrics.Take(MostOfEach).Select(m => new ToldMetric(m.Name, m.Value, [.. details.Checks.Where(c => c.Node == m.Node && c.Name != c.Node && c.Name.Length > c.Node.Length).Select(c => $"{c.Name[(c.Node.Length + 1)..]} ({Words.Lower(c.Severity)})")]))],
            [.. details.Nodes.Where(n => details.Run.State is RunState.Failed or RunState.Canceled && n.Kind.IsPublication() && !n.Passed).Select(n => n.Name).Take(MostOfEach)],
            url is null ? null : $"{url}/ui/runs/{Uri.EscapeDataString(details.Run.Id)}");

        ToldFailure Failed(string name, Failure? failure) => new(name, failure?.Owner ?? FailureOwner.System, Line(failure?.Error ?? "It failed."), failure?.Tip is { } tip ? Line(tip) : null);

        // Of a bound a number, which people need not read to its last digit.
        string Found(CheckRecord check) => check.Name != check.Node && double.TryParse(check.Detail, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? Words.Short(value)
            : check.Name == check.Node && check.Detail == "false" ? "does not hold" : Line(check.Detail);

        string Line(string text) => Words.Fit(NoticeText.Fill(secrets.Hide(text.TrimStart().Split('\n')[0]), []), LongestText);
    }
}
