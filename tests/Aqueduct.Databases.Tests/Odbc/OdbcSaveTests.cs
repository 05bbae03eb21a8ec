using Aqueduct.Connectors.Odbc;
using Aqueduct.Databases.Tests.Servers;
using Aqueduct.Runtime;
using Aqueduct.Tests.Tables;
using Microsoft.Extensions.Configuration;

namespace Aqueduct.Databases.Tests;

/// <summary>Saves by the driver of PostgreSQL.</summary>
public sealed class OdbcPostgresSaveTests : OdbcSaveTests
{
    private protected override OdbcTest Open() => new OdbcPostgres();

    [Fact]
    public void Rows_of_every_kind_that_standard_SQL_has_come_back()
    {
        var rows = Table.Of(new Kinds(long.MaxValue, 1.25m, 0.1, "a'b\"c", new(2024, 2, 29), new DateTime(2024, 2, 29, 12, 30, 15)), new Kinds(2, null, null, null, null, null));
        Shop.Save("kinds", SaveMode.Append, rows);
        Assert.Equal([.. rows], Shop.Query<Kinds>("SELECT * FROM kinds ORDER BY id DESC"));
    }
}

/// <summary>Saves by the driver of SQLite.</summary>
public sealed class OdbcSqliteSaveTests : OdbcSaveTests
{
    private protected override OdbcTest Open() => new OdbcSqlite();

    [Fact]
    public void A_type_that_only_the_driver_knows_is_said_with_what_to_do()
    {
        Shop.Do("CREATE TABLE sale(id bigint, city varchar(20), amount double precision)");
        Assert.Contains("convert in the query: CAST(id AS integer) AS id", Shop.QueryError<Sale>("SELECT * FROM sale").Message, StringComparison.Ordinal);
        Assert.Contains("column id of table 'sale' is of type unknown to .NET", Shop.SaveError("sale", SaveMode.Append, Table.Of(new Sale(1, "", 0))).Message, StringComparison.Ordinal);
    }
}

/// <summary>What saves do by any driver that has transactions.</summary>
[Needs(typeof(OdbcDrivers))]
public abstract class OdbcSaveTests : IDisposable
{
    static readonly Table<Sale> Two = Table.Of(new Sale(1, "Bern", 10), new Sale(2, "Zürich 東京 🙂 'quoted' \\", 20.5));
    static readonly Table<Sale> One = Table.Of(new Sale(3, "Rome", 5));
    readonly Lazy<OdbcTest> _shop;

    protected OdbcSaveTests() => _shop = new(Open);

    private protected abstract OdbcTest Open();

    private protected OdbcTest Shop => _shop.Value;

    public void Dispose()
    {
        if (_shop.IsValueCreated)
            Shop.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public void Append_adds_replace_replaces_and_fail_refuses_what_is_there()
    {
        Shop.Save("sale", SaveMode.Append, Two);
        Shop.Save("sale", SaveMode.Append, One);
        Assert.Equal([.. Two, .. One], Shop.Query<Sale>("SELECT * FROM sale ORDER BY id"));
        Shop.Save("sale", SaveMode.Replace, One);
        Shop.Save("sale", SaveMode.Replace, Two);
        Assert.Equal([.. Two], Shop.Query<Sale>("SELECT * FROM sale ORDER BY id"));
        Shop.Save("first", SaveMode.Fail, One);
        Assert.Contains("table 'first' exists already", Shop.SaveError("first", SaveMode.Fail, One).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_upsert_is_refused_and_nothing_made()
    {
        Assert.Contains("MERGE that there", Shop.SaveError("sale", SaveMode.Upsert, Two, "id").Message, StringComparison.Ordinal);
        Assert.Empty(Shop.Database.Describe(default));
    }

    [Theory]
    [InlineData(SaveMode.Append)]
    [InlineData(SaveMode.Replace)]
    public void A_row_that_is_refused_in_the_middle_leaves_the_table_as_it_was(SaveMode mode)
    {
        Shop.Do("CREATE TABLE sale(id integer PRIMARY KEY, city varchar(200), amount double precision CHECK (amount < 100))");
        Shop.Save("sale", SaveMode.Append, Two);
        var rows = Enumerable.Range(10, 5000).Select(i => new Sale(i, "x", i == 4000 ? 100 : 1)).ToTable();
        Assert.False(Shop.SaveError("sale", mode, rows).IsSystem);
        Assert.Equal([.. Two], Shop.Query<Sale>("SELECT * FROM sale ORDER BY id"));
    }

    [Fact]
    public void A_run_publishes_a_save_once_however_often_it_is_tried()
    {
        SaveRequest save = TableSave.Of(Shop.Database, "sale", SaveMode.Append, Two, null);
        _ = Publisher.Publish([("Save", save)], "r1", TimeProvider.System, default);
        Assert.Equal(2, Publisher.Publish([("Save", save)], "r1", TimeProvider.System, default)[0].Rows);
        Assert.Equal(["2"], Shop.Rows("SELECT count(*) FROM sale"));
    }

    [Fact]
    public void Payloads_are_values_and_names_and_never_SQL()
    {
        var payloads = Payloads.All.ToArray();
        Shop.Save("keep", SaveMode.Append, One);
        Shop.Save("sale", SaveMode.Append, payloads.Select((p, i) => new Sale(i, p, 0)).ToTable());
        Assert.Equal(payloads, Shop.Query<Sale>("SELECT * FROM sale ORDER BY id").Select(s => s.City));
        foreach (var name in payloads.Select(p => (p.Length > 60 ? p[..60] : p).TrimEnd()).Where(p => !p.Contains('.')).Distinct().Where((_, i) => i % 40 == 0))
            Shop.Save(name, SaveMode.Fail, Two);
        Assert.Equal([.. One], Shop.Query<Sale>("SELECT * FROM keep"));
    }

    [Fact]
    public void A_hundred_thousand_rows_are_saved_and_read()
    {
        const int count = 100_000;
        Shop.Save("sale", SaveMode.Append, Enumerable.Range(0, count).Select(i => new Sale(i, "somewhere", i / 4d)).ToTable());
        Assert.Equal((double)count * (count - 1) / 8, Shop.Query<Sale>("SELECT * FROM sale").Sum(s => s.Amount));
    }

    [Fact]
    public void A_resource_of_aqueduct_json_is_a_database_once_the_package_is_there()
    {
        OdbcConnector.Register();
        var settings = new Dictionary<string, string?> { ["resources:lake:type"] = "odbc", ["resources:lake:connection"] = Shop.Connection };
        try
        {
            ResourceRegistry.Scope(new ResourceRegistry(new ConfigurationBuilder().AddInMemoryCollection(settings).Build(), "."));
            ResourceCalls.Save("lake", "sale", SaveMode.Append, Two);
            Assert.Equal([Two[1]], ResourceCalls.Query<Sale>("lake", "SELECT * FROM sale WHERE city = @city OR city = @city", SqlArgument.Of("city", Two[1].City)));
        }
        finally
        {
            ResourceRegistry.Scope(null);
        }
    }
}
