using Aqueduct.Runtime;
using Aqueduct.Tests.Tables;

namespace Aqueduct.Tests.Resources;

public class PublisherTests
{
    static readonly Table<Sale> Before = Table.Of(new Sale(7, "old", 7));
    static readonly Table<Sale> Two = Table.Of(new Sale(1, "Bern", 10), new Sale(2, "Oslo", 20));

    static (string, SaveRequest) Save<T>(string node, Database database, string table, Table<T> rows, SaveMode mode = SaveMode.Replace) => (node, TableSave.Of(database, table, mode, rows, null));

    static IReadOnlyList<PublicationResult> Publish(string run, CancellationToken cancel, params (string, SaveRequest)[] saves) => Publisher.PublishAsync(saves, run, cancel).GetAwaiter().GetResult();

    static Table<Sale> Many(int count) => Enumerable.Range(0, count).Select(i => new Sale(i, new string('x', 100), i)).ToTable();

    [Fact]
    public void Every_save_has_its_row_in_the_publications_of_its_database()
    {
        using var shop = new TestDatabase();
        var results = Publish("run1", default, Save("SaveA", shop.Database, "a", Two), Save("SaveB", shop.Database, "b", Before));
        Assert.Equal(["run1,SaveA,a,2", "run1,SaveB,b,1"], shop.Rows("SELECT run, node, table_name, rows FROM aqueduct_publications ORDER BY node"));
        Assert.Equal([("SaveA", "shop", "a", 2, shop.File), ("SaveB", "shop", "b", 1, shop.File)], results.Select(r => (r.Node, r.Resource, r.Table, r.Rows, r.Location)));
    }

    [Fact]
    public void A_save_that_was_published_is_not_published_again()
    {
        using var shop = new TestDatabase();
        var first = Publish("run1", default, Save("SaveA", shop.Database, "a", Two, SaveMode.Append));
        var second = Publish("run1", default, Save("SaveA", shop.Database, "a", Many(5), SaveMode.Append), Save("SaveB", shop.Database, "b", Two));
        Assert.Equal(["2"], shop.Rows("SELECT count(*) FROM a"));
        Assert.Equal(first[0], second[0]);
        Assert.Equal(["2"], shop.Rows("SELECT count(*) FROM b"));
    }

    [Fact]
    public void Another_run_publishes_again()
    {
        using var shop = new TestDatabase();
        Publish("run1", default, Save("SaveA", shop.Database, "a", Two, SaveMode.Append));
        Publish("run2", default, Save("SaveA", shop.Database, "a", Two, SaveMode.Append));
        Assert.Equal(["4"], shop.Rows("SELECT count(*) FROM a"));
    }

    [Fact]
    public void A_constraint_that_fails_half_way_leaves_every_table_as_it_was()
    {
        using var shop = new TestDatabase("CREATE TABLE b(id INTEGER, city TEXT, amount REAL CHECK (amount < 15))");
        shop.Save("a", SaveMode.Append, Before);
        shop.Save("b", SaveMode.Append, Before);
        var error = Assert.Throws<PublicationException>(() => Publish("run1", default, Save("SaveA", shop.Database, "a", Two), Save("SaveB", shop.Database, "b", Two)));
        Assert.Equal("SaveB", error.Node);
        Assert.Contains("CHECK constraint failed: amount < 15", error.Message);
        AssertAsBefore(shop, "a", "b");
    }

    [Fact]
    public void A_failure_in_one_database_leaves_the_other_as_it_was()
    {
        using var shop = new TestDatabase();
        using var store = new TestDatabase("CREATE VIEW b AS SELECT 1 AS id");
        shop.Save("a", SaveMode.Append, Before);
        var error = Assert.Throws<PublicationException>(() => Publish("run1", default, Save("SaveA", shop.Database, "a", Two), Save("SaveB", store.Database, "b", Two)));
        Assert.Contains("'b' is a view", error.Message);
        AssertAsBefore(shop, "a");
    }

    [Fact]
    public void A_full_disk_leaves_the_table_as_it_was_and_says_so()
    {
        using var shop = new TestDatabase();
        shop.Save("a", SaveMode.Append, Before);
        var small = new SqliteDatabase { Name = "shop", File = shop.File, Saving = session => session.Execute("PRAGMA max_page_count = 20") };
        var error = Assert.Throws<PublicationException>(() => Publish("run1", default, Save("SaveA", small, "a", Many(5000))));
        Assert.Contains("database or disk is full. Nothing was changed; free space and try again.", error.Message);
        AssertAsBefore(shop, "a");
    }

    [Fact]
    public void A_cancellation_while_staging_leaves_the_table_as_it_was()
    {
        using var shop = new TestDatabase();
        shop.Save("a", SaveMode.Append, Before);
        using var cancel = new CancellationTokenSource();
        var canceling = new SqliteDatabase { Name = "shop", File = shop.File, Saving = _ => cancel.Cancel() };
        Assert.ThrowsAny<OperationCanceledException>(() => Publish("run1", cancel.Token, Save("SaveA", canceling, "a", Many(5000))));
        AssertAsBefore(shop, "a");
    }

    [Fact]
    public void What_a_killed_process_leaves_on_disk_is_the_table_as_it_was()
    {
        using var shop = new TestDatabase();
        using var crashed = new TestDatabase();
        shop.Save("a", SaveMode.Append, Before);
        // With a tiny cache the pages are on disk, and the journal that undoes them beside them, long before the commit.
        var spilling = new SqliteDatabase { Name = "shop", File = shop.File };
        using (var transaction = spilling.BeginSave(default))
        {
            ((SqliteSaveTransaction)transaction).Session.Execute("PRAGMA cache_size = 5");
            transaction.Stage(TableSave.Of(spilling, "a", SaveMode.Replace, Many(20_000), null), default);
            File.Copy(shop.File, crashed.File, overwrite: true);
            File.Copy(shop.File + "-journal", crashed.File + "-journal");
        }

        Assert.True(new FileInfo(crashed.File).Length > 1_000_000);
        AssertAsBefore(crashed, "a");
    }

    [Fact]
    public void A_reader_sees_all_of_a_save_or_nothing_of_it()
    {
        using var shop = new TestDatabase("PRAGMA journal_mode = WAL");
        shop.Save("a", SaveMode.Append, Before);
        using (var transaction = shop.Database.BeginSave(default))
        {
            transaction.Stage(TableSave.Of(shop.Database, "a", SaveMode.Replace, Two, null), default);
            Assert.Equal(Before, shop.Query<Sale>("SELECT * FROM a"));
            transaction.Commit();
        }

        Assert.Equal(Two, shop.Query<Sale>("SELECT * FROM a"));
    }

    [Fact]
    public async Task Runs_that_save_at_once_wait_for_each_other()
    {
        using var shop = new TestDatabase();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() => Publish("run" + i, default, Save("SaveA", shop.Database, "a", Many(500), SaveMode.Append)))));
        Assert.Equal(["4000"], shop.Rows("SELECT count(*) FROM a"));
        Assert.Equal(["8"], shop.Rows("SELECT count(*) FROM aqueduct_publications"));
    }

    [Fact]
    public async Task Attempts_of_one_run_at_once_publish_once()
    {
        using var shop = new TestDatabase();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => Publish("run1", default, Save("SaveA", shop.Database, "a", Two, SaveMode.Append)))));
        Assert.Equal(["2"], shop.Rows("SELECT count(*) FROM a"));
    }

    [Fact]
    public void A_run_without_saves_publishes_nothing() => Assert.Empty(Publish("run1", default));

    static void AssertAsBefore(TestDatabase shop, params string[] tables)
    {
        foreach (var table in tables)
            Assert.Equal(["7,old,7.0"], shop.Rows($"SELECT * FROM {table}"));
        Assert.Empty(shop.Rows("SELECT 1 FROM sqlite_master WHERE name = 'aqueduct_publications'"));
    }
}
