using System.Diagnostics;

namespace Aqueduct.Runtime;

/// <summary>Publishes the saves of a passed run.</summary>
delegate Task<IReadOnlyList<PublicationResult>> Publish(IReadOnlyList<(string Node, SaveRequest Save)> saves, string runId, CancellationToken cancel);

/// <summary>How runs are run.</summary>
sealed record RunOptions
{
    /// <summary>Most nodes under way at once.</summary>
    public int Concurrency { get; init; } = Math.Clamp(2 * Environment.ProcessorCount, 4, DagExecutor.MaxConcurrency);

    /// <summary>What happens when a run of the workflow is under way already; null is what the workflow says.</summary>
    public Overlap? Overlap { get; init; }

    /// <summary>Processor cores and bytes of memory that nodes which declare their need may take together.</summary>
    public (double Cpu, long Memory) Machine { get; init; } = (Environment.ProcessorCount, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes);

    /// <summary>Computes everything and publishes nothing.</summary>
    public bool Dry { get; init; }

    /// <summary>Whether results of operators with <c>Cache = true</c> are reused; they are stored in any case.</summary>
    public bool Reuse { get; init; } = true;

    /// <summary>Of runs that wait for another one of their workflow, the one with the highest goes first.</summary>
    public int Priority { get; init; }

    /// <summary>The instant the run stands for; null is its start.</summary>
    public DateTimeOffset? LogicalTime { get; init; }

    /// <summary>Whether there may be no other run of the workflow for <see cref="LogicalTime"/>: of two processes that find the same firing due one starts it.</summary>
    public bool Once { get; init; }

    /// <summary>Slugs of the workflows that are to start after the run's success, whichever process starts them.</summary>
    public IReadOnlyList<string> Followers { get; init; } = [];

    /// <summary>Called in the transaction that records a new run: what it writes is kept with the run, what it throws refuses the run.</summary>
    public Action<StoreTransaction, RunRecord>? Admitted { get; init; }

    /// <summary>Ends the run as interrupted, to be gone on with by another process: this one is to stop.</summary>
    public CancellationToken Interrupt { get; init; }

    /// <summary>What runs beside each other share <see cref="Machine"/> by; null where the run has it for itself.</summary>
    public MachineGate? Gate { get; init; }

    /// <summary>How long a call that was asked to stop may take before it is left behind.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Ends that wait early: the person asked twice.</summary>
    public CancellationToken Hurry { get; init; }

    /// <summary>Wait before the second attempt; doubled for each further one, with jitter.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Draws the jitter, from 0 to 1.</summary>
    public Func<double> Jitter { get; init; } = Random.Shared.NextDouble;

    /// <summary>Longest wait between two attempts.</summary>
    public TimeSpan MaxRetryDelay { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Most characters of a node's output that are kept.</summary>
    public int MaxOutput { get; init; } = 256 * 1024;

    /// <summary>The trace that runs are part of, such as that of the program which started this one; null where each run begins its own.</summary>
    public ActivityContext? Trace { get; init; }

    /// <summary>What watches the runs of this process.</summary>
    public IReadOnlyList<IRunWatch> Watches { get; init; } = [];

    /// <summary>Hears of what went wrong when a run was over, and changes nothing about it.</summary>
    public Action<string> Warn { get; init; } = static _ => { };

    /// <summary>Publishes the saves.</summary>
    public Publish Publish { get; init; } = Publisher.PublishAsync;
}
