using System.Collections.Concurrent;
using System.Globalization;
using Aqueduct.Runtime;
using Npgsql;

namespace Aqueduct.Connectors.Postgres;

/// <summary>A PostgreSQL database as a resource of [Sql] and [Save] methods.</summary>
/// <remarks>A query runs in a transaction that may only read, so that it can change nothing. Connections are pooled within the process.</remarks>
sealed class PostgresDatabase : Database
{
    // A registry makes a database anew for each call; the pool outlives them.
    static readonly ConcurrentDictionary<string, NpgsqlDataSource> Sources = new(StringComparer.Ordinal);

    /// <summary>Where it is, and with which rights.</summary>
    public required NpgsqlConnectionStringBuilder Address { get; init; }

    /// <summary>How long a server is waited for that is away when a query or a save begins.</summary>
    public Patience Patience { get; init; } = new(TimeSpan.FromSeconds(5), TimeProvider.System);

    /// <inheritdoc/>
    public override string Location =>
        string.Create(CultureInfo.InvariantCulture, $"postgres://{Address.Host}:{Address.Port}/{Address.Database ?? Address.Username}") + (Address.SearchPath is { Length: > 0 } path ? "?schema=" + path.Trim('"') : "");

    /// <inheritdoc/>
    public override string Together => Address.Username is { Length: > 0 } user ? $"{Location} as {user}" : Location;

    /// <summary>The database that a resource of aqueduct.json names.</summary>
    /// <exception cref="ResourceException">It has no connection, or a wrong one.</exception>
    public static Database Of(ConnectorSettings settings)
    {
        settings.RefuseUnknown("type", "connection");
        var connection = settings.Require("connection", "such as \"${WAREHOUSE}\", an environment variable that holds postgres://user:password@host:5432/database");
        return new PostgresDatabase { Name = settings.Name, Address = PostgresAddress.ParseResource(settings.Name, connection) };
    }

    /// <inheritdoc/>
    public override Table<T> Query<T>(string query, ReadOnlySpan<SqlArgument> arguments, CancellationToken cancel)
    {
        using var session = DataSession.Open(this, write: false, cancel);
        using var rows = DataQuery.Run<T>(session, query, arguments);
        return rows.All(cancel);
    }

    /// <inheritdoc/>
    public override IEnumerable<Table<T>> Stream<T>(string query, SqlArgument[] arguments, CancellationToken cancel)
    {
        using var session = DataSession.Open(this, write: false, cancel);
        using var rows = DataQuery.Run<T>(session, query, arguments);
        while (rows.Next(Batches.DefaultRows, cancel) is { } batch)
            yield return batch;
    }

    /// <inheritdoc/>
    public override IReadOnlyList<TableDescription> Describe(CancellationToken cancel)
    {
        using var session = DataSession.Open(this, write: false, cancel);
        return DataTables.Read(session);
    }

    /// <inheritdoc/>
    public override SaveTransaction BeginSave(CancellationToken cancel) => new DataSave(DataSession.Open(this, write: true, cancel));

    /// <summary>Opens a connection of the pool.</summary>
    public NpgsqlConnection Connect() =>
        Sources.GetOrAdd(Address.ConnectionString, address => new NpgsqlSlimDataSourceBuilder(address).EnableTransportSecurity().Build()).OpenConnection();
}
