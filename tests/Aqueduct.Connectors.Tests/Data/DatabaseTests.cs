using Aqueduct.Runtime;
using Aqueduct.Tests.Tables;

namespace Aqueduct.Connectors.Tests.Data;

/// <summary>What every database does that workflows read from and save to.</summary>
public abstract class DatabaseTests : IDisposable
{
    static readonly Table<Sale> Two = Table.Of(new Sale(1, "Bern", 10), new Sale(2, "Oslo", 20));
    static readonly Table<Sale> One = Table.Of(new Sale(2, "Rome", 5));
    readonly Lazy<ITestDatabase> _shop;

    protected DatabaseTests() => _shop = new(Open);

    /// <summary>The usual values as far as every database keeps them: microseconds, instants in UTC, times of no zone, no NUL.</summary>
    static Everything Usual => TestTables.Usual with
    {
        Text = "Zürich 東京 🙂 \"quoted\" 'too' \\ tab\t",
        Time = new(2024, 2, 29, 12, 30, 15, 123, 456),
        Moment = new(2024, 2, 29, 7, 0, 15, TimeSpan.Zero),
    };

    ITestDatabase Shop => _shop.Value;

    private protected abstract ITestDatabase Open();

    public void Dispose()
    {
        if (_shop.IsValueCreated)
            Shop.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public void Every_type_is_read_back_as_it_was_saved()
    {
        var table = Table.Of(Usual, Usual with { Decimal = -79228162514264337593543950335m, Bytes = [], Text = "", Letter = '"', Day = (Weekday)7, Float = float.NegativeInfinity, Double = double.MaxValue, Date = new(1, 1, 1) },
            Usual with { Decimal = 0.0000000000000000000000000001m, Long = long.MinValue, ULong = long.MaxValue, Int = int.MinValue, UInt = uint.MaxValue, Tiny = sbyte.MinValue, Span = TimeSpan.FromDays(-400) });
        Shop.Save("all", SaveMode.Append, table);
        Assert.Equal(TestTables.Exact(table), TestTables.Exact(Shop.Query<Everything>("SELECT * FROM \"all\"")));
    }

    [Fact]
    public void Nulls_are_read_back_beside_values()
    {
        var table = Table.Of(TestTables.None, TestTables.Some(Usual), TestTables.None);
        Shop.Save("some", SaveMode.Append, table);
        Assert.Equal(TestTables.Exact(table), TestTables.Exact(Shop.Query<Optional>("SELECT * FROM \"some\"")));
    }

    [Fact]
    public void A_time_with_a_zone_is_the_same_instant()
    {
        var moment = new DateTimeOffset(2024, 2, 29, 12, 30, 15, TimeSpan.FromHours(5.5));
        Shop.Save("all", SaveMode.Append, Table.Of(Usual with { Moment = moment }));
        Assert.Equal(moment, Shop.Query<Everything>("SELECT * FROM \"all\"")[0].Moment);
    }

    const int Full = 1 << 16;

    static Table<Sale> Many(int from, int count) => Enumerable.Range(from, count).Select(i => new Sale(i, i % 2 == 0 ? "Bern" : "Oslo", i / 4.0)).ToTable();

    static async IAsyncEnumerable<Table<Sale>> Torn(Exception? end, params Table<Sale>[] batches)
    {
        foreach (var batch in batches)
        {
            await Task.Yield();
            yield return batch;
        }

        if (end is not null)
            throw end;
    }

    [Fact]
    public void A_stream_is_saved_and_read_batch_by_batch()
    {
        Assert.Equal(Full + 500, Shop.SaveBatches("sale", SaveMode.Append, Torn(null, Many(0, 500), Many(500, Full))));
        var batches = Shop.Database.Stream<Sale>("SELECT * FROM sale WHERE id >= @least ORDER BY id", [SqlArgument.Of("least", 10)], default).ToList();
        Assert.Equal([Full, 490], batches.Select(b => b.Count));
        Assert.Equal(Many(10, Full + 490), batches[0].Concat(batches[1]));
        Assert.Empty(Shop.Database.Stream<Sale>("SELECT * FROM sale WHERE id < 0", [], default));
    }

    [Theory]
    [InlineData(SaveMode.Append), InlineData(SaveMode.Replace), InlineData(SaveMode.Upsert)]
    public void A_stream_that_breaks_leaves_the_table_as_it_was(SaveMode mode)
    {
        Shop.Save("sale", SaveMode.Upsert, Two, "id");
        var error = Assert.Throws<InvalidOperationException>(() => Shop.SaveBatches("sale", mode, Torn(new InvalidOperationException("torn"), Many(10, Full)), "id"));
        Assert.Equal(("torn", 2), (error.Message, Shop.Query<Sale>("SELECT * FROM sale").Count));
    }

    [Fact]
    public void In_a_stream_the_last_row_of_a_key_counts_whatever_its_batch()
    {
        Shop.SaveBatches("sale", SaveMode.Upsert, Torn(null, Many(0, Full), Table.Of(new Sale(7, "Rome", 1))), "id");
        Assert.Equal([new Sale(7, "Rome", 1)], Shop.Query<Sale>("SELECT * FROM sale WHERE id = 7"));
    }

    [Fact]
    public void A_row_at_fault_is_counted_from_the_start_of_the_stream()
    {
        var error = Assert.Throws<ResourceException>(() => Shop.SaveBatches("sale", SaveMode.Append, Torn(null, Many(0, Full), Table.Of(new Sale(7, "half \ud800", 1)))));
        Assert.Contains("row 65537 of City", error.Message, StringComparison.Ordinal);
        Shop.Save("note", SaveMode.Append, Enumerable.Range(0, Full + 2).Select(i => new Note(i, i == Full + 1 ? null : "x", 1)).ToTable());
        var read = Assert.Throws<ResourceException>(() => Shop.Database.Stream<Sale>("SELECT id, body AS city, score AS amount FROM note ORDER BY id", [], default).Count());
        Assert.Contains("row 65538, column city", read.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Who_leaves_a_stream_early_leaves_the_database_free()
    {
        Shop.Save("sale", SaveMode.Append, Many(0, (2 * Full) + 1));
        Assert.Equal(0, Shop.Database.Stream<Sale>("SELECT * FROM sale ORDER BY id", [], default).First()[0].Id);
        Shop.Save("sale", SaveMode.Replace, One);
        Assert.Equal(One, Shop.Query<Sale>("SELECT * FROM sale"));
    }

    [Fact]
    public void A_canceled_stream_stops()
    {
        using var source = new CancellationTokenSource();
        Shop.Save("sale", SaveMode.Append, Many(0, (2 * Full) + 1));
        var read = 0;
        Assert.ThrowsAny<OperationCanceledException>(() =>
        {
            foreach (var batch in Shop.Database.Stream<Sale>("SELECT * FROM sale", [], source.Token))
            {
                read++;
                source.Cancel();
            }
        });
        Assert.Equal(1, read);
        Assert.ThrowsAny<OperationCanceledException>(() => Shop.SaveBatches("sale", SaveMode.Append, Torn(null, One), cancel: source.Token));
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
        Shop.Do("CREATE TABLE notes(id bigint, body text UNIQUE, score double precision)");
        var rows = Table.Of(new Note(1, null, 1), new Note(2, null, 2), new Note(3, "a", 3), new Note(4, "a", 4));
        Shop.Save("notes", SaveMode.Upsert, rows, "body");
        Shop.Save("notes", SaveMode.Upsert, rows, "body");
        Assert.Equal([1L, 1, 2, 2, 4], Shop.Query<Note>("SELECT * FROM notes ORDER BY id").Select(n => n.Id));
    }

    [Fact]
    public void An_upsert_into_a_table_without_a_unique_index_on_the_key_says_what_to_create()
    {
        Shop.Do("CREATE TABLE sale(id integer, city text, amount double precision)");
        Assert.Contains("CREATE UNIQUE INDEX", Shop.SaveError("sale", SaveMode.Upsert, Two, "id").Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_table_that_exists_keeps_its_other_columns()
    {
        Shop.Do("CREATE TABLE sale(note text DEFAULT 'none', amount double precision, id int PRIMARY KEY, city varchar(20))");
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
        Assert.Contains("ADD COLUMN \"city\" TEXT NOT NULL", message, StringComparison.OrdinalIgnoreCase);
        Shop.Save("sale", SaveMode.Replace, Two);
        Assert.Equal([.. Two], Shop.Query<Sale>("SELECT * FROM sale ORDER BY id"));
    }

    [Theory]
    [InlineData(SaveMode.Append)]
    [InlineData(SaveMode.Replace)]
    [InlineData(SaveMode.Upsert)]
    public void A_row_that_is_refused_in_the_middle_leaves_the_table_as_it_was(SaveMode mode)
    {
        Shop.Do("CREATE TABLE sale(id integer PRIMARY KEY, city text, amount double precision CHECK (amount < 100))");
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
        Assert.Equal(["r1,Save,sale,2"], Shop.Rows("SELECT run, node, table_name, rows FROM aqueduct_publications"));
        Assert.Equal((2, 2, 2), (first.Rows, again.Rows, continued.Rows));
        Assert.True((first.PublishedAt - again.PublishedAt).Duration() < TimeSpan.FromTicks(10));
        Assert.Equal(Shop.Database.Location, first.Location);
    }

    [Fact]
    public void Saves_of_one_run_are_published_together_or_not_at_all()
    {
        Shop.Do("CREATE TABLE strict(id integer, city text, amount double precision CHECK (amount < 0))");
        SaveRequest good = TableSave.Of(Shop.Database, "sale", SaveMode.Append, Two, null), bad = TableSave.Of(Shop.Database, "strict", SaveMode.Append, Two, null);
        Assert.Equal("Bad", Assert.Throws<PublicationException>(() => Publisher.Publish([("Good", good), ("Bad", bad)], "r1", TimeProvider.System, default)).Node);
        Assert.Equal(["strict"], Shop.Database.Describe(default).Select(t => t.Name));
    }

    [Fact]
    public void Parameters_are_bound_by_their_types()
    {
        Shop.Save("all", SaveMode.Append, Table.Of(Usual));
        foreach (var (condition, argument) in new[]
        {
            ("int = @v", SqlArgument.Of("v", 5)), ("long = @v", SqlArgument.Of("v", 7L)), ("double > @v", SqlArgument.Of("v", 2.1)), ("text = @v", SqlArgument.Of("v", Usual.Text)), ("flag = @v", SqlArgument.Of("v", true)),
            ("date = @v", SqlArgument.Of("v", Usual.Date)), ("id = @v", SqlArgument.Of("v", Usual.Id)), ("day = @v", SqlArgument.Of("v", Weekday.Tuesday)), ("bytes = @v", SqlArgument.Of("v", Usual.Bytes)),
            ("@v IS NULL", SqlArgument.Of<int?>("v", null)), ("int = @v AND @v < 6", SqlArgument.Of("v", (short)5)), ("clock = @v", SqlArgument.Of("v", Usual.Clock)), ("time = @v", SqlArgument.Of("v", Usual.Time)),
        })
            Assert.True(Shop.Query<CustomerId>($"SELECT int AS cust_id FROM \"all\" WHERE {condition}", argument).Count == 1, condition);
    }

    [Fact]
    public void A_parameter_that_is_bound_to_nothing_is_named()
    {
        Shop.Save("sale", SaveMode.Append, Two);
        Assert.Contains("@b is bound to nothing. The method's parameters are @a.", Shop.QueryError<Sale>("SELECT * FROM sale WHERE id = @b", SqlArgument.Of("a", 1)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_query_cannot_change_the_database()
    {
        Shop.Save("sale", SaveMode.Append, Two);
        Assert.Contains("A query may not change the database", Shop.QueryError<Sale>("DELETE FROM sale RETURNING *").Message, StringComparison.Ordinal);
        Assert.Equal(["2"], Shop.Rows("SELECT count(*) FROM sale"));
    }

    [Fact]
    public void A_table_that_is_not_there_is_answered_with_those_there_are()
    {
        Shop.Save("sales", SaveMode.Append, Two);
        Assert.Contains("There is sales. Did you mean 'sales'?", Shop.QueryError<Sale>("SELECT * FROM sale").Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_member_without_a_column_is_named_and_the_columns_are_listed()
    {
        Shop.Save("sale", SaveMode.Append, Two);
        Assert.Contains("no column for member Amount of Sale; it has id, city, amout. Did you mean 'amout'?", Shop.QueryError<Sale>("SELECT id, city, amount AS amout FROM sale").Message, StringComparison.Ordinal);
    }

    [Fact]
    public void NULL_in_a_member_that_may_not_be_null_is_an_error_with_row_and_column()
    {
        Shop.Do("CREATE TABLE sale(id integer, city text, amount double precision)");
        Shop.Do("INSERT INTO sale VALUES (1, 'Bern', 1), (2, 'Oslo', 2), (3, NULL, 0)");
        Assert.Contains("row 3, column city is NULL, and member City (String) may not be null", Shop.QueryError<Sale>("SELECT * FROM sale ORDER BY id").Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_number_outside_its_member_is_an_error_with_row_column_and_value()
    {
        Shop.Do("CREATE TABLE sale(id bigint, city text, amount double precision)");
        Shop.Do("INSERT INTO sale VALUES (1, 'Bern', 1), (2147483648, 'Oslo', 2)");
        Assert.Contains("row 2, column id is 2147483648; member Id (Int32) takes whole numbers from -2147483648 to 2147483647.", Shop.QueryError<Sale>("SELECT * FROM sale ORDER BY id").Message, StringComparison.Ordinal);
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
        Assert.Equal([payloads.Length.ToString(System.Globalization.CultureInfo.InvariantCulture)], Shop.Rows("SELECT count(*) FROM sale_up"));
        foreach (var (payload, i) in payloads.Select((p, i) => (p, i)))
            Assert.Equal([i], Shop.Query<Sale>("SELECT id, city, amount FROM sale WHERE city = @city", SqlArgument.Of("city", payload)).Select(s => s.Id));
        foreach (var payload in payloads.Where((_, i) => i % 12 == 0).Select(p => p.Length > 60 ? p[..60] : p).Where(p => !p.Contains('.')).Distinct())
        {
            Shop.Save(payload, SaveMode.Fail, Two);
            Assert.Equal([.. Two], Shop.Query<Sale>($"SELECT * FROM \"{payload.Replace("\"", "\"\"")}\" ORDER BY id"));
        }

        Assert.Equal(["1"], Shop.Rows("SELECT a FROM keep"));
    }

    [Fact]
    public void Tables_are_described_for_the_compiler()
    {
        Shop.Do("CREATE TABLE orders(order_id bigint PRIMARY KEY, coupon varchar(20), total numeric(12, 2) NOT NULL DEFAULT 0)");
        Shop.Do("CREATE VIEW big AS SELECT order_id FROM orders");
        Shop.Save("sale", SaveMode.Append, Two);
        _ = Publisher.Publish([("Save", TableSave.Of(Shop.Database, "sale", SaveMode.Append, Two, null))], "r1", TimeProvider.System, default);
        var tables = Shop.Database.Describe(default);
        Assert.Equal(["big", "orders", "sale"], tables.Select(t => t.Name));
        Assert.Equal([("coupon", true, false), ("total", false, true)], tables[1].Columns.Skip(1).Select(c => (c.Name, c.Nullable!.Value, c.HasDefault)));
        Assert.Null(tables[0].Columns[0].Nullable);
    }
}

public sealed class SqliteDatabaseTests : DatabaseTests
{
    private protected override ITestDatabase Open() => new SqliteTest();
}

public sealed class PostgresDatabaseTests : DatabaseTests
{
    private protected override ITestDatabase Open() => new PostgresTest();
}
