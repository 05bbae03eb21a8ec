using System.Data.Common;

namespace Aqueduct.Runtime;

/// <summary>One connection to a run store. Its users write one SQL, which SQLite and PostgreSQL both understand, with parameters <c>$1</c>, <c>$2</c>…; one thread at a time.</summary>
abstract class StoreSession : IDisposable
{
    /// <summary>Does some work in one transaction. Whatever it throws undoes it. It may be called again where a connection was lost, after everything of the first call was undone.</summary>
    /// <param name="alone">Whether nobody else may write meanwhile, so that what was read still holds at the commit. Otherwise the work only posts.</param>
    /// <param name="work">What to do.</param>
    /// <exception cref="HomeException">The store cannot be written.</exception>
    public abstract void Transact(bool alone, Action work);

    /// <summary>Does a part of a transaction. What it throws undoes that part, and not what came before it; what the database throws undoes the transaction.</summary>
    public void Part(Action work)
    {
        Execute("SAVEPOINT part", []);
        try
        {
            work();
        }
        catch (Exception e) when (e is not (DbException or HomeException))
        {
            Discard();
            Execute("ROLLBACK TO SAVEPOINT part", []);
            Post("RELEASE SAVEPOINT part", []);
            throw;
        }

        Post("RELEASE SAVEPOINT part", []);
    }

    /// <summary>Reads, without a transaction. May be called again where a connection was lost.</summary>
    /// <exception cref="HomeException">The store cannot be read.</exception>
    public abstract T Read<T>(Func<T> read);

    /// <summary>Adds a statement to the transaction; nobody asks for its outcome, so that it may go to a server together with others.</summary>
    public abstract void Post(StoreCommand command, ReadOnlySpan<object?> values);

    /// <summary>Adds a statement that is too rare to be kept prepared.</summary>
    public abstract void Post(string sql, ReadOnlySpan<object?> values);

    /// <summary>Carries out a statement in the transaction, after those that were posted; returns the number of rows it changed.</summary>
    public abstract int Execute(string sql, ReadOnlySpan<object?> values);

    /// <summary>Reads rows, within the transaction where there is one, and after what was posted.</summary>
    public abstract List<T> Query<T>(string sql, Func<DbDataReader, T> read, ReadOnlySpan<object> values);

    /// <summary>Forgets what was posted and not sent yet.</summary>
    protected virtual void Discard()
    {
    }

    /// <summary>SQL: when a lease ends that is renewed now.</summary>
    /// <param name="parameter">Holds when it ends by the clock of this machine; what a server knows better it takes from its own.</param>
    public virtual string LeaseEnd(string parameter) => parameter;

    /// <summary>The time that leases are compared with.</summary>
    public virtual DateTimeOffset Now(TimeProvider clock) => clock.GetUtcNow();

    /// <summary>Notes within the transaction that this session writes for the runs of <paramref name="owner"/>.</summary>
    public virtual void Claim(string owner)
    {
    }

    /// <summary>Keeps the sessions of an owner, who was taken for dead, from writing anything from now on.</summary>
    public virtual void ShutOut(string owner)
    {
    }

    /// <inheritdoc/>
    public abstract void Dispose();
}
