namespace Aqueduct.Runtime;

/// <summary>What the generated bodies of [Sql] and [Save] methods call.</summary>
public static class ResourceCalls
{
    /// <summary>Runs a query with bound parameters and returns its rows by column. The run's cancellation stops it.</summary>
    /// <exception cref="ResourceException">The resource is unknown or not there, refused the query, or holds what the row type cannot.</exception>
    public static Table<T> Query<T>(string resource, string query, params ReadOnlySpan<SqlArgument> arguments)
    {
        var (database, bound, cancel) = (Asked<T>(resource, query), arguments.ToArray(), RunContext.Current.Cancellation);
        return Ask(() => database.Query<T>(query, bound, cancel));
    }

    /// <summary>Runs a query with bound parameters and returns its rows by column.</summary>
    /// <exception cref="ResourceException">The resource is unknown or not there, refused the query, or holds what the row type cannot.</exception>
    public static Task<Table<T>> QueryAsync<T>(string resource, string query, CancellationToken cancel, params ReadOnlySpan<SqlArgument> arguments)
    {
        var (registry, bound) = (ResourceRegistry.Current, arguments.ToArray());
        return Task.Run(() => Ask(() => Asked<T>(resource, query, registry).Query<T>(query, bound, cancel)), cancel);
    }

    /// <summary>Runs a query that reads tables of the run by name. The run's cancellation stops it.</summary>
    /// <param name="resource">Name of the database, one of type duckdb.</param>
    /// <param name="query">The query.</param>
    /// <param name="tables">The tables, each with the name that the query gives it.</param>
    /// <param name="arguments">Values of the query's parameters.</param>
    /// <exception cref="ResourceException">The resource is unknown or takes no tables, refused the query, or gives what the row type cannot hold.</exception>
    public static Table<T> Query<T>(string resource, string query, SqlTable[] tables, params ReadOnlySpan<SqlArgument> arguments)
    {
        var (database, bound, cancel) = (Asked<T>(resource, query), arguments.ToArray(), RunContext.Current.Cancellation);
        return Ask(() => database.Query<T>(query, tables, bound, cancel));
    }

    /// <summary>Runs a query that reads tables of the run by name.</summary>
    /// <inheritdoc cref="Query{T}(string, string, SqlTable[], ReadOnlySpan{SqlArgument})"/>
    public static Task<Table<T>> QueryAsync<T>(string resource, string query, SqlTable[] tables, CancellationToken cancel, params ReadOnlySpan<SqlArgument> arguments)
    {
        var (registry, bound) = (ResourceRegistry.Current, arguments.ToArray());
        return Task.Run(() => Ask(() => Asked<T>(resource, query, registry).Query<T>(query, tables, bound, cancel)), cancel);
    }

    /// <summary>Runs a query with bound parameters and gives its rows batch by batch, while it runs. Who asks again runs it again.</summary>
    /// <exception cref="ResourceException">The resource is unknown. When the rows are asked for: it is not there, gives its rows only as a whole, refused the query, or holds what the row type cannot.</exception>
    public static IAsyncEnumerable<Table<T>> QueryBatches<T>(string resource, string query, CancellationToken cancel, params ReadOnlySpan<SqlArgument> arguments)
    {
        var (database, bound) = (Asked<T>(resource, query), arguments.ToArray());
        return RowSource.Stream(token => database.Stream<T>(query, bound, token), cancel);
    }

    /// <summary>Publishes a table: at the end of the run inside one, at once and in a transaction of its own in a plain call.</summary>
    /// <param name="resource">Name of the database.</param>
    /// <param name="table">Name of the table; taken literally and quoted.</param>
    /// <param name="mode">What happens to rows that are there already.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="key">Columns that identify a row in an upsert, separated by commas.</param>
    /// <exception cref="ResourceException">The resource is unknown or not there, or refused the rows; the table is as it was before.</exception>
    public static void Save<T>(string resource, string table, SaveMode mode, Table<T> rows, string? key = null)
    {
        ArgumentNullException.ThrowIfNull(rows);
        Save(TableSave.Of(ResourceRegistry.Current.Database(resource), table, mode, rows, key));
    }

    /// <summary>Publishes a stream batch by batch, all of it or nothing: at the end of the run inside one, at once and in a transaction of its own in a plain call.</summary>
    /// <inheritdoc cref="Save{T}(string, string, SaveMode, Table{T}, string?)"/>
    public static void SaveBatches<T>(string resource, string table, SaveMode mode, IAsyncEnumerable<Table<T>> rows, string? key = null)
    {
        ArgumentNullException.ThrowIfNull(rows);
        Save(TableSave.Of(ResourceRegistry.Current.Database(resource), table, mode, rows, key));
    }

    /// <summary>The database that is asked; who watches the run hears of it.</summary>
    static Database Asked<T>(string resource, string query, ResourceRegistry? registry = null)
    {
        var database = (registry ?? ResourceRegistry.Current).Database(resource);
        RunContext.Current.Reads(new DataRead(resource, database.Location, query, null, RowType<T>.Instance.Fields));
        return database;
    }

    static Table<T> Ask<T>(Func<Table<T>> query) => Transient.Call(() =>
    {
        Failpoints.Reach(Failpoint.ResourceReads);
        return query();
    });

    static void Save(TableSave save)
    {
        var run = RunContext.Current;
        if (run.Defer(save))
            return;
        using var transaction = save.Database.BeginSave(run.Cancellation);
        transaction.Stage(save, run.Cancellation);
        transaction.Commit();
    }
}
