using System.Threading.Channels;

namespace Aqueduct.Runtime;

/// <summary>The one writer of a store: whatever was appended while a commit was under way shares the next one.</summary>
sealed class StoreWriter : IAsyncDisposable
{
    const int MostPerCommit = 1000;

    // Holds RunEvents, StoreCalls, and TaskCompletionSources of those who wait for what came before.
    readonly Channel<object> _queue = Channel.CreateUnbounded<object>(new UnboundedChannelOptions { SingleReader = true });
    readonly List<RunEvent> _group = [];
    readonly StoreSession _session;
    readonly string _name;
    readonly StoreStatements _statements;
    readonly Action _writeGroup;
    readonly Task _loop;
    HomeException? _failure;

    public StoreWriter(StoreSession session, string name)
    {
        (_session, _name, _statements) = (session, name, new StoreStatements(session));
        _writeGroup = () => _group.ForEach(_statements.Write);
        _loop = Task.Run(WriteAsync);
    }

    public void Append(RunEvent happened) => _queue.Writer.TryWrite(happened);

    public Task FlushAsync()
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Enqueue(done);
        return done.Task;
    }

    /// <summary>Reads and writes in one transaction, after everything appended before.</summary>
    public Task<T> CallAsync<T>(Func<StoreTransaction, T> call)
    {
        var queued = new StoreCall<T>(call);
        Enqueue(queued);
        return queued.Task;
    }

    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _loop.ConfigureAwait(false);
        _session.Dispose();
    }

    void Enqueue(object item)
    {
        if (!_queue.Writer.TryWrite(item))
            throw new ObjectDisposedException(nameof(RunStore));
    }

    async Task WriteAsync()
    {
        var waiting = new List<TaskCompletionSource>();
        while (await _queue.Reader.WaitToReadAsync().ConfigureAwait(false))
        {
            // Once an event was lost, later ones must not be written: the log has no holes.
            var call = _failure is null ? Commit(waiting) : null;
            if (_failure is not null)
                Refuse(waiting, _failure);
            foreach (var flush in waiting)
            {
                if (_failure is null)
                    flush.SetResult();
                else
                    flush.SetException(_failure);
            }

            waiting.Clear();
            if (call is not null)
                Carry(call);
        }
    }

    void Refuse(List<TaskCompletionSource> waiting, HomeException failure)
    {
        while (_queue.Reader.TryRead(out var lost))
        {
            if (lost is TaskCompletionSource flush)
                waiting.Add(flush);
            else if (lost is StoreCall call)
                call.Failed(failure);
        }
    }

    /// <summary>Writes the events at hand; returns the call that comes after them.</summary>
    StoreCall? Commit(List<TaskCompletionSource> waiting)
    {
        StoreCall? call = null;
        _group.Clear();
        for (var count = 0; call is null && count < MostPerCommit && _queue.Reader.TryRead(out var next); count++)
        {
            call = next as StoreCall;
            if (next is TaskCompletionSource flush)
                waiting.Add(flush);
            if (next is RunEvent happened)
                _group.Add(happened);
        }

        try
        {
            if (_group.Count > 0)
                _session.Transact(alone: false, _writeGroup);
        }
        catch (Exception e)
        {
            // Whatever it was: who waits for the store must hear of it.
            _failure = e as HomeException ?? new HomeException(_name, e);
        }

        return call;
    }

    void Carry(StoreCall call)
    {
        Exception? failure = _failure;
        try
        {
            if (failure is null)
                _session.Transact(alone: true, () => call.Do(new StoreTransaction(_session, _statements)));
        }
        catch (HomeException e)
        {
            failure = _failure = e;
        }
        catch (Exception e)
        {
            // What was called refused: nothing of it is kept, and the store goes on.
            failure = e;
        }

        if (failure is null)
            call.Done();
        else
            call.Failed(failure);
    }
}
