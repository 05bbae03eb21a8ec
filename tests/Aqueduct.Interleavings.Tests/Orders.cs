using Microsoft.Coyote;
using Microsoft.Coyote.SystematicTesting;

[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace Aqueduct.Interleavings.Tests;

/// <summary>Runs something in many orders of its threads' steps.</summary>
static class Orders
{
    /// <summary>Fails with the trace of the first order in which <paramref name="test"/> throws, or in which it never ends.</summary>
    public static void Try(uint count, Func<Task> test)
    {
        // One strategy is good at long delays of a few threads, the other at all else.
        Try(test, c => c.WithTestingIterations(count).WithPrioritizationStrategy());
        Try(test, c => c.WithTestingIterations(count).WithRandomStrategy());
    }

    static void Try(Func<Task> test, Func<Configuration, Configuration> strategy)
    {
        var configuration = strategy(Configuration.Create()).WithMaxSchedulingSteps(20_000).WithAtomicOperationRaceCheckingEnabled().WithVolatileOperationRaceCheckingEnabled()
            .WithPotentialDeadlocksReportedAsBugs().WithRandomGeneratorSeed(20260131).WithTelemetryEnabled(false);
        using var engine = TestingEngine.Create(configuration, async () =>
        {
            Runtime.ThreadPool.Clear();
            await test();
            await Runtime.ThreadPool.QuietAsync();
        });
        engine.Run();
        var report = engine.TestReport;
        Assert.True(report.NumOfFoundBugs == 0, string.Join('\n', report.BugReports) + "\n" + engine.ReadableTrace);
        Assert.True(report.InternalErrors.Count == 0, string.Join('\n', report.InternalErrors));
        // Were the assembly not rewritten, or the threads not controlled, there would be nothing to choose from.
        Assert.True(report.CoverageInfo.ExploredPaths.Count > 1, "only one order was tried");
    }
}
