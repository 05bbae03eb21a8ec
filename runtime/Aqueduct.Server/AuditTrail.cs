using Aqueduct.Runtime;

namespace Aqueduct.Server;

/// <summary>Does what changes something, and notes in the same transaction who did it.</summary>
sealed class AuditTrail(RunStore store, TimeProvider clock)
{
    /// <summary>Does it.</summary>
    /// <param name="who">Who asks.</param>
    /// <param name="action">What, such as <c>run.cancel</c>.</param>
    /// <param name="target">To what.</param>
    /// <param name="change">Does it; what it throws undoes it, and notes nothing.</param>
    /// <param name="detail">More of it, for the log.</param>
    public Task<T> DoAsync<T>(Caller who, string action, string target, Func<StoreTransaction, T> change, Func<T, string>? detail = null) => store.WriteAsync(transaction =>
    {
        var result = change(transaction);
        Audit.Add(transaction, who, action, target, clock.GetUtcNow(), detail?.Invoke(result) ?? "");
        return result;
    });

    /// <summary>Notes what was done elsewhere.</summary>
    public Task NoteAsync(Caller caller, string action, string target, string detail = "") => store.WriteAsync(transaction =>
    {
        Audit.Add(transaction, caller, action, target, clock.GetUtcNow(), detail);
        return true;
    });
}
