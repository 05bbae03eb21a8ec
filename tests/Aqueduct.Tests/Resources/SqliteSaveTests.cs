using Aqueduct.Runtime;
using Aqueduct.Tests.Tables;

namespace Aqueduct.Tests.Resources;

public class SqliteSaveTests
{
    static readonly Table<Sale> Two = Table.Of(new Sale(1, "Bern", 10), new Sale(2, "Oslo", 20));
    static readonly Table<Sale> One = Table.Of(new Sale(2, "Rome", 5));

    static string SaveError<T>(TestDatabase shop, SaveMode mode, Table<T> rows, string? key = null) => Assert.Throws<ResourceException>(() => shop.Save("sale", mode, rows, key)).Message;

    [Fact]
    public void A_new_table_has_snake_case_columns_typed_by_the_members()
    {
        using var shop = new TestDatabase();
        shop.Save("all", SaveMode.Append, Table.Of(TestTables.Usual));
        Assert.Contains("\"u_long\" INTEGER NOT NULL, \"float\" REAL NOT NULL", shop.Rows("SELECT sql FROM sqlite_master WHERE name = 'all'")[0]);
        shop.Save("notes", SaveMode.Append, Table.Of(new Note(1, null, null)));
        Assert.Equal(["CREATE TABLE \"notes\" (\"id\" INTEGER NOT NULL, \"body\" TEXT, \"score\" REAL)"], shop.Rows("SELECT sql FROM sqlite_master WHERE name = 'notes'"));
    }

    [Theory]
    [InlineData("CustId", "cust_id")]
    [InlineData("NWorkflows", "n_workflows")]
    [InlineData("HTTPStatus", "http_status")]
    [InlineData("Co2Level", "co2_level")]
    [InlineData("already_snake", "already_snake")]
    [InlineData("X", "x")]
    public void A_member_name_becomes_a_column_name_that_reading_finds_again(string member, string column)
    {
        Assert.Equal(column, Rules.SnakeCase.Of(member));
        Assert.True(ColumnNames.Loose(member, column));
    }

    [Fact]
    public void Every_type_is_read_back_as_it_was_saved()
    {
        using var shop = new TestDatabase();
        var table = Table.Of(TestTables.Lowest, TestTables.Usual, TestTables.Highest);
        shop.Save("all", SaveMode.Append, table);
        Assert.Equal(TestTables.Exact(table), TestTables.Exact(shop.Query<Everything>("SELECT * FROM \"all\"")));
    }

    [Fact]
    public void Nulls_are_read_back_beside_values()
    {
        using var shop = new TestDatabase();
        var table = Table.Of(TestTables.None, TestTables.Some(TestTables.Usual), TestTables.None);
        shop.Save("some", SaveMode.Append, table);
        Assert.Equal(TestTables.Exact(table), TestTables.Exact(shop.Query<Optional>("SELECT * FROM some")));
    }

    [Fact]
    public void Append_twice_adds_twice()
    {
        using var shop = new TestDatabase();
        shop.Save("sale", SaveMode.Append, Two);
        shop.Save("sale", SaveMode.Append, One);
        Assert.Equal(["1,Bern,10.0", "2,Oslo,20.0", "2,Rome,5.0"], shop.Rows("SELECT * FROM sale"));
    }

    [Fact]
    public void Replace_twice_leaves_the_second()
    {
        using var shop = new TestDatabase();
        shop.Save("sale", SaveMode.Replace, Two);
        shop.Save("sale", SaveMode.Replace, One);
        Assert.Equal(["2,Rome,5.0"], shop.Rows("SELECT * FROM sale"));
    }

    [Fact]
    public void Fail_saves_once_and_then_says_that_the_table_exists()
    {
        using var shop = new TestDatabase();
        shop.Save("sale", SaveMode.Fail, Two);
        Assert.Contains("table 'sale' exists already", SaveError(shop, SaveMode.Fail, One));
        Assert.Equal(["1,Bern,10.0", "2,Oslo,20.0"], shop.Rows("SELECT * FROM sale"));
    }

    [Fact]
    public void Upsert_updates_rows_with_the_key_and_adds_the_others()
    {
        using var shop = new TestDatabase();
        shop.Save("sale", SaveMode.Upsert, Two, "Id");
        shop.Save("sale", SaveMode.Upsert, Table.Of(new Sale(2, "Rome", 5), new Sale(3, "Wien", 1)), "id");
        Assert.Equal(["1,Bern,10.0", "2,Rome,5.0", "3,Wien,1.0"], shop.Rows("SELECT * FROM sale ORDER BY id"));
    }

    [Fact]
    public void An_upsert_key_of_all_columns_keeps_one_of_each()
    {
        using var shop = new TestDatabase();
        shop.Save("sale", SaveMode.Upsert, Two, "id, city, amount");
        shop.Save("sale", SaveMode.Upsert, Two, "id, city, amount");
        Assert.Equal(["2"], shop.Rows("SELECT count(*) FROM sale"));
    }

    [Fact]
    public void An_upsert_without_a_key_or_with_an_unknown_one_is_refused()
    {
        using var shop = new TestDatabase();
        Assert.Contains("names no key", SaveError(shop, SaveMode.Upsert, Two));
        Assert.Contains("'ciyt', which is no column of Sale: id, city, amount. Did you mean 'city'?", SaveError(shop, SaveMode.Upsert, Two, "ciyt"));
    }

    [Fact]
    public void An_upsert_into_a_table_without_a_unique_index_on_the_key_says_what_to_create()
    {
        using var shop = new TestDatabase("CREATE TABLE sale(id INTEGER, city TEXT, amount REAL)");
        Assert.Contains("CREATE UNIQUE INDEX", SaveError(shop, SaveMode.Upsert, Two, "id"));
    }

    [Fact]
    public void A_table_that_exists_keeps_its_definition_and_its_other_columns()
    {
        using var shop = new TestDatabase("CREATE TABLE sale(note TEXT DEFAULT 'none', AMOUNT DOUBLE, ID INT PRIMARY KEY, city VARCHAR(20))", "CREATE INDEX by_city ON sale(city)");
        shop.Save("sale", SaveMode.Replace, Two);
        Assert.Equal(["none,10.0,1,Bern", "none,20.0,2,Oslo"], shop.Rows("SELECT * FROM sale"));
        Assert.Equal(["by_city"], shop.Rows("SELECT name FROM sqlite_master WHERE type = 'index' AND name = 'by_city'"));
    }

    [Fact]
    public void A_column_the_table_lacks_is_named_with_the_statement_that_adds_it()
    {
        using var shop = new TestDatabase("CREATE TABLE sale(id INTEGER, town TEXT, amount REAL)");
        var message = SaveError(shop, SaveMode.Append, Two);
        Assert.Contains("no column for City; it has id, town, amount.", message);
        Assert.Contains("ALTER TABLE \"sale\" ADD COLUMN \"city\" TEXT NOT NULL", message);
    }

    [Fact]
    public void Replace_adds_the_column_a_table_lacks()
    {
        using var shop = new TestDatabase("CREATE TABLE sale(id INTEGER, amount REAL)", "INSERT INTO sale VALUES (9, 9)");
        shop.Save("sale", SaveMode.Replace, Two);
        Assert.Equal(["1,10.0,Bern", "2,20.0,Oslo"], shop.Rows("SELECT * FROM sale"));
    }

    [Theory]
    [InlineData("id INTEGER, city INTEGER, amount REAL", "column city of table 'sale' is declared INTEGER")]
    [InlineData("id INTEGER, city TEXT, amount TEXT", "column amount of table 'sale' is declared TEXT")]
    public void A_column_whose_type_would_change_the_values_is_refused(string columns, string message)
    {
        using var shop = new TestDatabase($"CREATE TABLE sale({columns})");
        Assert.Contains(message, SaveError(shop, SaveMode.Append, Two));
    }

    [Fact]
    public void Names_and_values_that_look_like_SQL_are_names_and_values()
    {
        const string name = "x\"; DROP TABLE keep; --";
        using var shop = new TestDatabase("CREATE TABLE keep(a)");
        shop.Save(name, SaveMode.Append, Table.Of(new Sale(1, "'); DROP TABLE keep; --", 0)));
        Assert.Equal(["keep", name], shop.Rows("SELECT name FROM sqlite_master ORDER BY name"));
        Assert.Equal(["'); DROP TABLE keep; --"], shop.Query<Sale>("SELECT * FROM \"x\"\"; DROP TABLE keep; --\"").Select(s => s.City));
    }

    [Theory]
    [InlineData("")]
    [InlineData("aqueduct_publications")]
    [InlineData("a\0b")]
    public void A_table_may_not_be_called_so(string name)
    {
        using var shop = new TestDatabase();
        Assert.Contains("cannot be the name of a table", Assert.Throws<ResourceException>(() => shop.Save(name, SaveMode.Append, Two)).Message);
    }

    [Fact]
    public void NaN_is_refused_where_NULL_is_not_allowed_and_NULL_where_it_is()
    {
        using var shop = new TestDatabase();
        Assert.Contains("row 2 of Amount is NaN", SaveError(shop, SaveMode.Append, Table.Of(new Sale(1, "", 1), new Sale(2, "", double.NaN))));
        shop.Save("notes", SaveMode.Append, Table.Of(new Note(1, "", double.NaN)));
        Assert.Equal(["NULL"], shop.Rows("SELECT score FROM notes"));
    }

    [Fact]
    public void A_number_above_64_bits_is_refused_with_its_row()
    {
        using var shop = new TestDatabase();
        Assert.Contains("row 1 of ULong is 18446744073709551615", SaveError(shop, SaveMode.Append, Table.Of(TestTables.Usual with { ULong = ulong.MaxValue })));
    }

    [Fact]
    public void A_file_is_created_but_its_folder_is_not()
    {
        using var shop = new TestDatabase();
        var deep = new SqliteDatabase { Name = "shop", File = Path.Combine(shop.Folder, "absent", "new.db") };
        Assert.Contains("there is no folder", Assert.Throws<ResourceException>(() => deep.BeginSave(default)).Message);
        var near = Path.Combine(shop.Folder, "new.db");
        using (var transaction = new SqliteDatabase { Name = "shop", File = near }.BeginSave(default))
        {
            transaction.Stage(TableSave.Of(shop.Database, "sale", SaveMode.Fail, Two, null), default);
            transaction.Commit();
        }

        Assert.Equal(["2"], shop.Rows("SELECT count(*) FROM sale", near));
    }
}
