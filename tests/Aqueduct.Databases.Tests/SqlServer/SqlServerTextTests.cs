using System.Data;
using Aqueduct.Connectors.SqlServer;
using Aqueduct.Runtime;
using Aqueduct.Runtime.Relational;
using Aqueduct.Tests.Tables;
using Microsoft.Data.SqlClient;
using Microsoft.Extensions.Configuration;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Aqueduct.Databases.Tests;

/// <summary>What is SQL Server's own, as far as it shows without a server: addresses, statements, values, errors of the way there.</summary>
public sealed class SqlServerTextTests
{
    [Fact]
    public void A_program_without_cultures_is_told_what_to_change() =>
        Assert.Contains("InvariantGlobalization=false", SqlServerFaults.Of("shop", new NotSupportedException("Globalization Invariant Mode is not supported.")).Advice, StringComparison.Ordinal);

    static readonly RelationalTable Everything = new("[dbo].[al]]l]", false, []);

    static IReadOnlyList<Field> Fields => RowType<Everything>.Instance.Fields;

    static IReadOnlyList<RelationalColumn> Columns => [.. Fields.Select(f => SqlServerTypes.Column(ColumnNames.ForNew(f), SqlServerTypes.TypeOf(f.Kind).Split('(')[0], SqlServerTypes.TypeOf(f.Kind), 38, 10))];

    /// <summary>The parser of SQL Server itself finds no fault.</summary>
    static void Parses(string sql)
    {
        using var text = new StringReader(sql);
        new TSql160Parser(initialQuotedIdentifiers: true).Parse(text, out var errors);
        Assert.True(errors.Count == 0, $"{string.Join("; ", errors.Select(e => e.Message))}\n{sql}");
    }

    [Fact]
    public void Statements_that_make_tables_are_those_of_SQL_Server()
    {
        var sql = SqlServerStatements.Create(Everything, Fields, [12, 19]);
        Parses(sql);
        Assert.StartsWith("CREATE TABLE [dbo].[al]]l] ([flag] bit NOT NULL, [tiny] smallint NOT NULL, [small] tinyint NOT NULL, ", sql, StringComparison.Ordinal);
        Assert.Contains("[text] nvarchar(400) COLLATE Latin1_General_100_BIN2 NOT NULL", sql, StringComparison.Ordinal);
        Assert.EndsWith("PRIMARY KEY ([text], [id]))", sql, StringComparison.Ordinal);
    }

    [Fact]
    public void Statements_of_an_upsert_are_those_of_SQL_Server_whatever_the_names_hold()
    {
        foreach (var payload in Payloads.All)
        {
            var columns = Columns.Select(c => c with { Name = $"{c.Name}{payload}]" }).ToArray();
            var stage = new SqlServerStage(Everything with { Quoted = SqlServerDatabase.Quote(payload) }, columns, Fields, [0, 1]);
            foreach (var sql in (string[])[stage.Create(), stage.Merge(), stage.CreateIndex(payload)])
                Parses(sql);
        }

        Assert.Contains("PARTITION BY c0, CASE WHEN c0 IS NULL THEN n END", new SqlServerStage(Everything, [new("body", "x", DataSource.Text)], RowType<Note>.Instance.Fields.Skip(1).Take(1).ToArray(), [0]).Merge(), StringComparison.Ordinal);
        Assert.DoesNotContain("WHEN MATCHED", new SqlServerStage(Everything, Columns, Fields, [.. Enumerable.Range(0, Fields.Count)]).Merge(), StringComparison.Ordinal);
    }

    [Fact]
    public void First_rows_are_asked_for_as_SQL_Server_does_whatever_the_names_hold()
    {
        var database = SqlServerTest.Of("Server=h;Database=d");
        using var connection = new SqlConnection();
        foreach (var payload in Payloads.All.Append("a]b"))
            Parses(database.First(connection, $"{database.Quote(connection, payload)}, {database.Cast(database.Quote(connection, payload), FieldKind.String)}", $"{database.Quote(connection, payload)}.{database.Quote(connection, payload)}", 101));
        Assert.Equal("SELECT TOP (101) [a] FROM [s].[a]]b]", database.First(connection, "[a]", "[s]." + database.Quote(connection, "a]b"), 101));
    }

    [Fact]
    public void Queries_of_the_catalog_are_those_of_SQL_Server()
    {
        Parses(SqlServerTables.Names);
        Parses(SqlServerTables.Columns);
        Assert.Equal(("nvarchar(20)", "varchar(max)", "decimal(12, 2)", "int"), (SqlServerTables.Declared("nvarchar", 40, 0, 0), SqlServerTables.Declared("varchar", -1, 0, 0), SqlServerTables.Declared("decimal", 9, 12, 2), SqlServerTables.Declared("int", 4, 10, 0)));
    }

    [Fact]
    public void Values_are_handed_over_in_the_types_that_their_columns_have()
    {
        var rows = Table.Of(TestTables.Usual with { Moment = new(2024, 2, 29, 7, 0, 15, TimeSpan.FromHours(2)) });
        var save = TableSave.Of(SqlServerTest.Of("Server=h;Database=d"), "all", SaveMode.Append, rows, null);
        using var reader = new BatchReader(save, Columns, numbered: true, (RelationalDatabase)save.Database, default);
        Assert.True(reader.Read());
        Assert.Equal(
            [true, (short)1, (byte)2, (short)3, 4, 5, 6L, 7L, 8m, 1.1f, 2.2, 3.30m, TestTables.Usual.Text, "é", new DateTime(2024, 2, 29), DateTime.SpecifyKind(TestTables.Usual.Time, DateTimeKind.Unspecified),
             new DateTimeOffset(2024, 2, 29, 7, 0, 15, TimeSpan.FromHours(2)), new TimeSpan(0, 23, 59, 59, 999), "1.02:03:04.0050000", TestTables.Usual.Id, "Tuesday", TestTables.Usual.Bytes, 0L],
            Enumerable.Range(0, reader.FieldCount).Select(reader.GetValue));
        Assert.False(reader.Read());
    }

    [Fact]
    public void Parameters_have_the_types_of_their_values()
    {
        var types = new[] { FieldKind.Boolean, FieldKind.Int32, FieldKind.Int64, FieldKind.Decimal, FieldKind.DateOnly, FieldKind.DateTime, FieldKind.DateTimeOffset, FieldKind.String, FieldKind.Guid, FieldKind.Bytes }.Select(SqlServerParameters.TypeOf);
        Assert.Equal([SqlDbType.Bit, SqlDbType.Int, SqlDbType.BigInt, SqlDbType.Decimal, SqlDbType.Date, SqlDbType.DateTime2, SqlDbType.DateTimeOffset, SqlDbType.NVarChar, SqlDbType.UniqueIdentifier, SqlDbType.VarBinary], types);
    }

    [Theory]
    [InlineData("sqlserver://sa:s3cr3t@127.0.0.1:1/shop?connect_timeout=2", "See whether the server runs and can be reached from here")]
    [InlineData("sqlserver://sa:s3cr3t@nowhere.invalid/shop?connect_timeout=2", "can be reached from here")]
    public void A_server_that_is_not_reached_is_the_systems_fault_and_the_message_holds_no_secret(string address, string advice)
    {
        var database = SqlServerTest.Of(address, TimeSpan.Zero);
        var error = Assert.Throws<ResourceException>(() => database.Query<Sale>("SELECT 1", [], default));
        Assert.True(error.Message.Contains(advice, StringComparison.Ordinal), error.ToString());
        Assert.True(error.IsSystem);
        Assert.DoesNotContain("s3cr3t", error + database.Location, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("postgres://h/d", "it is no URL sqlserver://…")]
    [InlineData("sqlserver://h", "it names no database")]
    [InlineData("sqlserver://h/d?encript=true", "its option 'encript' is unknown. Did you mean 'encrypt'?")]
    [InlineData("sqlserver://u:s3cr3t@h/d?trust_server_certificate=maybe", "'maybe' is no value of its option trust_server_certificate")]
    [InlineData("Server=h;Pasword=s3cr3t", "it holds a keyword or a value that SqlClient does not know")]
    public void A_wrong_address_is_said_without_its_secrets(string address, string message)
    {
        var error = Assert.Throws<ResourceException>(() => SqlServerAddress.Parse("shop", address)).Message;
        Assert.Contains(message, error, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cr3t", error, StringComparison.Ordinal);
    }

    [Fact]
    public void An_address_is_a_URL_or_keywords_and_never_shown_whole()
    {
        var address = SqlServerAddress.Parse("shop", "sqlserver://etl:p%40ss@db.example/shop?encrypt=strict&trust_server_certificate=false");
        Assert.Equal(("tcp:db.example,1433", "etl", "p@ss", "shop", SqlConnectionEncryptOption.Strict, 0), (address.DataSource, address.UserID, address.Password, address.InitialCatalog, address.Encrypt, address.CommandTimeout));
        Assert.Equal("sqlserver://db.example:1433/shop", new SqlServerDatabase { Name = "shop", Address = address }.Location);
    }

    [Fact]
    public void A_resource_of_aqueduct_json_is_a_database_once_the_package_is_there()
    {
        SqlServerConnector.Register();
        var settings = new Dictionary<string, string?> { ["resources:shop:type"] = "sqlserver", ["resources:shop:connection"] = "sqlserver://etl@db.example/shop" };
        var database = new ResourceRegistry(new ConfigurationBuilder().AddInMemoryCollection(settings).Build(), ".").Database("shop");
        Assert.Equal("sqlserver://db.example:1433/shop as etl", database.Together);
    }
}
