using System.Data.Common;
using System.Data.Odbc;
using System.Globalization;
using Aqueduct.Runtime;
using Aqueduct.Runtime.Relational;

namespace Aqueduct.Connectors.Odbc;

/// <summary>A database behind an ODBC driver as a resource of [Sql] and [Save] methods.</summary>
/// <remarks>What every driver has is used and no more: bound parameters, transactions, the catalog. The transaction of a query is never committed.</remarks>
sealed class OdbcDatabase : RelationalDatabase
{
    static readonly string[] Shown = ["Server", "Servername", "Host", "Port", "Database", "Schema", "Catalog", "ProjectId", "AwsRegion"];

    /// <summary>The driver and what it is told.</summary>
    public required OdbcConnectionStringBuilder Address { get; init; }

    /// <inheritdoc/>
    public override Patience Patience { get; init; } = new(TimeSpan.FromSeconds(5), TimeProvider.System, OdbcFaults.IsPassing);

    /// <inheritdoc/>
    public override string Location => $"odbc:{(Address.Dsn is { Length: > 0 } name ? name : Address.Driver.Trim('{', '}'))}" + string.Concat(Shown.Where(Address.ContainsKey).Select(k => $";{k}={Address[k]}"));

    /// <inheritdoc/>
    public override string Together => Address.TryGetValue("UID", out var user) ? $"{Location} as {user}" : Location;

    /// <inheritdoc/>
    public override RelationalParameters Parameters => Binding;

    /// <summary>How values are handed to the driver; SQLite's takes no decimals.</summary>
    public OdbcParameters Binding => new(hasDecimals: !Address.Driver.Contains("sqlite", StringComparison.OrdinalIgnoreCase) && !Address.Dsn.Contains("sqlite", StringComparison.OrdinalIgnoreCase));

    /// <summary>The database that a resource of aqueduct.json names.</summary>
    /// <exception cref="ResourceException">It has no connection, or a wrong one.</exception>
    public static Database Of(ConnectorSettings settings)
    {
        settings.RefuseUnknown("type", "connection");
        return new OdbcDatabase { Name = settings.Name, Address = Parse(settings.Name, settings.Require("connection", "such as \"${LAKE}\", an environment variable that holds DSN=…;UID=…;PWD=… or Driver={…};…")) };
    }

    /// <summary>Reads the keywords of a driver.</summary>
    /// <exception cref="ResourceException">They name no driver; the message holds nothing of them.</exception>
    public static OdbcConnectionStringBuilder Parse(string resource, string text)
    {
        OdbcConnectionStringBuilder? address = null;
        try
        {
            address = new OdbcConnectionStringBuilder(text);
        }
        catch (ArgumentException)
        {
            // The exception's message may quote a value.
        }

        return address is { } && (address.Dsn.Length > 0 || address.Driver.Length > 0) ? address
            : throw new ResourceException(resource, $"The address of resource '{resource}' is wrong: it names neither a driver nor a data source. Write Driver={{…}};Server=…;UID=…;PWD=… with what odbcinst -q -d lists, or DSN=…;UID=…;PWD=…");
    }

    /// <inheritdoc/>
    public override string Quote(DbConnection connection, string name)
    {
        using var names = new OdbcCommandBuilder();
        return names.QuoteIdentifier(name, (OdbcConnection)connection);
    }

    /// <inheritdoc/>
    public override string First(DbConnection connection, string columns, string table, int rows)
    {
        var driver = ((OdbcConnection)connection).Driver;
        return Is("sqlsrv", "msodbcsql", "tdsodbc") ? string.Create(CultureInfo.InvariantCulture, $"SELECT TOP ({rows}) {columns} FROM {table}")
            : Is("sqora", "oracle", "db2") ? string.Create(CultureInfo.InvariantCulture, $"SELECT {columns} FROM {table} FETCH FIRST {rows} ROWS ONLY")
            : base.First(connection, columns, table, rows);

        bool Is(params ReadOnlySpan<string> names)
        {
            foreach (var name in names)
                if (driver.Contains(name, StringComparison.OrdinalIgnoreCase))
                    return true;
            return false;
        }
    }

    /// <inheritdoc/>
    public override string TypeOf(FieldKind kind) => OdbcTypes.TypeOf(kind);

    /// <inheritdoc/>
    public override DataSource SourceOf(DbDataReader reader, int column) => OdbcTypes.SourceOf(reader, column, () => Scale(reader, column));

    /// <inheritdoc/>
    public override string TypeName(DbDataReader reader, int column) => SourceOf(reader, column) == DataSource.Other ? "that System.Data.Odbc does not know" : base.TypeName(reader, column);

    static int Scale(DbDataReader reader, int column) => reader.GetSchemaTable()?.Rows[column]["NumericScale"] is { } scale and not DBNull ? Convert.ToInt32(scale, CultureInfo.InvariantCulture) : 0;

    /// <inheritdoc/>
    public override bool IsOfServer(Exception e) => e is OdbcException or TimeoutException or DllNotFoundException;

    /// <inheritdoc/>
    public override DatabaseFault Say(Exception e) => OdbcFaults.Of(Name, e);

    /// <inheritdoc/>
    public override DbConnection Connect(CancellationToken cancel)
    {
        var connection = new OdbcConnection(Address.ConnectionString);
        connection.Open();
        return connection;
    }

    /// <inheritdoc/>
    public override DbTransaction Begin(DbConnection connection, bool write) => connection.BeginTransaction();

    /// <inheritdoc/>
    public override void Ready(DbCommand command) => command.CommandTimeout = 0;

    /// <inheritdoc/>
    public override IEnumerable<string> Tables(DbConnection connection) => Names(connection, OdbcTables.Names(((OdbcConnection)connection).Driver), column: 1);

    /// <inheritdoc/>
    protected override IReadOnlyList<TableDescription> Describe(RelationalSession session) => OdbcTables.Describe(session, ((OdbcConnection)session.Connection).Driver);

    /// <inheritdoc/>
    protected override SaveTransaction Save(RelationalSession session) => new OdbcSave(session);
}
