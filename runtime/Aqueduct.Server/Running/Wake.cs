namespace Aqueduct.Server;

/// <summary>Lets one loop wait for a time, or until something has happened, whichever comes first. What happens between two waits ends the next one.</summary>
sealed class Wake(TimeProvider clock)
{
    TaskCompletionSource _happened = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Something has happened.</summary>
    public void Set() => Volatile.Read(ref _happened).TrySetResult();

    /// <summary>Waits at most so long; returns also when it is canceled.</summary>
    public async Task WaitAsync(TimeSpan most, CancellationToken cancel)
    {
        var happened = Volatile.Read(ref _happened);
        if (most > TimeSpan.Zero)
        {
            using var over = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            await Task.WhenAny(happened.Task, Task.Delay(most, clock, over.Token)).ConfigureAwait(false);
            await over.CancelAsync().ConfigureAwait(false);
        }

        if (happened.Task.IsCompleted)
            Volatile.Write(ref _happened, new(TaskCreationOptions.RunContinuationsAsynchronously));
    }
}
