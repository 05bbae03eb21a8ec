using System.CommandLine;
using System.Globalization;
using Aqueduct.Model;
using Aqueduct.Runtime;
using Aqueduct.Serving;

namespace Aqueduct.Server;

/// <summary>Adds the keeping of schedules and triggers to <c>serve</c>.</summary>
sealed class ScheduleKind : ServePartKind
{
    const int MostRuns = 256;

    /// <summary>Most runs at once where nobody says another number. Many, because those that are due at one instant share commits; what is heavy declares Cpu or Memory, and waits for the machine by that.</summary>
    public static readonly int DefaultRuns = Math.Clamp(16 * Environment.ProcessorCount, 32, 128);

    static readonly Option<int> Runs = new("--max-runs")
    {
        Description = $"Most runs at once, 1 to {MostRuns.ToString(CultureInfo.InvariantCulture)}.",
        DefaultValueFactory = _ => DefaultRuns,
    };

    static readonly Option<string> Grace = new("--grace") { Description = "How long runs under way may go on when the server is told to stop; what is left then is gone on with by the next one.", DefaultValueFactory = _ => "20s" };

    public override string Name => "schedules";

    public override IReadOnlyList<string> Members => [WebhookTokens.Member];

    public override IReadOnlyList<Option> Options => [Runs, Grace];

    public override IServePart Create(ServeContext context, ParseResult parsed)
    {
        var most = parsed.GetValue(Runs);
        if (most is < 1 or > MostRuns)
            throw new RefusedException($"--max-runs is a number from 1 to {MostRuns}.");
        var text = parsed.GetValue(Grace)!;
        foreach (var pattern in context.Workflows.Where(w => w.Definition.OnFile is not null).Select(w => new ArrivalPattern(w.Definition.OnFile!)))
            _ = ResourceRegistry.Current.Files(pattern.Resource);
        var tokens = WebhookTokens.Of(context.Workflows, context.Configuration);
        var part = new SchedulePart(context, tokens, most, Durations.TryParse(text, out var grace) ? grace : text == "0" ? TimeSpan.Zero : throw new RefusedException($"--grace '{text}' is no time. Write it as 20s or 5m; 0 waits for nothing."));
        context.Offer(part);
        return part;
    }
}
