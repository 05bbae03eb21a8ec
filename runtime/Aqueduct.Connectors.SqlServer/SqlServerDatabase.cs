using System.Data;
using System.Data.Common;
using System.Globalization;
using System.Net.Sockets;
using Aqueduct.Runtime;
using Aqueduct.Runtime.Relational;
using Microsoft.Data.SqlClient;

namespace Aqueduct.Connectors.SqlServer;

/// <summary>A database of SQL Server or Azure SQL as a resource of [Sql] and [Save] methods.</summary>
/// <remarks>SQL Server knows no transaction that may only read: that of a query is never committed. Connections are pooled within the process.</remarks>
sealed class SqlServerDatabase : RelationalDatabase
{
    /// <summary>Where it is, and with which rights.</summary>
    public required SqlConnectionStringBuilder Address { get; init; }

    /// <inheritdoc/>
    public override Patience Patience { get; init; } = new(TimeSpan.FromSeconds(5), TimeProvider.System, SqlServerFaults.IsPassing);

    /// <inheritdoc/>
    public override string Location => $"sqlserver://{Address.DataSource.Replace("tcp:", "", StringComparison.OrdinalIgnoreCase).Replace(',', ':')}/{Address.InitialCatalog}";

    /// <inheritdoc/>
    public override string Together => Address.UserID is { Length: > 0 } user ? $"{Location} as {user}" : Location;

    /// <inheritdoc/>
    public override RelationalParameters Parameters { get; } = new SqlServerParameters();

    /// <summary>The database that a resource of aqueduct.json names.</summary>
    /// <exception cref="ResourceException">It has no connection, or a wrong one.</exception>
    public static Database Of(ConnectorSettings settings)
    {
        settings.RefuseUnknown("type", "connection");
        var connection = settings.Require("connection", "such as \"${WAREHOUSE}\", an environment variable that holds sqlserver://user:password@host:1433/database");
        return new SqlServerDatabase { Name = settings.Name, Address = SqlServerAddress.Parse(settings.Name, connection) };
    }

    /// <summary>A name in brackets, whatever it holds.</summary>
    public static string Quote(string name) => $"[{name.Replace("]", "]]", StringComparison.Ordinal)}]";

    /// <inheritdoc/>
    public override string Quote(DbConnection connection, string name) => Quote(name);

    /// <inheritdoc/>
    public override string First(DbConnection connection, string columns, string table, int rows) => string.Create(CultureInfo.InvariantCulture, $"SELECT TOP ({rows}) {columns} FROM {table}");

    // Its times are all such as .NET has, and as texts they would depend on the language of the connection.
    /// <inheritdoc/>
    public override bool Shows(DataSource source) => source is not (DataSource.Other or DataSource.Decimal or DataSource.Padded);

    /// <inheritdoc/>
    public override string TypeOf(FieldKind kind) => SqlServerTypes.TypeOf(kind);

    /// <inheritdoc/>
    public override DataSource SourceOf(DbDataReader reader, int column)
    {
        var type = reader.GetDataTypeName(column);
        return SqlServerTypes.SourceOf(type, type is "decimal" or "numeric" ? reader.GetColumnSchema()[column].NumericScale ?? 0 : 0);
    }

    /// <inheritdoc/>
    public override bool IsOfServer(Exception e) => e is SqlException or TimeoutException or IOException or SocketException or NotSupportedException;

    /// <inheritdoc/>
    public override DatabaseFault Say(Exception e) => SqlServerFaults.Of(Name, e);

    /// <inheritdoc/>
    public override DbConnection Connect(CancellationToken cancel)
    {
        var connection = new SqlConnection(Address.ConnectionString);
        connection.Open();
        return connection;
    }

    /// <inheritdoc/>
    public override DbTransaction Begin(DbConnection connection, bool write)
    {
        if (write)
        {
            // Whatever fails ends the transaction, and never a part of it.
            using var session = new SqlCommand("SET XACT_ABORT ON", (SqlConnection)connection);
            session.ExecuteNonQuery();
        }

        return connection.BeginTransaction(IsolationLevel.ReadCommitted);
    }

    /// <inheritdoc/>
    public override IEnumerable<string> Tables(DbConnection connection) => Names(connection, SqlServerTables.Names);

    /// <inheritdoc/>
    protected override IReadOnlyList<TableDescription> Describe(RelationalSession session) => SqlServerTables.Read(session);

    /// <inheritdoc/>
    protected override SaveTransaction Save(RelationalSession session) => new SqlServerSave(session);
}
