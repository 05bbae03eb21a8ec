using System.Globalization;
using Aqueduct.Connectors.Postgres;
using Aqueduct.Connectors.Tests.Servers;
using Aqueduct.Databases.Tests.Servers;
using Aqueduct.Runtime;
using Aqueduct.Tests.Tables;
using Microsoft.Extensions.Configuration;
using Npgsql;

namespace Aqueduct.Databases.Tests;

/// <summary>What is PostgreSQL's own.</summary>
[Needs(typeof(PostgresServer))]
public sealed class PostgresDataTests : IDisposable
{
    static readonly Table<Sale> Two = Table.Of(new Sale(1, "Bern", 10), new Sale(2, "Oslo", 20));
    readonly PostgresTest _shop = new();

    public void Dispose() => _shop.Dispose();

    [Fact]
    public void A_resource_of_aqueduct_json_is_a_database_once_the_package_is_there()
    {
        PostgresConnector.Register();
        var settings = new Dictionary<string, string?> { ["resources:warehouse:type"] = "postgres", ["resources:warehouse:connection"] = "${AQUEDUCT_TEST_WAREHOUSE}" };
        Environment.SetEnvironmentVariable("AQUEDUCT_TEST_WAREHOUSE", _shop.Url);
        try
        {
            ResourceRegistry.Scope(new ResourceRegistry(new ConfigurationBuilder().AddInMemoryCollection(settings).Build(), "."));
            ResourceCalls.Save("warehouse", "sale", SaveMode.Append, Two);
            Assert.Equal([new Sale(2, "Oslo", 20)], ResourceCalls.Query<Sale>("warehouse", "SELECT * FROM sale WHERE city = @city", SqlArgument.Of("city", "Oslo")));
        }
        finally
        {
            ResourceRegistry.Scope(null);
            Environment.SetEnvironmentVariable("AQUEDUCT_TEST_WAREHOUSE", null);
        }
    }

    [Fact]
    public void A_new_table_has_columns_typed_by_the_members()
    {
        _shop.Save("all", SaveMode.Upsert, Table.Of(TestTables.Usual with { Text = "" }), "id");
        Assert.Equal(
            ["boolean", "smallint", "smallint", "smallint", "integer", "integer", "bigint", "bigint", "numeric(20,0)", "real", "double precision", "numeric", "text", "text", "date", "timestamp without time zone",
             "timestamp with time zone", "time without time zone", "interval", "uuid", "text", "bytea"],
            _shop.Database.Describe(default)[0].Columns.Select(c => c.Type));
        Assert.Equal(["all_pkey"], _shop.Rows("SELECT conname FROM pg_constraint WHERE conrelid = '\"all\"'::regclass"));
        _shop.Save("notes", SaveMode.Append, Table.Of(new Note(1, null, null)));
        Assert.Equal([("id", false), ("body", true), ("score", true)], _shop.Database.Describe(default)[1].Columns.Select(c => (c.Name, c.Nullable!.Value)));
    }

    [Fact]
    public void Types_that_PostgreSQL_alone_has_are_read_as_text_or_named()
    {
        _shop.Do("CREATE TYPE mood AS ENUM ('Monday', 'Tuesday')");
        _shop.Do("CREATE DOMAIN town AS varchar(20)");
        _shop.Do("CREATE TABLE odd(id integer, city mood, amount numeric(12, 4), place town, doc jsonb, tags text[], code char(4), uid uuid)");
        _shop.Do("INSERT INTO odd VALUES (1, 'Tuesday', 1.25, 'Bern', '{\"a\": 1}', '{x,y}', 'ab', '0f8fad5b-d9cb-469f-a165-70867728950e')");
        Assert.Equal(new Sale(1, "Tuesday", 1.25), _shop.Query<Sale>("SELECT * FROM odd")[0]);
        foreach (var (column, text) in new[] { ("place", "Bern"), ("doc", "{\"a\": 1}"), ("code", "ab  "), ("uid", "0f8fad5b-d9cb-469f-a165-70867728950e"), ("tags[1]", "x"), ("amount", "1.2500"), ("id", "1") })
            Assert.Equal(text, _shop.Query<Sale>($"SELECT id, {column} AS city, 0 AS amount FROM odd")[0].City);
        Assert.Contains("column city is of type text[], which member City (String) cannot hold. Change the member's type, or convert in the query: city::text AS city.",
            _shop.QueryError<Sale>("SELECT id, tags AS city, 0 AS amount FROM odd").Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Text_is_converted_by_the_server_into_types_that_only_it_knows()
    {
        _shop.Do("CREATE TYPE mood AS ENUM ('calm', 'cross')");
        _shop.Do("CREATE TABLE notes(id integer PRIMARY KEY, body jsonb, score numeric(6, 2))");
        _shop.Do("CREATE TABLE moods(id bigint GENERATED ALWAYS AS IDENTITY, body mood, score real)");
        _shop.Save("notes", SaveMode.Append, Table.Of(new Note(1, "{\"b\":2}", 1.25), new Note(2, null, null)));
        _shop.Save("notes", SaveMode.Upsert, Table.Of(new Note(1, "[1]", 2)), "id");
        Assert.Equal(["1,[1],2.00", "2,NULL,NULL"], _shop.Rows("SELECT * FROM notes ORDER BY id"));
        Assert.Contains("column score of table 'moods' is of type real and would not keep the values of Score (Double)", _shop.SaveError("moods", SaveMode.Append, Table.Of(new Note(7, "calm", 1))).Message, StringComparison.Ordinal);
        _shop.Do("ALTER TABLE moods ALTER score TYPE double precision");
        _shop.Save("moods", SaveMode.Append, Table.Of(new Note(7, "calm", 0.1)));
        Assert.Equal(["7,calm,0.1"], _shop.Rows("SELECT * FROM moods"));
        Assert.Contains("invalid input value for enum", _shop.SaveError("moods", SaveMode.Append, Table.Of(new Note(8, "angry", 1))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("id smallint, city text, amount double precision", 70000, "x", 1, "row 1 of Id is 70000, which column id (smallint) cannot hold as it is.")]
    [InlineData("id integer, city text, amount numeric(10, 2)", 1, "x", 0.125, "row 1 of Amount is 0.125, which column amount (numeric(10,2)) cannot hold as it is.")]
    [InlineData("id integer, city text, amount numeric", 1, "x", double.NaN, "row 1 of Amount is NaN")]
    [InlineData("id integer, city text, amount double precision", 1, "a\0b", 1, "row 1 of City is text with half a surrogate pair or the character U+0000")]
    [InlineData("id integer, city varchar(3), amount double precision", 1, "four", 1, "value too long for type character varying(3) (COPY sale, line 1, column city")]
    public void A_value_that_a_column_would_change_is_refused_with_its_row(string columns, int id, string city, double amount, string message)
    {
        _shop.Do($"CREATE TABLE sale({columns})");
        Assert.Contains(message, _shop.SaveError("sale", SaveMode.Append, Table.Of(new Sale(id, city, amount))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Half_a_surrogate_pair_is_refused_with_its_row()
    {
        Assert.Contains("row 2 of City is text with half a surrogate pair", _shop.SaveError("sale", SaveMode.Append, Table.Of(new Sale(1, "a", 1), new Sale(2, "a\uD83D", 1))).Message, StringComparison.Ordinal);
        Assert.Empty(_shop.Database.Describe(default));
    }

    [Fact]
    public void Numbers_that_no_member_holds_are_named_and_those_that_are_none_are_read()
    {
        _shop.Save("sale", SaveMode.Append, Table.Of(new Sale(1, "", double.NaN), new Sale(2, "", double.PositiveInfinity)));
        Assert.Equal([double.NaN, double.PositiveInfinity], _shop.Query<Sale>("SELECT * FROM sale ORDER BY id").Select(s => s.Amount));
        Assert.Contains("row 1, column id is 1.5; member Id (Int32) takes whole numbers", _shop.QueryError<Sale>("SELECT 1.5 AS id, '' AS city, 0 AS amount").Message, StringComparison.Ordinal);
        Assert.Contains("id::double precision AS id); member Id (Int32) takes whole numbers", _shop.QueryError<Sale>("SELECT 1e40::numeric AS id, '' AS city, 0 AS amount").Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Schemas_beside_the_search_path_are_named_with_a_dot()
    {
        var other = _shop.Schema + "_mart";
        _shop.Do($"CREATE SCHEMA {other}");
        try
        {
            _shop.Save($"{other}.sale", SaveMode.Fail, Two);
            _shop.Save($"{other}.sale", SaveMode.Append, Two);
            Assert.Equal(4, _shop.Query<Sale>($"SELECT * FROM {other}.sale").Count);
            Assert.Contains(_shop.Database.Describe(default), t => t.Name == $"{other}.sale");
        }
        finally
        {
            _shop.Do($"DROP SCHEMA {other} CASCADE");
        }
    }

    [Fact]
    public void Values_that_NET_has_no_type_for_are_shown_as_PostgreSQL_writes_them()
    {
        _shop.Do("CREATE TYPE mood AS ENUM ('fine')");
        _shop.Do("CREATE TABLE odd(many int[], span int4range, doc jsonb, mood mood, day date, moment timestamptz, wide numeric, no_number numeric, month interval, place point, raw bytea)");
        _shop.Do("INSERT INTO odd VALUES ('{1,2}', '[1,5)', '{\"a\": 1}', 'fine', 'infinity', '4713-01-01 00:00:00+00 BC', 1e40, 'NaN', '1 month 2 days', '(1,2)', '\\x00ff')");
        var peek = _shop.Database.Peek("odd", new PeekSize(), default);
        Assert.Equal(["{1,2}", "[1,5)", "{\"a\": 1}", "fine", "infinity", "4713-01-01 00:00:00+00 BC", "1" + new string('0', 40), "NaN", "1 mon 2 days", "(1,2)", "2 B"], peek.Fields.Select((_, c) => peek.ColumnAt(c).TextAt(0)));
    }

    [Fact]
    public void A_table_is_told_from_one_of_a_schema_whose_names_make_the_same_name()
    {
        var other = _shop.Schema + "_mart";
        _shop.Do($"CREATE SCHEMA {other}");
        try
        {
            _shop.Do($"CREATE TABLE {other}.sale(a int)");
            _shop.Do($"CREATE TABLE {other}.stock(c int)");
            _shop.Do($"CREATE TABLE \"{other}.sale\"(b int)");
            Assert.Equal(("b", "c"), (_shop.Database.Peek($"{other}.sale", new PeekSize(), default).Fields.Single().Name, _shop.Database.Peek($"{other}.stock", new PeekSize(), default).Fields.Single().Name));
            Assert.Equal(["b", "a"], _shop.Database.Describe(default).Where(t => t.Name == $"{other}.sale").Select(t => Assert.Single(t.Columns).Name));
        }
        finally
        {
            _shop.Do($"DROP SCHEMA {other} CASCADE");
        }
    }

    [Fact]
    public void Who_reads_while_a_table_is_replaced_does_not_wait_and_sees_the_old_rows()
    {
        _shop.Save("sale", SaveMode.Append, Two);
        using var transaction = _shop.Database.BeginSave(default);
        transaction.Stage(TableSave.Of(_shop.Database, "sale", SaveMode.Replace, Table.Of(new Sale(9, "new", 9)), null), default);
        Assert.Equal([.. Two], _shop.Query<Sale>("SELECT * FROM sale ORDER BY id"));
        transaction.Commit();
        Assert.Equal([9], _shop.Query<Sale>("SELECT * FROM sale").Select(s => s.Id));
    }

    [Fact]
    public async Task Of_two_replaces_at_once_one_waits_and_its_rows_remain()
    {
        _shop.Save("sale", SaveMode.Append, Two);
        using var first = _shop.Database.BeginSave(default);
        first.Stage(TableSave.Of(_shop.Database, "sale", SaveMode.Replace, Table.Of(new Sale(8, "", 0)), null), default);
        var second = Task.Run(() => _shop.Save("sale", SaveMode.Replace, Table.Of(new Sale(9, "", 0))));
        Waits();
        first.Commit();
        await second;
        Assert.Equal([9], _shop.Query<Sale>("SELECT * FROM sale").Select(s => s.Id));
    }

    [Fact]
    public async Task Two_saves_that_create_one_table_both_succeed()
    {
        using var first = _shop.Database.BeginSave(default);
        first.Stage(TableSave.Of(_shop.Database, "sale", SaveMode.Append, Two, null), default);
        var second = Task.Run(() => _shop.Save("sale", SaveMode.Append, Two));
        Waits();
        first.Commit();
        await second;
        Assert.Equal(4, _shop.Query<Sale>("SELECT * FROM sale").Count);
    }

    [Fact]
    public async Task A_query_that_runs_is_canceled_at_the_server()
    {
        using var cancel = new CancellationTokenSource();
        var query = Task.Run(() => _shop.Database.Query<CustomerId>($"SELECT 1 AS cust_id, '{_shop.Schema}' FROM pg_sleep(600)", [], cancel.Token));
        Assert.True(SpinWait.SpinUntil(() => Active() == 1, TimeSpan.FromSeconds(30)));
        await cancel.CancelAsync();
        Assert.True(SpinWait.SpinUntil(() => Active() == 0, TimeSpan.FromSeconds(30)));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => query);
    }

    [Fact]
    public async Task A_save_that_waits_for_a_lock_is_canceled()
    {
        _shop.Save("sale", SaveMode.Append, Two);
        using var holder = _shop.Connect();
        using var begin = new NpgsqlCommand("BEGIN; LOCK TABLE sale IN ACCESS EXCLUSIVE MODE", holder);
        begin.ExecuteNonQuery();
        using var cancel = new CancellationTokenSource();
        var save = Task.Run(() => _shop.Save("sale", SaveMode.Append, Two, cancel: cancel.Token));
        Waits();
        await cancel.CancelAsync();
        Assert.True(SpinWait.SpinUntil(() => Waiting() == 0, TimeSpan.FromSeconds(30)));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => save);
    }

    [Fact]
    public void A_server_that_is_lost_is_the_systems_fault_and_found_again_when_it_is_back()
    {
        using var server = new PostgresServer("-c", "fsync=off");
        using var shop = new PostgresTest(server);
        shop.Save("sale", SaveMode.Append, Two);
        using (var transaction = shop.Database.BeginSave(default))
        {
            server.Stop();
            var lost = Assert.Throws<ResourceException>(() => transaction.Stage(TableSave.Of(shop.Database, "sale", SaveMode.Append, Two, null), default));
            Assert.True(lost.IsSystem);
        }

        var away = Assert.Throws<ResourceException>(() => PostgresTest.Of(shop.Url, TimeSpan.Zero).Query<Sale>("SELECT * FROM sale", [], default));
        Assert.True(away.IsSystem);
        Assert.Contains("See whether the server runs", away.Message, StringComparison.Ordinal);
        server.Start();
        Assert.Equal([.. Two], shop.Query<Sale>("SELECT * FROM sale ORDER BY id"));
    }

    [Fact]
    public void No_message_holds_what_is_secret()
    {
        var url = $"postgres://nobody:s3cr3t@127.0.0.1:{PostgresServer.Shared.Port.ToString(CultureInfo.InvariantCulture)}/postgres";
        var refused = Assert.Throws<ResourceException>(() => PostgresTest.Of(url).Query<Sale>("SELECT 1", [], default));
        Assert.Contains("Look at the user and the password in the connection of 'shop'", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cr3t", refused.ToString(), StringComparison.Ordinal);
        var closed = Assert.Throws<ResourceException>(() => PostgresTest.Of("Host=127.0.0.1;Port=1;Username=a;Password=s3cr3t;Database=b", TimeSpan.Zero).BeginSave(default));
        Assert.DoesNotContain("s3cr3t", closed.ToString(), StringComparison.Ordinal);
        Assert.Equal("postgres://127.0.0.1:1/b", PostgresTest.Of("Host=127.0.0.1;Port=1;Username=a;Password=s3cr3t;Database=b").Location);
    }

    [Fact]
    public void A_million_rows_are_saved_and_read_within_little_more_than_their_own_memory()
    {
        const int count = 1_000_000;
        var rows = new Table<Sale>(new Column<int>([.. Enumerable.Range(0, count)]), new Column<string>([.. Enumerable.Repeat("somewhere", count)]), new Column<double>([.. Enumerable.Range(0, count).Select(i => i / 4d)]));
        var before = GC.GetTotalAllocatedBytes(precise: true);
        _shop.Save("sale", SaveMode.Replace, rows);
        var saved = GC.GetTotalAllocatedBytes(precise: true) - before;
        Assert.True(saved < 64L << 20, $"The save allocated {saved / 1048576} MiB.");
        before = GC.GetTotalAllocatedBytes(precise: true);
        var read = _shop.Query<Sale>("SELECT * FROM sale");
        var allocated = GC.GetTotalAllocatedBytes(precise: true) - before;
        Assert.True(allocated < 192L << 20, $"The query allocated {allocated / 1048576} MiB.");
        Assert.Equal((count, (double)count * (count - 1) / 8), (read.Count, read.ColumnAt(2).As<double>().ToArray().Sum()));
    }

    /// <summary>Returns when somebody waits for a lock on what is in the schema, or to create something.</summary>
    void Waits() => Assert.True(SpinWait.SpinUntil(() => Waiting() > 0, TimeSpan.FromSeconds(30)));

    int Waiting() => int.Parse(_shop.Rows("SELECT count(*) FROM pg_locks WHERE NOT granted")[0], CultureInfo.InvariantCulture);

    int Active() => int.Parse(_shop.Rows($"SELECT count(*) FROM pg_stat_activity WHERE state = 'active' AND pid <> pg_backend_pid() AND query LIKE '%{_shop.Schema}%pg_sleep%'")[0], CultureInfo.InvariantCulture);
}
