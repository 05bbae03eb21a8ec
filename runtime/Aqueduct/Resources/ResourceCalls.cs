namespace Aqueduct.Runtime;

/// <summary>What the generated bodies of [Sql] and [Save] methods call.</summary>
public static class ResourceCalls
{
    /// <summary>Runs a query with bound parameters and returns its rows by column.</summary>
    public static Table<T> Query<T>(string resource, string query, params ReadOnlySpan<SqlArgument> arguments) =>
        throw new NotSupportedException();

    /// <summary>Runs a query with bound parameters and returns its rows by column.</summary>
    public static Task<Table<T>> QueryAsync<T>(string resource, string query, CancellationToken cancel, params ReadOnlySpan<SqlArgument> arguments) =>
        throw new NotSupportedException();

    /// <summary>Publishes a table: at the end of the run inside one, at once in a plain call.</summary>
    public static void Save<T>(string resource, string table, SaveMode mode, Table<T> rows, string? key = null) =>
        throw new NotSupportedException();
}

/// <summary>A named value bound to a query's parameter.</summary>
public readonly struct SqlArgument
{
    /// <summary>Binds <paramref name="value"/>: bool, integers, floats, decimal, string, dates, Guid, enums, byte[] or null.</summary>
    public static SqlArgument Of<T>(string name, T value) => throw new NotSupportedException();
}
