using System.Data;
using System.Data.Common;
using System.Globalization;
using System.Net.Sockets;
using Aqueduct.Runtime;
using Aqueduct.Runtime.Relational;
using MySqlConnector;

namespace Aqueduct.Connectors.MySql;

/// <summary>A database of MySQL or MariaDB as a resource of [Sql] and [Save] methods.</summary>
/// <remarks>A query runs in a transaction that may only read, and is prepared, so that its parameters never are part of its text. Connections are pooled within the process.</remarks>
sealed class MySqlDatabase : RelationalDatabase
{
    // What a server would change in silence it refuses; 0 in a column that counts by itself is 0.
    const string ForSaves = "SET SESSION TRANSACTION READ WRITE; SET SESSION time_zone = '+00:00', SESSION sql_mode = CONCAT(@@sql_mode, ',STRICT_ALL_TABLES,NO_AUTO_VALUE_ON_ZERO')";

    // A statement that defines tables would end the transaction: the next one, too, may only read.
    const string ForQueries = "SET SESSION TRANSACTION READ ONLY; SET SESSION time_zone = '+00:00'";

    /// <summary>Where it is, and with which rights.</summary>
    public required MySqlConnectionStringBuilder Address { get; init; }

    /// <inheritdoc/>
    public override Patience Patience { get; init; } = new(TimeSpan.FromSeconds(5), TimeProvider.System, MySqlFaults.IsPassing);

    /// <inheritdoc/>
    public override string Location => string.Create(CultureInfo.InvariantCulture, $"mysql://{Address.Server}:{Address.Port}/{Address.Database}");

    /// <inheritdoc/>
    public override string Together => Address.UserID is { Length: > 0 } user ? $"{Location} as {user}" : Location;

    /// <inheritdoc/>
    public override RelationalParameters Parameters { get; } = new MySqlParameters();

    /// <summary>The database that a resource of aqueduct.json names.</summary>
    /// <exception cref="ResourceException">It has no connection, or a wrong one.</exception>
    public static Database Of(ConnectorSettings settings)
    {
        settings.RefuseUnknown("type", "connection");
        var connection = settings.Require("connection", "such as \"${SHOP}\", an environment variable that holds mysql://user:password@host:3306/database");
        return new MySqlDatabase { Name = settings.Name, Address = MySqlAddress.Parse(settings.Name, connection) };
    }

    /// <summary>A name in backquotes, whatever it holds.</summary>
    public static string Quote(string name) => $"`{name.Replace("`", "``", StringComparison.Ordinal)}`";

    /// <inheritdoc/>
    public override string Quote(DbConnection connection, string name) => Quote(name);

    /// <inheritdoc/>
    public override string TypeOf(FieldKind kind) => MySqlTypes.TypeOf(kind);

    /// <inheritdoc/>
    public override string Cast(string column, FieldKind kind) => $"CAST({column} AS {MySqlTypes.CastOf(kind)}) AS {column}";

    /// <inheritdoc/>
    public override DataSource SourceOf(DbDataReader reader, int column) => MySqlTypes.SourceOf(reader, column);

    /// <inheritdoc/>
    public override bool IsOfServer(Exception e) => e is MySqlException or TimeoutException or IOException or SocketException;

    /// <inheritdoc/>
    public override DatabaseFault Say(Exception e) => MySqlFaults.Of(Name, e);

    /// <inheritdoc/>
    public override DbConnection Connect(CancellationToken cancel)
    {
        var connection = new MySqlConnection(Address.ConnectionString);
        connection.Open();
        return connection;
    }

    /// <inheritdoc/>
    public override DbTransaction Begin(DbConnection connection, bool write)
    {
        using var session = new MySqlCommand(write ? ForSaves : ForQueries, (MySqlConnection)connection);
        session.ExecuteNonQuery();
        return ((MySqlConnection)connection).BeginTransaction(IsolationLevel.RepeatableRead, isReadOnly: !write);
    }

    /// <inheritdoc/>
    public override void Ready(DbCommand command) => command.Prepare();

    /// <inheritdoc/>
    public override IEnumerable<string> Tables(DbConnection connection) => Names(connection, MySqlTables.Names);

    /// <inheritdoc/>
    protected override IReadOnlyList<TableDescription> Describe(RelationalSession session) => MySqlTables.Read(session);

    /// <inheritdoc/>
    protected override SaveTransaction Save(RelationalSession session) => new MySqlSave(session);
}
