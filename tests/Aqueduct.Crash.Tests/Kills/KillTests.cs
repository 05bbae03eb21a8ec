using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Aqueduct.Runtime;
using Xunit.Abstractions;

namespace Aqueduct.Crash.Tests.Kills;

/// <summary>Processes that die at every place where something is about to be, or was just, made durable, and at any time; then the run goes on.</summary>
/// <remarks>300 kills; AQUEDUCT_CRASHES=1000 asks for more of those at random times.</remarks>
public sealed class KillTests(ITestOutputHelper output)
{
    const int LeastAtPlaces = 60;
    const int LeastInRecovery = 120;
    const int Least = 300;

    /// <summary>A run goes on so soon after somebody asked for it, in seconds; on a machine too busy for that, within twice what starting a new one takes there.</summary>
    const double LongestRecovery = 2;

    /// <summary>Those next to a change of what is on disk: between the others nothing changes that a kill could lose.</summary>
    static readonly Failpoint[] Places =
    [
        Failpoint.LockTaken, Failpoint.StoreCommits, Failpoint.StoreCommitted, Failpoint.ArtifactWritten, Failpoint.ArtifactKept, Failpoint.PublicationCommits,
        Failpoint.PublicationCommitted, Failpoint.BeatBegins, Failpoint.BeatEnded,
    ];

    static readonly ParallelOptions Side = new() { MaxDegreeOfParallelism = Math.Clamp(Environment.ProcessorCount, 1, 4) };

    readonly ConcurrentBag<Chain> _chains = [];

    public static int Wanted => int.Parse(Environment.GetEnvironmentVariable("AQUEDUCT_CRASHES") ?? "0", CultureInfo.InvariantCulture) is var asked && asked > Least ? asked : Least;

    [Fact]
    public async Task A_run_killed_at_any_place_goes_on_without_loss_and_publishes_once()
    {
        await Parallel.ForEachAsync(Places, Side, async (place, cancel) =>
        {
            for (var visit = 1; !cancel.IsCancellationRequested; visit++)
            {
                using var chain = Begin(LongEnoughFor(place));
                var killed = await chain.StepAsync(visit, new Place(place, visit));
                await chain.FinishAsync(visit);
                if (!killed)
                    break;
            }
        });
        Report("at every place of a run", LeastAtPlaces);
    }

    [Fact]
    public async Task A_recovery_killed_at_any_place_is_recovered_from()
    {
        await Parallel.ForEachAsync(Places, Side, async (place, cancel) =>
        {
            for (var visit = 1; !cancel.IsCancellationRequested; visit++)
            {
                using var chain = Begin(LongEnoughFor(place));
                // Somewhere in the middle, elsewhere each time.
                Assert.True(await chain.StepAsync(0, new Place(Failpoint.ArtifactKept, 1 + (visit + (int)place) % 6)));
                var killed = await chain.StepAsync(visit, new Place(place, visit));
                await chain.FinishAsync(visit / 4);
                if (!killed)
                    break;
            }
        });
        Report("at every place of a recovery", LeastInRecovery);
    }

    [Fact]
    public async Task A_run_killed_at_random_times_again_and_again_goes_on()
    {
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        var left = Wanted - LeastAtPlaces - LeastInRecovery;
        var first = await DurationAsync();
        await Parallel.ForEachAsync(Enumerable.Range(0, Side.MaxDegreeOfParallelism), Side, async (worker, cancel) =>
        {
            // What a run takes that nobody kills: a machine that has more to do, or less, is followed.
            var (random, longest) = (new Random(seed + worker), first);
            while (!cancel.IsCancellationRequested && Volatile.Read(ref left) > 0)
            {
                using var chain = Begin(random.Next(2) * random.Next(600));
                for (var steps = random.Next(2, 8); steps > 0 && !chain.IsDone; steps--)
                {
                    var begun = Stopwatch.GetTimestamp();
                    if (await chain.StepAsync(random.Next(4), after: longest * (0.2 + random.NextDouble())))
                        Interlocked.Decrement(ref left);
                    else
                        longest = Stopwatch.GetElapsedTime(begun);
                }

                await chain.FinishAsync(random.Next(4));
            }
        });
        Report("at random times", Wanted - LeastAtPlaces - LeastInRecovery);
    }

    static int LongEnoughFor(Failpoint place) => place is Failpoint.BeatBegins or Failpoint.BeatEnded ? 1200 : 0;

    Chain Begin(int milliseconds)
    {
        var chain = new Chain(milliseconds);
        _chains.Add(chain);
        return chain;
    }

    /// <summary>What a run takes that nobody disturbs, on this machine, now.</summary>
    static async Task<TimeSpan> DurationAsync()
    {
        using var chain = new Chain();
        var begun = Stopwatch.GetTimestamp();
        await chain.StepAsync(0);
        return Stopwatch.GetElapsedTime(begun);
    }

    void Report(string where, int least)
    {
        var kills = _chains.Sum(c => c.Kills);
        var recoveries = _chains.SelectMany(c => c.Recoveries).Order().ToList();
        var starts = _chains.SelectMany(c => c.Starts).Order().ToList();
        var markings = _chains.SelectMany(c => c.Markings).Order().ToList();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{kills} kills {where}, {_chains.Count} runs; until a new run begins: median {At(starts, 0.5):0.00} s, 95 % {At(starts, 0.95):0.00} s; until one goes on: median {At(recoveries, 0.5):0.00} s, 95 % {At(recoveries, 0.95):0.00} s, most {At(recoveries, 1):0.00} s; until who looks has a dead one marked: median {At(markings, 0.5):0.00} s, most {At(markings, 1):0.00} s"));
        Assert.True(kills >= least, $"only {kills} kills");
        Assert.InRange(At(recoveries, 0.95), 0, Math.Max(LongestRecovery, 2 * At(starts, 0.95)));
    }

    static double At(List<double> sorted, double share) => sorted[(int)Math.Ceiling(share * (sorted.Count - 1))];
}
