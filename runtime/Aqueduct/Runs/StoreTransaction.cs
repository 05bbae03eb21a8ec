using System.Data.Common;

namespace Aqueduct.Runtime;

/// <summary>Reading and writing in one transaction of the store: what was read still holds when it is written.</summary>
sealed class StoreTransaction(StoreSession session, StoreStatements statements)
{
    /// <summary>What can be asked, as of this transaction.</summary>
    public RunQueries Queries { get; } = new(session);

    /// <summary>Appends an event and applies it.</summary>
    public void Write(RunEvent happened) => statements.Write(happened);

    /// <summary>Carries out a statement with positional parameters; returns the number of rows it changed.</summary>
    public int Execute(string sql, params ReadOnlySpan<object?> values) => session.Execute(sql, values);

    /// <summary>Keeps an owner who was taken for dead from writing anything from now on, where the store can tell.</summary>
    public void ShutOut(string owner) => session.ShutOut(owner);
}

/// <summary>Something that reads and writes between the events appended before and after it, and that may refuse.</summary>
abstract class StoreCall
{
    /// <summary>What it threw the last time it was done; null where it was done.</summary>
    public Exception? Refusal { get; private set; }

    /// <summary>Does it in a transaction that is its own.</summary>
    public void Do(StoreSession session, StoreStatements statements)
    {
        Refusal = null;
        try
        {
            Do(new StoreTransaction(session, statements));
        }
        catch (Exception e) when (e is not (DbException or HomeException))
        {
            Refusal = e;
            throw;
        }
    }

    /// <summary>Does it in a transaction that others share: where it refuses only its own part is undone.</summary>
    public void DoApart(StoreSession session, StoreStatements statements)
    {
        try
        {
            session.Part(() => Do(session, statements));
        }
        catch (Exception e) when (e == Refusal)
        {
            // Whoever called hears of it when the others' part is on disk.
        }
    }

    /// <summary>Tells whoever called.</summary>
    /// <param name="failure">Why nothing of the transaction was kept; null where it was.</param>
    public void End(Exception? failure) => Finish(failure ?? Refusal);

    protected abstract void Do(StoreTransaction transaction);

    protected abstract void Finish(Exception? exception);
}

sealed class StoreCall<T>(Func<StoreTransaction, T> call) : StoreCall
{
    readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    T? _result;

    public Task<T> Task => _done.Task;

    protected override void Do(StoreTransaction transaction) => _result = call(transaction);

    protected override void Finish(Exception? exception)
    {
        if (exception is null)
            _done.SetResult(_result!);
        else
            _done.SetException(exception);
    }
}
