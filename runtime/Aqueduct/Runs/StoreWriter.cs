using System.Threading.Channels;
using Microsoft.Data.Sqlite;

namespace Aqueduct.Runtime;

/// <summary>The one writer of a store: whatever was appended while a commit was under way shares the next one.</summary>
sealed class StoreWriter : IAsyncDisposable
{
    const int MostPerCommit = 1000;

    readonly List<RunEvent> _events = [];

    // Holds RunEvents, StoreCalls, and TaskCompletionSources of those who wait for what came before.
    readonly Channel<object> _queue = Channel.CreateUnbounded<object>(new UnboundedChannelOptions { SingleReader = true });
    readonly SqliteConnection _connection;
    readonly StoreStatements _statements;
    readonly string _path;
    readonly Task _loop;
    HomeException? _failure;

    public StoreWriter(SqliteConnection connection, string path)
    {
        (_connection, _path, _statements) = (connection, path, new StoreStatements(connection));
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
        _statements.Dispose();
        await _connection.DisposeAsync().ConfigureAwait(false);
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
        for (var count = 0; call is null && count < MostPerCommit && _queue.Reader.TryRead(out var next); count++)
        {
            call = next as StoreCall;
            if (next is TaskCompletionSource flush)
                waiting.Add(flush);
            else if (next is RunEvent happened)
                _events.Add(happened);
        }

        try
        {
            if (_events.Count > 0)
                InTransaction(_ => _events.ForEach(_statements.Write));
        }
        catch (Exception e)
        {
            _failure = new HomeException(_path, e);
        }

        _events.Clear();
        return call;
    }

    void Carry(StoreCall call)
    {
        Exception? failure = _failure;
        try
        {
            if (failure is null)
                InTransaction(transaction => call.Do(new StoreTransaction(_connection, transaction, _statements)));
        }
        catch (SqliteException e)
        {
            failure = _failure = new HomeException(_path, e);
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

    /// <summary>Writes and commits; again where the store was busy, for nothing of a transaction that failed is kept.</summary>
    void InTransaction(Action<SqliteTransaction> write) => Transient.Call(() =>
    {
        SqliteTransaction? transaction = null;
        try
        {
            transaction = Begin();
            write(transaction);
            Failpoints.Reach(Failpoint.StoreCommits);
            transaction.Commit();
            Failpoints.Reach(Failpoint.StoreCommitted);
        }
        finally
        {
            Release(transaction);
        }

        return true;
    });

    SqliteTransaction Begin()
    {
        Failpoints.Reach(Failpoint.StoreBegins);
        var transaction = _connection.BeginTransaction(deferred: false);
        _statements.Join(transaction);
        return transaction;
    }

    static void Release(SqliteTransaction? transaction)
    {
        try
        {
            transaction?.Dispose();
        }
        catch (SqliteException)
        {
            // SQLite rolls back by itself on a full disk or an input/output error, and then has nothing left to roll back. What failed before is what is reported.
        }
    }
}
