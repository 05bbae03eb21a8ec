using System.Text.Json;
using Aqueduct.Model;

namespace Aqueduct.Runtime;

/// <summary>What was started for one firing that was due.</summary>
/// <remarks>Run, State: null where nothing was started. Skipped: why not.</remarks>
sealed record DueLine(DateTimeOffset LogicalTime, string? Run, RunState? State, string? Skipped);

/// <summary>The firings of one workflow that were due.</summary>
/// <remarks>More: whether there are more than are started at once. Next: when it fires next.</remarks>
sealed record DueWorkflow(WorkflowDefinition Workflow, IReadOnlyList<DueLine> Runs, bool More, DateTimeOffset? Next);

/// <summary>Starts the firings of schedules that are due, one after the other: what a cron entry calls now and then, or a container that keeps running.</summary>
/// <param name="environment">The home, and how to run.</param>
/// <param name="followers">The workflows that may start after a run.</param>
sealed class DueCommand(HostEnvironment environment, IReadOnlyList<Workflow> followers)
{
    const int TimesAtOnce = 100;

    static readonly TimeSpan MostBetween = TimeSpan.FromDays(1);

    /// <summary>The workflows meant: the one of that name, or all that have a schedule.</summary>
    /// <param name="workflows">The app's.</param>
    /// <param name="name">Name of one; null where it was not given.</param>
    /// <param name="choose">Finds a workflow by its name.</param>
    /// <param name="from">What stands behind --resume or --from-failed.</param>
    /// <param name="dry">Whether nothing is to be saved.</param>
    /// <exception cref="RefusedException">None has a schedule, or the options contradict each other.</exception>
    public static IReadOnlyList<Workflow> Chosen(IReadOnlyList<Workflow> workflows, string? name, Func<string?, Workflow> choose, string? from, bool dry)
    {
        if (from is not null || dry)
            throw new RefusedException($"--due starts the runs of a schedule. Leave out {(dry ? "--dry: a dry run would count as the firing's" : "--resume and --from-failed, which go on with another run")}.");
        if (name is not null || workflows.Count == 1)
            return choose(name) is { Definition.Schedule: not null } one ? [one] : throw new RefusedException($"Workflow '{choose(name).Definition.Name}' has no Schedule, so that nothing of it is ever due.");
        return workflows.Where(w => w.Definition.Schedule is not null).OrderBy(w => w.Definition.Slug, StringComparer.Ordinal).ToList() is { Count: > 0 } scheduled
            ? scheduled
            : throw new RefusedException("No workflow of this app has a Schedule, so that nothing is ever due.");
    }

    /// <summary>What stands behind --every.</summary>
    /// <exception cref="RefusedException">It is no time, or stands where nothing is kept.</exception>
    public static TimeSpan Interval(string text, bool due, bool json)
    {
        if (!due || json)
            throw new RefusedException($"--every keeps a schedule. {(due ? "Leave out --json: its one document would never end" : "Write run --due --every " + text)}.");
        return Durations.TryParse(text, out var every) && every <= MostBetween ? every : throw new RefusedException($"--every '{text}' is no time up to a day. Write it as 30s, 5m or 1h.");
    }

    /// <summary>Starts what is due, and says what that was, or when something will be.</summary>
    /// <returns>The exit code: 1 when a run failed or could not be started, 130 when it was canceled.</returns>
    public async Task<int> RunAsync(IReadOnlyList<Workflow> workflows, IReadOnlyDictionary<string, string> given, bool json, CancellationToken cancel)
    {
        var (code, done) = await StartAsync(workflows, given, json, json ? null : Say, cancel).ConfigureAwait(false);
        if (json)
            CommandLines.WriteJson(environment, w => WriteJson(w, done));
        return cancel.IsCancellationRequested ? ExitCode.Canceled : code;
    }

    /// <summary>Keeps the schedule: starts what is due, waits for the next firing, and goes on until it is told to stop.</summary>
    /// <param name="workflows">Those whose schedule is kept.</param>
    /// <param name="given">Parameters of their runs.</param>
    /// <param name="every">How often it looks at least: what another run stood in the way of is due again, and clocks are set.</param>
    /// <param name="cancel">Ends it.</param>
    /// <returns>The exit code: 0 once it is told to stop, 130 where that canceled a run.</returns>
    public async Task<int> KeepAsync(IReadOnlyList<Workflow> workflows, IReadOnlyDictionary<string, string> given, TimeSpan every, CancellationToken cancel)
    {
        for (var isFirst = true; ; isFirst = false)
        {
            var (_, done) = await StartAsync(workflows, given, quiet: false, of => SayOf(of, isFirst), cancel).ConfigureAwait(false);
            if (done.Any(of => of.Runs.Any(r => r.State == RunState.Canceled)) && cancel.IsCancellationRequested)
                return ExitCode.Canceled;
            var now = environment.Clock.GetUtcNow();
            var wait = done.Any(of => of.More) ? TimeSpan.Zero : done.Select(of => of.Next - now).Append(every).Min()!.Value;
            try
            {
                await Task.Delay(wait > TimeSpan.Zero ? wait : TimeSpan.Zero, environment.Clock, cancel).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                return ExitCode.Succeeded;
            }
        }
    }

    void SayOf(DueWorkflow done, bool isFirst)
    {
        if (isFirst || done.Runs.Count > 0)
            Say(done);
    }

    async Task<(int Code, List<DueWorkflow> Done)> StartAsync(IReadOnlyList<Workflow> workflows, IReadOnlyDictionary<string, string> given, bool quiet, Action<DueWorkflow>? say, CancellationToken cancel)
    {
        if (given.Count > 0 && workflows.Count > 1)
            throw new RefusedException($"--{given.Keys.First()} is a parameter of one workflow. Say which one: run {string.Join(" | run ", workflows.Select(w => w.Definition.Slug))}");
        var code = ExitCode.Succeeded;
        var done = new List<DueWorkflow>();
        var store = environment.OpenStore();
        await using (store.ConfigureAwait(false))
        {
            foreach (var workflow in workflows.TakeWhile(_ => !cancel.IsCancellationRequested))
            {
                var request = new RunRequest(workflow, ParameterTokens.Bind(workflow.Definition, given));
                var (ended, of) = await RunAsync(store, request, quiet, cancel).ConfigureAwait(false);
                code = Math.Max(code, ended);
                done.Add(of);
                say?.Invoke(of);
            }
        }

        return (code, done);
    }

    async Task<(int Code, DueWorkflow Done)> RunAsync(RunStore store, RunRequest request, bool json, CancellationToken cancel)
    {
        var workflow = request.Workflow.Definition;
        var firings = Firings.Of(workflow.Schedule!, workflow.TimeZone);
        var now = environment.Clock.GetUtcNow();
        var due = firings.Due(workflow.CatchUp, LastDone(store, firings, workflow.Slug, now), now);
        var lines = new List<DueLine>();
        var code = ExitCode.Succeeded;
        if (due.Count > 0 && store.Read(q => q.Pauses()).GetValueOrDefault(workflow.Slug) is { } pause)
            return (code, new DueWorkflow(workflow, [new DueLine(due[0], null, null, $"It is {pause.Said}.")], false, firings.Next(now)));
        foreach (var time in due.TakeWhile(_ => !cancel.IsCancellationRequested))
        {
            if (!json)
                environment.Out.WriteLine($"{workflow.Name}: due since {Words.Instant(time)}");
            try
            {
                RunCommand.RequireConfiguration(workflow);
                var run = new RunCommand(environment with { Options = environment.Options with { LogicalTime = time, Once = true } });
                var (ended, first, _) = await run.StartAsync(store, request, followers, json, cancel).ConfigureAwait(false);
                code = Math.Max(code, ended == ExitCode.Succeeded ? ExitCode.Succeeded : ExitCode.Failed);
                lines.Add(new DueLine(time, first.Run.Id, first.Run.State, null));
            }
            catch (Exception e) when (e is RefusedException or ParameterException or MissingServiceException)
            {
                // What another run stands in the way of is due again; what cannot start at all would not start for the next firing either.
                lines.Add(new DueLine(time, null, null, e.Message));
                code = e is NotAdmittedException ? code : ExitCode.Failed;
                break;
            }
        }

        return (code, new DueWorkflow(workflow, lines, due.Count == Firings.Most, firings.Next(now)));
    }

    /// <summary>The newest firing that has a run, whatever became of it; without one the newest run's time; null where nothing has run.</summary>
    public static DateTimeOffset? LastDone(RunStore store, Firings firings, string slug, DateTimeOffset now)
    {
        DateTimeOffset? newest = null;
        // What stands for a time to come was started by a backfill, or by a clock that was wrong.
        for (var before = now.AddTicks(1); ;)
        {
            var times = store.Read(q => q.LogicalTimes(slug, before, TimesAtOnce));
            if (times.Count == 0)
                return newest;
            newest ??= times[0];
            if (times.Where(firings.IsFiring).Select(t => (DateTimeOffset?)t).FirstOrDefault() is { } last)
                return last;
            before = times[^1];
        }
    }

    void Say(DueWorkflow done)
    {
        foreach (var line in done.Runs.Where(l => l.Skipped is not null))
            environment.Out.WriteLine($"{done.Workflow.Name}: nothing was started for {Words.Instant(line.LogicalTime)}. {line.Skipped}");
        var next = done.Next is { } time ? $" Next: {Words.Instant(time)}." : " It does not fire again.";
        if (done.More)
            environment.Out.WriteLine($"{done.Workflow.Name}: more than {Words.Count(Firings.Most)} firings were due. Call run --due again for the rest, or make up for them with backfill.");
        else if (done.Runs.Count == 0)
            environment.Out.WriteLine($"{done.Workflow.Name}: nothing is due.{next}");
        else
            environment.Out.WriteLine($"{done.Workflow.Name}: {Words.Runs(done.Runs.Count(l => l.Run is not null))} started.{next}");
    }

    static void WriteJson(Utf8JsonWriter json, IReadOnlyList<DueWorkflow> done)
    {
        json.WriteStartArray();
        foreach (var of in done)
        {
            json.WriteStartObject();
            json.WriteString("workflow", of.Workflow.Name);
            json.WriteString("catchUp", of.Workflow.CatchUp.ToString());
            RunJson.WriteArray(json, "runs", of.Runs, (w, line) =>
            {
                w.WriteString("logicalTime", StoreText.Of(line.LogicalTime));
                w.WriteString("run", line.Run);
                w.WriteString("state", line.State?.ToString());
                w.WriteString("skipped", line.Skipped);
            });
            json.WriteBoolean("more", of.More);
            json.WriteString("next", StoreText.Of(of.Next));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
