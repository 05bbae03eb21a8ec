using System.Threading.Channels;
using Microsoft.Data.Sqlite;

namespace Aqueduct.Runtime;

/// <summary>The one writer of a store: whatever was appended while a commit was under way shares the next one.</summary>
sealed class StoreWriter : IAsyncDisposable
{
    const int MostPerCommit = 1000;

    // Holds RunEvents, and TaskCompletionSources of those who wait for what came before.
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
        if (!_queue.Writer.TryWrite(done))
            throw new ObjectDisposedException(nameof(RunStore));
        return done.Task;
    }

    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _loop.ConfigureAwait(false);
        _statements.Dispose();
        await _connection.DisposeAsync().ConfigureAwait(false);
    }

    async Task WriteAsync()
    {
        var waiting = new List<TaskCompletionSource>();
        while (await _queue.Reader.WaitToReadAsync().ConfigureAwait(false))
        {
            // Once an event was lost, later ones must not be written: the log has no holes.
            if (_failure is null)
                Commit(waiting);
            while (_failure is not null && _queue.Reader.TryRead(out var lost))
                if (lost is TaskCompletionSource flush)
                    waiting.Add(flush);
            foreach (var flush in waiting)
            {
                if (_failure is null)
                    flush.SetResult();
                else
                    flush.SetException(_failure);
            }

            waiting.Clear();
        }
    }

    void Commit(List<TaskCompletionSource> waiting)
    {
        SqliteTransaction? transaction = null;
        try
        {
            for (var count = 0; count < MostPerCommit && _queue.Reader.TryRead(out var next); count++)
            {
                if (next is TaskCompletionSource flush)
                {
                    waiting.Add(flush);
                    continue;
                }

                if (transaction is null)
                {
                    transaction = _connection.BeginTransaction(deferred: false);
                    _statements.Join(transaction);
                }

                _statements.Write((RunEvent)next);
            }

            transaction?.Commit();
        }
        catch (SqliteException e)
        {
            _failure = new HomeException(_path, e);
        }
        finally
        {
            Release(transaction);
        }
    }

    void Release(SqliteTransaction? transaction)
    {
        try
        {
            transaction?.Dispose();
        }
        catch (SqliteException e)
        {
            // SQLite rolls back by itself on a full disk or an input/output error, and then has nothing left to roll back.
            _failure ??= new HomeException(_path, e);
        }
    }
}
