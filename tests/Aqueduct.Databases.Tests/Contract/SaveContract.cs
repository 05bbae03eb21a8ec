using System.Globalization;
using System.Text.RegularExpressions;
using Aqueduct.Runtime;
using Aqueduct.Tests.Tables;

namespace Aqueduct.Databases.Tests;

/// <summary>What every database does that workflows save to, beside answering queries.</summary>
public abstract partial class SaveContract : QueryContract
{
    static readonly Table<Sale> Two = Table.Of(new Sale(1, "Bern", 10), new Sale(2, "Oslo", 20));
    static readonly Table<Sale> One = Table.Of(new Sale(2, "Rome", 5));

    /// <summary>The usual values as far as every database keeps them: microseconds, instants in UTC, times of no zone, no NUL.</summary>
    static Everything Usual => TestTables.Usual with
    {
        Text = "Zürich 東京 🙂 \"quoted\" 'too' \\ tab\t",
        Time = new(2024, 2, 29, 12, 30, 15, 123, 456),
        Moment = new(2024, 2, 29, 7, 0, 15, TimeSpan.Zero),
    };

    [Fact]
    public void Every_type_is_read_back_as_it_was_saved()
    {
        var table = Table.Of(Usual, Usual with { Decimal = -79228162514264337593543950335m, Bytes = [], Text = "", Letter = '"', Day = (Weekday)7, Float = float.NegativeInfinity, Double = double.MaxValue, Date = new(1, 1, 1) },
            Usual with { Decimal = 0.0000000000000000000000000001m, Long = long.MinValue, ULong = long.MaxValue, Int = int.MinValue, UInt = uint.MaxValue, Tiny = sbyte.MinValue, Span = TimeSpan.FromDays(-400) })
            .Select(Shop.Fitting).ToTable();
        Shop.Save("all", SaveMode.Append, table);
        Assert.Equal(TestTables.Exact(table), TestTables.Exact(Shop.Query<Everything>("SELECT * FROM " + Shop.Quote("all"))));
    }

    [Fact]
    public void Rows_of_every_type_are_shown()
    {
        var row = Shop.Fitting(Usual);
        Shop.Save("all", SaveMode.Append, Table.Of(row));
        var peek = Shop.Database.Peek("all", new PeekSize(), default);
        var cells = peek.Fields.Select((f, c) => (f.Name, Text: peek.ColumnAt(c).TextAt(0))).ToDictionary(c => c.Name, c => c.Text);
        Assert.Equal(row.GetType().GetProperties().Length, cells.Count);
        Assert.DoesNotContain(null, cells.Values);
        Assert.Equal(("5", "8", "2.2", row.Text, "é", "Tuesday", "3 B"), (cells["int"], cells["u_long"], cells["double"], cells["text"], cells["letter"], cells["day"], cells["bytes"]));
        Assert.Equal(row.Id, Guid.Parse(cells["id"]!));
        Assert.StartsWith("2024-02-29", cells["date"], StringComparison.Ordinal);
        Assert.Equal(row.Decimal, decimal.Parse(cells["decimal"]!, System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public void Nulls_are_read_back_beside_values()
    {
        var table = Table.Of(TestTables.None, TestTables.Some(Shop.Fitting(Usual)), TestTables.None);
        Shop.Save("some", SaveMode.Append, table);
        Assert.Equal(TestTables.Exact(table), TestTables.Exact(Shop.Query<Optional>("SELECT * FROM " + Shop.Quote("some"))));
    }

    [Fact]
    public void A_time_with_a_zone_is_the_same_instant()
    {
        var moment = new DateTimeOffset(2024, 2, 29, 12, 30, 15, TimeSpan.FromHours(5.5));
        Shop.Save("all", SaveMode.Append, Table.Of(Usual with { Moment = moment }));
        Assert.Equal(moment, Shop.Query<Everything>("SELECT * FROM " + Shop.Quote("all"))[0].Moment);
    }

    [Theory]
    [InlineData(SaveMode.Append)]
    [InlineData(SaveMode.Replace)]
    [InlineData(SaveMode.Fail)]
    [InlineData(SaveMode.Upsert)]
    public void No_rows_make_an_empty_table_that_can_be_read(SaveMode mode)
    {
        Shop.Save("sale", mode, Table<Sale>.Empty, "id");
        Assert.Empty(Shop.Query<Sale>("SELECT * FROM sale"));
        if (mode != SaveMode.Fail)
            Shop.Save("sale", mode, Table<Sale>.Empty, "id");
        Assert.Equal(["0"], Shop.Rows("SELECT count(*) FROM sale"));
    }

    [Fact]
    public void Append_twice_adds_twice()
    {
        Shop.Save("sale", SaveMode.Append, Two);
        Shop.Save("sale", SaveMode.Append, One);
        Assert.Equal([.. Two, .. One], Shop.Query<Sale>("SELECT * FROM sale ORDER BY id, city"));
    }

    [Fact]
    public void Replace_twice_leaves_the_second()
    {
        Shop.Save("sale", SaveMode.Replace, Two);
        Shop.Save("sale", SaveMode.Replace, One);
        Assert.Equal([.. One], Shop.Query<Sale>("SELECT * FROM sale"));
    }

    [Fact]
    public void Fail_saves_once_and_then_says_that_the_table_exists()
    {
        Shop.Save("sale", SaveMode.Fail, Two);
        Assert.Contains("table 'sale' exists already", Shop.SaveError("sale", SaveMode.Fail, One).Message, StringComparison.Ordinal);
        Assert.Equal([.. Two], Shop.Query<Sale>("SELECT * FROM sale ORDER BY id"));
    }

    [Fact]
    public void Upsert_updates_rows_with_the_key_and_adds_the_others()
    {
        Shop.Save("sale", SaveMode.Upsert, Two, "Id");
        Shop.Save("sale", SaveMode.Upsert, Table.Of(new Sale(2, "Rome", 5), new Sale(3, "Wien", 1)), "id");
        Assert.Equal([new Sale(1, "Bern", 10), new Sale(2, "Rome", 5), new Sale(3, "Wien", 1)], Shop.Query<Sale>("SELECT * FROM sale ORDER BY id"));
    }

    [Fact]
    public void Of_rows_with_the_same_key_in_one_upsert_the_last_counts()
    {
        Shop.Save("sale", SaveMode.Upsert, Table.Of(new Sale(1, "first", 1), new Sale(2, "other", 2), new Sale(1, "last", 3)), "id");
        Assert.Equal([new Sale(1, "last", 3), new Sale(2, "other", 2)], Shop.Query<Sale>("SELECT * FROM sale ORDER BY id"));
    }

    [Fact]
    public void An_upsert_key_of_all_columns_keeps_one_of_each()
    {
        Shop.Save("sale", SaveMode.Upsert, Two, "id, city, amount");
        Shop.Save("sale", SaveMode.Upsert, Two, "id, city, amount");
        Assert.Equal(["2"], Shop.Rows("SELECT count(*) FROM sale"));
    }

    [Fact]
    public void A_key_that_is_NULL_is_like_no_other()
    {
        Shop.Do("CREATE TABLE notes(id bigint, body varchar(200) UNIQUE, score double precision)");
        var rows = Table.Of(new Note(1, null, 1), new Note(2, null, 2), new Note(3, "a", 3), new Note(4, "a", 4));
        if (!Shop.NullKeysDiffer)
        {
            _ = Shop.SaveError("notes", SaveMode.Upsert, rows, "body");
            return;
        }

        Shop.Save("notes", SaveMode.Upsert, rows, "body");
        Shop.Save("notes", SaveMode.Upsert, rows, "body");
        Assert.Equal([1L, 1, 2, 2, 4], Shop.Query<Note>("SELECT * FROM notes ORDER BY id").Select(n => n.Id));
    }

    [Fact]
    public void An_upsert_into_a_table_without_a_unique_index_on_the_key_says_what_to_create()
    {
        Shop.Do("CREATE TABLE sale(id integer, city varchar(200), amount double precision)");
        Assert.Contains("CREATE UNIQUE INDEX", Shop.SaveError("sale", SaveMode.Upsert, Two, "id").Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_table_that_exists_keeps_its_other_columns()
    {
        Shop.Do("CREATE TABLE sale(note varchar(20) DEFAULT 'none', amount double precision, id int PRIMARY KEY, city varchar(20))");
        Shop.Save("sale", SaveMode.Replace, Two);
        Assert.Equal(["none,1,Bern", "none,2,Oslo"], Shop.Rows("SELECT note, id, city FROM sale ORDER BY id"));
    }

    [Fact]
    public void A_column_the_table_lacks_is_named_with_the_statement_that_adds_it_and_replace_adds_it()
    {
        Shop.Do("CREATE TABLE sale(id integer, amount double precision)");
        Shop.Do("INSERT INTO sale VALUES (9, 9)");
        var message = Shop.SaveError("sale", SaveMode.Append, Two).Message;
        Assert.Contains("no column for City; it has id, amount.", message, StringComparison.Ordinal);
        Assert.Matches($"ADD (COLUMN )?{Regex.Escape(Shop.Quote("city"))} .*NOT NULL", message);
        Shop.Save("sale", SaveMode.Replace, Two);
        Assert.Equal([.. Two], Shop.Query<Sale>("SELECT * FROM sale ORDER BY id"));
    }

    [Theory]
    [InlineData(SaveMode.Append)]
    [InlineData(SaveMode.Replace)]
    [InlineData(SaveMode.Upsert)]
    public void A_row_that_is_refused_in_the_middle_leaves_the_table_as_it_was(SaveMode mode)
    {
        Shop.Do("CREATE TABLE sale(id integer PRIMARY KEY, city varchar(200), amount double precision CHECK (amount < 100))");
        Shop.Save("sale", SaveMode.Append, Two);
        var rows = Enumerable.Range(10, 5000).Select(i => new Sale(i, "x", i == 4000 ? 100 : 1)).ToTable();
        Assert.False(Shop.SaveError("sale", mode, rows, "id").IsSystem);
        Assert.Equal([.. Two], Shop.Query<Sale>("SELECT * FROM sale ORDER BY id"));
    }

    [Fact]
    public void A_save_that_is_canceled_in_the_middle_leaves_the_table_as_it_was()
    {
        Shop.Save("sale", SaveMode.Append, Two);
        using var cancel = new CancellationTokenSource();
        using (var transaction = Shop.Database.BeginSave(cancel.Token))
        {
            transaction.Stage(TableSave.Of(Shop.Database, "sale", SaveMode.Replace, One, null), cancel.Token);
            cancel.Cancel();
            Assert.ThrowsAny<OperationCanceledException>(() => transaction.Stage(TableSave.Of(Shop.Database, "sale", SaveMode.Append, Two, null), cancel.Token));
        }

        Assert.Equal([.. Two], Shop.Query<Sale>("SELECT * FROM sale ORDER BY id"));
    }

    [Fact]
    public void A_run_publishes_a_save_once_however_often_it_is_tried()
    {
        SaveRequest save = TableSave.Of(Shop.Database, "sale", SaveMode.Append, Two, null);
        var first = Publisher.Publish([("Save", save)], "r1", TimeProvider.System, default)[0];
        var again = Publisher.Publish([("Save", save)], "r1", TimeProvider.System, default)[0];
        save.EarlierRuns = ["r1"];
        var continued = Publisher.Publish([("Save", save)], "r2", TimeProvider.System, default)[0];
        Assert.Equal([.. Two], Shop.Query<Sale>("SELECT * FROM sale ORDER BY id"));
        Assert.Equal(["r1,Save,sale,2"], Shop.Rows($"SELECT run, node, table_name, {Shop.Quote("rows")} FROM aqueduct_publications"));
        Assert.Equal((2, 2, 2), (first.Rows, again.Rows, continued.Rows));
        Assert.True((first.PublishedAt - again.PublishedAt).Duration() < TimeSpan.FromTicks(10));
        Assert.Equal(Shop.Database.Location, first.Location);
    }

    [Fact]
    public void Saves_of_one_run_are_published_together_or_not_at_all()
    {
        Shop.Do("CREATE TABLE strict(id integer, city varchar(200), amount double precision CHECK (amount < 0))");
        SaveRequest good = TableSave.Of(Shop.Database, "sale", SaveMode.Append, Two, null), bad = TableSave.Of(Shop.Database, "strict", SaveMode.Append, Two, null);
        Assert.Equal("Bad", Assert.Throws<PublicationException>(() => Publisher.Publish([("Good", good), ("Bad", bad)], "r1", TimeProvider.System, default)).Node);
        Assert.Equal(["strict"], Shop.Database.Describe(default).Select(t => t.Name));
    }

    [Fact]
    public void Payloads_are_values_and_names_and_never_SQL()
    {
        Shop.Do("CREATE TABLE keep(a integer)");
        Shop.Do("INSERT INTO keep VALUES (1)");
        var payloads = Payloads.All.ToArray();
        Assert.True(payloads.Length >= 300, $"{payloads.Length}");
        Shop.Save("sale", SaveMode.Append, payloads.Select((p, i) => new Sale(i, p, 0)).ToTable());
        Shop.Save("sale_up", SaveMode.Upsert, payloads.Select((p, i) => new Sale(i, p, 0)).ToTable(), "city");
        Assert.Equal(payloads, Shop.Query<Sale>("SELECT * FROM sale ORDER BY id").Select(s => s.City));
        Assert.Equal([payloads.Length.ToString(CultureInfo.InvariantCulture)], Shop.Rows("SELECT count(*) FROM sale_up"));
        foreach (var (payload, i) in payloads.Select((p, i) => (p, i)))
            Assert.Equal([i], Shop.Query<Sale>("SELECT id, city, amount FROM sale WHERE city = @city", SqlArgument.Of("city", payload)).Select(s => s.Id));
        foreach (var name in payloads.Select(p => (p.Length > 60 ? p[..60] : p).TrimEnd()).Where(p => !p.Contains('.')).Distinct().Where((_, i) => i % 12 == 0))
        {
            Shop.Save(name, SaveMode.Fail, Two);
            Assert.Equal([.. Two], Shop.Query<Sale>($"SELECT * FROM {Shop.Quote(name)} ORDER BY id"));
        }

        Assert.Equal(["1"], Shop.Rows("SELECT a FROM keep"));
    }

    [Fact]
    public void Rows_of_many_megabytes_are_saved_and_read()
    {
        var rows = Enumerable.Range(0, 30).Select(i => new Sale(i, new string((char)('a' + (i % 26)), 1 << 20), i)).ToTable();
        Shop.Save("sale", SaveMode.Append, rows);
        Assert.Equal([.. rows], Shop.Query<Sale>("SELECT * FROM sale ORDER BY id"));
    }

    [Fact]
    public void A_million_rows_are_saved_and_read()
    {
        const int count = 1_000_000;
        var rows = new Table<Sale>(new Column<int>([.. Enumerable.Range(0, count)]), new Column<string>([.. Enumerable.Repeat("somewhere", count)]), new Column<double>([.. Enumerable.Range(0, count).Select(i => i / 4d)]));
        Shop.Save("sale", SaveMode.Replace, rows);
        var read = Shop.Query<Sale>("SELECT * FROM sale");
        Assert.Equal((count, (double)count * (count - 1) / 8), (read.Count, read.ColumnAt(2).As<double>().ToArray().Sum()));
    }

    [Fact]
    public void Tables_that_are_saved_are_described_and_the_record_of_publications_is_not()
    {
        _ = Publisher.Publish([("Save", TableSave.Of(Shop.Database, "sale", SaveMode.Append, Two, null))], "r1", TimeProvider.System, default);
        var table = Assert.Single(Shop.Database.Describe(default));
        Assert.Equal(("sale", "id city amount"), (table.Name, string.Join(' ', table.Columns.Select(c => c.Name))));
        Assert.All(table.Columns, c => Assert.False(c.Nullable));
    }

    [Theory]
    [InlineData(SaveMode.Append)]
    [InlineData(SaveMode.Replace)]
    [InlineData(SaveMode.Upsert)]
    public void A_save_that_is_not_committed_leaves_no_table_and_no_column(SaveMode mode)
    {
        Shop.Do("CREATE TABLE old(id integer PRIMARY KEY)");
        using (var transaction = Shop.Database.BeginSave(default))
        {
            transaction.Stage(TableSave.Of(Shop.Database, "sale", mode, Two, "id"), default);
            if (mode == SaveMode.Replace)
                transaction.Stage(TableSave.Of(Shop.Database, "old", mode, Two, null), default);
        }

        Assert.Equal(["old: id"], Shop.Database.Describe(default).Select(t => $"{t.Name}: {string.Join(' ', t.Columns.Select(c => c.Name))}"));
    }
}
