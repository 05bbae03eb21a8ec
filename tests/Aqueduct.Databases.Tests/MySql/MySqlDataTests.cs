using Aqueduct.Connectors.MySql;
using Aqueduct.Databases.Tests.Servers;
using Aqueduct.Runtime;
using Aqueduct.Tests.Tables;
using Microsoft.Extensions.Configuration;

namespace Aqueduct.Databases.Tests;

/// <summary>What is MySQL's own.</summary>
[Needs(typeof(MariaDbServer))]
public sealed class MySqlDataTests : IDisposable
{
    static readonly Table<Sale> Two = Table.Of(new Sale(1, "Bern", 10), new Sale(2, "Oslo", 20));
    readonly MySqlTest _shop = new();

    public void Dispose() => _shop.Dispose();

    [Theory]
    [InlineData("mysql")]
    [InlineData("mariadb")]
    public void A_resource_of_aqueduct_json_is_a_database_once_the_package_is_there(string type)
    {
        MySqlDatabaseConnector.Register();
        var settings = new Dictionary<string, string?> { ["resources:warehouse:type"] = type, ["resources:warehouse:connection"] = _shop.Url };
        try
        {
            ResourceRegistry.Scope(new ResourceRegistry(new ConfigurationBuilder().AddInMemoryCollection(settings).Build(), "."));
            ResourceCalls.Save("warehouse", "sale", SaveMode.Append, Two);
            Assert.Equal([new Sale(2, "Oslo", 20)], ResourceCalls.Query<Sale>("warehouse", "SELECT * FROM sale WHERE city = @city", SqlArgument.Of("city", "Oslo")));
        }
        finally
        {
            ResourceRegistry.Scope(null);
        }
    }

    [Fact]
    public void A_new_table_has_columns_typed_by_the_members()
    {
        _shop.Save("all", SaveMode.Upsert, Table.Of(TestTables.Usual with { Text = "" }), "id");
        Assert.Equal(
            ["tinyint(1)", "tinyint(4)", "tinyint(3) unsigned", "smallint(6)", "smallint(5) unsigned", "int(11)", "int(10) unsigned", "bigint(20)", "bigint(20) unsigned", "float", "double", "decimal(65,30)", "longtext", "varchar(1)", "date",
             "datetime(6)", "datetime(6)", "time(6)", "time(6)", "char(36)", "longtext", "longblob"],
            _shop.Database.Describe(default)[0].Columns.Select(c => c.Type));
        Assert.Equal(["PRIMARY,id"], _shop.Rows("SELECT index_name, column_name FROM information_schema.statistics WHERE table_schema = DATABASE()"));
        Assert.Equal(["utf8mb4_nopad_bin"], _shop.Rows("SELECT DISTINCT collation_name FROM information_schema.columns WHERE table_schema = DATABASE() AND data_type LIKE '%text'"));
    }

    [Fact]
    public void Values_that_NET_has_no_type_for_are_shown_as_the_server_writes_them()
    {
        _shop.Do("CREATE TABLE odd(day date, moment datetime, wide decimal(65, 0), many bigint unsigned, bits bit(3), year year, kind enum('a', 'b'), span time)");
        _shop.Do("SET STATEMENT sql_mode = '' FOR INSERT INTO odd VALUES ('0000-00-00', '0000-00-00 00:00:00', 1e40, 18446744073709551615, 5, 2024, 'b', '-838:59:59')");
        var peek = _shop.Database.Peek("odd", new PeekSize(), default);
        Assert.Equal(["0000-00-00", "0000-00-00 00:00:00", "1" + new string('0', 40), "18446744073709551615", "5", "2024", "b", "-838:59:59"], peek.Fields.Select((_, c) => peek.ColumnAt(c).TextAt(0)));
    }

    [Fact]
    public void Case_and_spaces_at_the_end_make_other_keys()
    {
        _shop.Save("sale", SaveMode.Upsert, Table.Of(new Sale(1, "bern", 1), new Sale(2, "Bern", 2), new Sale(3, "Bern ", 3)), "city");
        Assert.Equal(["3"], _shop.Rows("SELECT count(*) FROM sale"));
    }

    [Theory]
    [InlineData("id smallint, city text, amount double", 70000, "x", 1, "row 1 of Id is 70000, which column id (smallint(6)) cannot hold as it is.")]
    [InlineData("id tinyint unsigned, city text, amount double", -1, "x", 1, "row 1 of Id is -1, which column id (tinyint(3) unsigned) cannot hold as it is.")]
    [InlineData("id int, city text, amount decimal(10, 2)", 1, "x", 0.125, "row 1 of Amount is 0.125, which column amount (decimal(10,2)) cannot hold as it is.")]
    [InlineData("id int, city text, amount decimal(4, 2)", 1, "x", 100, "row 1 of Amount is 100, which column amount (decimal(4,2)) cannot hold as it is.")]
    [InlineData("id int, city text, amount double", 1, "x", double.NaN, "row 1 of Amount is NaN")]
    [InlineData("id int, city varchar(3), amount double", 1, "four", 1, "column 'city' at row 1")]
    [InlineData("id int, city varchar(9) CHARACTER SET latin1, amount double", 1, "🙂", 1, "Incorrect string value")]
    [InlineData("id int, city text, amount float", 1, "x", 0.1, "column amount of table 'sale' is of type float and would not keep the values of Amount (Double)")]
    [InlineData("id int, city geometry, amount double", 1, "x", 1, "column city of table 'sale' is of type geometry")]
    public void A_value_that_a_column_would_change_is_refused(string columns, int id, string city, double amount, string message)
    {
        _shop.Do($"CREATE TABLE sale({columns})");
        Assert.Contains(message, _shop.SaveError("sale", SaveMode.Append, Table.Of(new Sale(id, city, amount))).Message, StringComparison.Ordinal);
        Assert.Equal(["0"], _shop.Rows("SELECT count(*) FROM sale"));
    }

    [Fact]
    public void A_backslash_escapes_in_text_and_hides_what_looks_like_a_parameter()
    {
        _shop.Save("sale", SaveMode.Append, Two);
        Assert.Equal([new Sale(1, "it's @b", 0)], _shop.Query<Sale>("SELECT id, 'it\\'s @b' AS city, 0 AS amount FROM sale # @b; it is a comment\nWHERE id = @a;", SqlArgument.Of("a", 1)));
    }

    [Fact]
    public void A_table_without_transactions_is_refused()
    {
        _shop.Do("CREATE TABLE sale(id int, city text, amount double) ENGINE = MyISAM");
        Assert.Contains("ALTER TABLE `sale` ENGINE = InnoDB", _shop.SaveError("sale", SaveMode.Append, Two).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_view_is_refused()
    {
        _shop.Do("CREATE VIEW sale AS SELECT 1 AS id");
        Assert.Contains("'sale' is a view", _shop.SaveError("sale", SaveMode.Append, Two).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_upsert_into_a_table_with_a_second_unique_index_is_refused_where_rows_could_meet_it()
    {
        _shop.Do("CREATE TABLE sale(id int PRIMARY KEY, city varchar(20) UNIQUE, amount double)");
        Assert.Contains("another unique index, city (city)", _shop.SaveError("sale", SaveMode.Upsert, Two, "id").Message, StringComparison.Ordinal);
        _shop.Do("DROP TABLE sale");
        _shop.Do("CREATE TABLE sale(n bigint AUTO_INCREMENT PRIMARY KEY, id int UNIQUE, city varchar(20), amount double)");
        _shop.Save("sale", SaveMode.Upsert, Two, "id");
        _shop.Save("sale", SaveMode.Upsert, Two, "id");
        Assert.Equal(["2"], _shop.Rows("SELECT count(*) FROM sale"));
    }

    [Fact]
    public void A_table_that_an_interrupted_save_has_left_empty_counts_as_none()
    {
        _shop.Do("CREATE TABLE sale(id int, city text, amount double) COMMENT = 'Made by Aqueduct'");
        _shop.Save("sale", SaveMode.Fail, Two);
        Assert.Contains("table 'sale' exists already", _shop.SaveError("sale", SaveMode.Fail, Two).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Taking_a_new_table_back_spares_what_others_have_saved_to_it()
    {
        using (var first = _shop.Database.BeginSave(default))
        {
            first.Stage(TableSave.Of(_shop.Database, "sale", SaveMode.Append, Two, null), default);
            _shop.Do("INSERT INTO sale VALUES (9, 'Rome', 1)");
        }

        Assert.Equal([new Sale(9, "Rome", 1)], _shop.Query<Sale>("SELECT * FROM sale"));
    }

    [Fact]
    public void Tables_of_another_database_are_named_with_a_dot()
    {
        using var other = new MySqlTest();
        _shop.Save($"{other.Schema}.sale", SaveMode.Fail, Two);
        _shop.Save($"{other.Schema}.sale", SaveMode.Append, Two.Select(s => s with { Id = s.Id + 2 }).ToTable());
        Assert.Equal(4, other.Query<Sale>("SELECT * FROM sale").Count);
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

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Of_two_replaces_at_once_one_waits_and_its_rows_remain(bool isNew)
    {
        if (!isNew)
            _shop.Save("sale", SaveMode.Append, Two);
        using var first = _shop.Database.BeginSave(default);
        first.Stage(TableSave.Of(_shop.Database, "sale", SaveMode.Replace, Table.Of(new Sale(8, "", 0)), null), default);
        var second = Task.Run(() => _shop.Save("sale", SaveMode.Replace, Table.Of(new Sale(9, "", 0))));
        Assert.True(SpinWait.SpinUntil(() => _shop.Rows("SELECT count(*) FROM information_schema.processlist WHERE info LIKE '%GET_LOCK(%' AND id <> CONNECTION_ID() AND db = DATABASE()")[0] == "1", TimeSpan.FromSeconds(30)));
        first.Commit();
        first.Dispose();
        await second;
        Assert.Equal([9], _shop.Query<Sale>("SELECT * FROM sale").Select(s => s.Id));
    }

    [Fact]
    public void A_server_that_is_lost_is_the_systems_fault_and_found_again_when_it_is_back()
    {
        using var server = new MariaDbServer();
        using var shop = new MySqlTest(server);
        shop.Save("sale", SaveMode.Append, Two);
        using (var transaction = shop.Database.BeginSave(default))
        {
            server.Stop();
            var lost = Assert.Throws<ResourceException>(() => transaction.Stage(TableSave.Of(shop.Database, "sale", SaveMode.Append, Two, null), default));
            Assert.True(lost.IsSystem);
        }

        var away = Assert.Throws<ResourceException>(() => MySqlTest.Of(shop.Url, TimeSpan.Zero).Query<Sale>("SELECT * FROM sale", [], default));
        Assert.True(away.IsSystem);
        server.Start();
        Assert.Equal([.. Two], shop.Query<Sale>("SELECT * FROM sale ORDER BY id"));
    }

    [Theory]
    [InlineData("postgres://h/d", "it is no URL mysql://…")]
    [InlineData("mysql://h", "it names no database")]
    [InlineData("mysql://h/d?sslmod=required", "its option 'sslmod' is unknown. Did you mean 'sslmode'?")]
    [InlineData("mysql://u:s3cr3t@h/d?sslmode=maybe", "'maybe' is no value of its option sslmode")]
    [InlineData("Server=h;Pasword=s3cr3t", "it holds a keyword or a value that MySqlConnector does not know")]
    public void A_wrong_address_is_said_without_its_secrets(string address, string message)
    {
        var error = Assert.Throws<ResourceException>(() => MySqlAddress.Parse("shop", address)).Message;
        Assert.Contains(message, error, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cr3t", error, StringComparison.Ordinal);
    }
}
