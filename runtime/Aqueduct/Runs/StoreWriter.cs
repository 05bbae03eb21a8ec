using System.Threading.Channels;

namespace Aqueduct.Runtime;

/// <summary>The one writer of a store: whatever was appended while a commit was under way shares the next one.</summary>
sealed class StoreWriter : IAsyncDisposable
{
    const int MostPerCommit = 1000;

    // Holds RunEvents, StoreCalls, and TaskCompletionSources of those who wait for what came before.
    readonly Channel<object> _queue = Channel.CreateUnbounded<object>(new UnboundedChannelOptions { SingleReader = true });
    // RunEvents and StoreCalls of one commit, in their order.
    readonly List<object> _group = [];
    readonly List<TaskCompletionSource> _waiting = [];
    readonly StoreSession _session;
    readonly string _name;
    readonly StoreStatements _statements;
    readonly Action _writeGroup;
    readonly Task _loop;
    HomeException? _failure;

    public StoreWriter(StoreSession session, string name)
    {
        (_session, _name, _statements) = (session, name, new StoreStatements(session));
        _writeGroup = WriteGroup;
        _loop = Task.Run(WriteAsync);
    }

    public void Append(RunEvent happened) => _queue.Writer.TryWrite(happened);

    public Task FlushAsync()
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Enqueue(done);
        return done.Task;
    }

    /// <summary>Reads and writes in one transaction, after everything appended before; what it throws undoes what it did, and nothing else.</summary>
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
        while (await _queue.Reader.WaitToReadAsync().ConfigureAwait(false))
        {
            Take();
            // Once an event was lost, later ones must not be written: the log has no holes.
            if (_failure is null)
                Commit();
            foreach (var flush in _waiting)
            {
                if (_failure is null)
                    flush.SetResult();
                else
                    flush.SetException(_failure);
            }

            foreach (var call in _group.OfType<StoreCall>())
                call.End(_failure);
        }
    }

    void Take()
    {
        _group.Clear();
        _waiting.Clear();
        for (var count = 0; count < MostPerCommit && _queue.Reader.TryRead(out var next); count++)
        {
            if (next is TaskCompletionSource flush)
                _waiting.Add(flush);
            else
                _group.Add(next);
        }
    }

    void Commit()
    {
        try
        {
            if (_group.Count > 0)
                _session.Transact(alone: _group.Exists(i => i is StoreCall), _writeGroup);
        }
        catch (Exception e) when (_group is [StoreCall only] && only.Refusal == e)
        {
            // What was called refused, and nothing of it is kept.
        }
        catch (Exception e)
        {
            // Whatever it was: who waits for the store must hear of it.
            _failure = e as HomeException ?? new HomeException(_name, e);
        }
    }

    void WriteGroup()
    {
        foreach (var item in _group)
        {
            if (item is RunEvent happened)
                _statements.Write(happened);
            else if (_group.Count == 1)
                ((StoreCall)item).Do(_session, _statements);
            else
                ((StoreCall)item).DoApart(_session, _statements);
        }
    }
}
