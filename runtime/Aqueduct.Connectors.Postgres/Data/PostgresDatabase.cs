using System.Collections.Concurrent;
using System.Data.Common;
using System.Globalization;
using System.Net.Sockets;
using Aqueduct.Runtime;
using Aqueduct.Runtime.Relational;
using Npgsql;

namespace Aqueduct.Connectors.Postgres;

/// <summary>A PostgreSQL database as a resource of [Sql] and [Save] methods.</summary>
/// <remarks>A query runs in a transaction that may only read, so that it can change nothing. Connections are pooled within the process.</remarks>
sealed class PostgresDatabase : RelationalDatabase
{
    // A registry makes a database anew for each call; the pool outlives them.
    static readonly ConcurrentDictionary<string, NpgsqlDataSource> Sources = new(StringComparer.Ordinal);

    /// <summary>Where it is, and with which rights.</summary>
    public required NpgsqlConnectionStringBuilder Address { get; init; }

    /// <inheritdoc/>
    public override Patience Patience { get; init; } = Passing.For(TimeSpan.FromSeconds(5));

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
    public override RelationalParameters Parameters { get; } = new DataParameters();

    /// <inheritdoc/>
    public override string TypeOf(FieldKind kind) => DataTypes.TypeOf(kind);

    /// <inheritdoc/>
    public override DataSource SourceOf(DbDataReader reader, int column) => DataTypes.SourceOf(((NpgsqlDataReader)reader).GetPostgresType(column));

    /// <inheritdoc/>
    public override string TypeName(DbDataReader reader, int column) => ((NpgsqlDataReader)reader).GetPostgresType(column).DisplayName;

    /// <inheritdoc/>
    public override string Cast(string column, FieldKind kind) => $"{column}::{TypeOf(kind)} AS {column}";

    /// <inheritdoc/>
    public override bool IsOfServer(Exception e) => e is NpgsqlException or TimeoutException or IOException or SocketException;

    /// <inheritdoc/>
    public override DatabaseFault Say(Exception e) => DataFaults.Of(Name, e);

    /// <inheritdoc/>
    public override DbTransaction Begin(DbConnection connection, bool write)
    {
        var transaction = connection.BeginTransaction();
        // Begins it, and shows that the server is there.
        using var probe = new NpgsqlCommand(write ? "SET TRANSACTION READ WRITE" : "SET TRANSACTION READ ONLY", (NpgsqlConnection)connection, (NpgsqlTransaction)transaction);
        probe.ExecuteNonQuery();
        return transaction;
    }

    /// <inheritdoc/>
    public override IEnumerable<string> Tables(DbConnection connection) => Names(connection, DataTables.Names);

    /// <inheritdoc/>
    protected override IReadOnlyList<TableDescription> Describe(RelationalSession session) => DataTables.Read(session);

    /// <inheritdoc/>
    protected override SaveTransaction Save(RelationalSession session) => new DataSave(session);

    /// <summary>Opens a connection of the pool.</summary>
    public override DbConnection Connect(CancellationToken cancel) =>
        Sources.GetOrAdd(Address.ConnectionString, address => new NpgsqlSlimDataSourceBuilder(address).EnableTransportSecurity().Build()).OpenConnection();
}
