using Aqueduct.Runtime;

namespace Aqueduct.Server;

/// <summary>A run that this process was asked for.</summary>
/// <param name="Admitted">The run once it is recorded; fails with the reason where none was.</param>
/// <param name="Ended">The run at its end; null where none was recorded.</param>
sealed record StartedRun(Task<RunRecord> Admitted, Task<RunRecord?> Ended)
{
    /// <summary>Why none was recorded; null where one was.</summary>
    public async Task<Exception?> RefusalAsync()
    {
        try
        {
            await Admitted.ConfigureAwait(false);
            return null;
        }
        catch (Exception e)
        {
            return e;
        }
    }
}

/// <summary>Where runs are started, a bounded number at once.</summary>
interface IRunPlaces
{
    /// <summary>Told when a run has ended, and so has left its place.</summary>
    event Action? Ended;

    /// <summary>Whether no place is free.</summary>
    bool IsFull { get; }

    /// <summary>Starts a run; null where no place is free, or the server is to stop.</summary>
    /// <param name="request">What to run.</param>
    /// <param name="choose">How, from how this server runs everything.</param>
    StartedRun? TryStart(RunRequest request, Func<RunOptions, RunOptions> choose);
}

/// <summary>Hears that a run was recorded.</summary>
sealed class AdmissionObserver : IRunObserver
{
    readonly TaskCompletionSource<RunRecord> _admitted = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<RunRecord> Admitted => _admitted.Task;

    /// <summary>It was not; false where it had been before.</summary>
    public bool Refuse(Exception why)
    {
        if (!_admitted.TrySetException(why))
            return false;
        // Not everybody asks why.
        _ = _admitted.Task.Exception;
        return true;
    }

    public void Started(RunDetails run, WorkflowDefinition workflow) => _admitted.TrySetResult(run.Run);

    public void NodeChanged(NodeRecord node, string? result)
    {
    }

    public void Finished(RunDetails run)
    {
    }
}
