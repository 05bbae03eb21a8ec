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

/// <summary>Something that is done in a transaction of its own, between the events appended before and after it.</summary>
abstract class StoreCall
{
    public abstract void Do(StoreTransaction transaction);

    public abstract void Done();

    public abstract void Failed(Exception exception);
}

sealed class StoreCall<T>(Func<StoreTransaction, T> call) : StoreCall
{
    readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    T? _result;

    public Task<T> Task => _done.Task;

    public override void Do(StoreTransaction transaction) => _result = call(transaction);

    public override void Done() => _done.SetResult(_result!);

    public override void Failed(Exception exception) => _done.SetException(exception);
}
