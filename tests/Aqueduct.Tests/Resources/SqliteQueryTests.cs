using Aqueduct.Runtime;
using Aqueduct.Tests.Tables;

namespace Aqueduct.Tests.Resources;

public class SqliteQueryTests
{
    static readonly string[] Shop = ["CREATE TABLE sale(ID INTEGER, city TEXT, amount REAL, extra BLOB)", "INSERT INTO sale VALUES (1, 'Bern', 10.5, x'00'), (2, 'Oslo', 20, NULL)"];

    [Fact]
    public void Columns_find_their_members_ignoring_case_and_order_and_extra_ones_are_ignored()
    {
        using var shop = new TestDatabase(Shop);
        Assert.Equal([new Sale(1, "Bern", 10.5), new Sale(2, "Oslo", 20)], shop.Query<Sale>("SELECT extra, amount, city, id FROM sale"));
    }

    [Fact]
    public void Underscores_are_ignored_between_column_and_member()
    {
        using var shop = new TestDatabase();
        Assert.Equal([(Weekday)1, (Weekday)2], shop.Query<Everything>(AllColumns("'Tuesday'") + " UNION ALL " + AllColumns("2")).Select(r => r.Day));
    }

    [Fact]
    public void A_member_with_a_column_attribute_takes_that_column_only()
    {
        using var shop = new TestDatabase();
        Assert.Equal([new Note(1, "b", null)], shop.Query<Note>("SELECT 1 AS id, 'a' AS text, 'b' AS body, NULL AS score"));
    }

    [Fact]
    public void A_member_without_a_column_is_named_and_the_columns_are_listed()
    {
        using var shop = new TestDatabase(Shop);
        Assert.Contains("no column for member Amount of Sale; it has ID, city, amout. Did you mean 'amout'?", shop.QueryError<Sale>("SELECT id, city, amount AS amout FROM sale"));
    }

    [Fact]
    public void Two_columns_that_fit_one_member_are_named()
    {
        using var shop = new TestDatabase(Shop);
        Assert.Contains("Member Id fits the columns ID (1) and ID (5)", shop.QueryError<Sale>("SELECT a.*, b.* FROM sale a JOIN sale b ON a.id = b.id"));
    }

    [Fact]
    public void A_value_that_is_no_number_is_an_error_with_row_column_and_value()
    {
        using var shop = new TestDatabase([.. Shop, "INSERT INTO sale VALUES (3, 'Rome', '\\N', NULL)"]);
        Assert.Contains(@"row 3, column amount is the text '\N'; member Amount (Double) takes numbers.", shop.QueryError<Sale>("SELECT * FROM sale"));
    }

    [Fact]
    public void NULL_in_a_member_that_may_not_be_null_is_an_error_with_row_and_column()
    {
        using var shop = new TestDatabase([.. Shop, "INSERT INTO sale VALUES (3, NULL, 0, NULL)"]);
        Assert.Contains("row 3, column city is NULL, and member City (String) may not be null", shop.QueryError<Sale>("SELECT * FROM sale"));
    }

    [Theory]
    [InlineData("2147483648", "row 1, column id is 2147483648; member Id (Int32) takes whole numbers from -2147483648 to 2147483647.")]
    [InlineData("-2147483649", "row 1, column id is -2147483649")]
    [InlineData("1.5", "row 1, column id is 1.5")]
    [InlineData("1e300", "row 1, column id is 1.0e+300")]
    [InlineData("x'0102'", "row 1, column id is a BLOB of 2 bytes")]
    public void A_number_outside_its_member_is_an_error_and_not_another_number(string value, string message)
    {
        using var shop = new TestDatabase();
        Assert.Contains(message, shop.QueryError<Sale>($"SELECT {value} AS id, '' AS city, 1 AS amount"));
    }

    [Fact]
    public void A_whole_REAL_is_read_into_an_integer_and_an_INTEGER_into_a_double()
    {
        using var shop = new TestDatabase();
        Assert.Equal([new Sale(3, "7", 4)], shop.Query<Sale>("SELECT 3.0 AS id, 7 AS city, 4 AS amount"));
    }

    [Theory]
    [InlineData("'01/02/2024'")]
    [InlineData("'2024-02-30'")]
    [InlineData("20240201")]
    [InlineData("'2024-02-01 10:00:00'")]
    public void Only_ISO_text_is_a_date(string value)
    {
        using var shop = new TestDatabase();
        Assert.Contains("takes dates such as 2026-01-31.", shop.QueryError<Everything>(AllColumns("'Monday'", date: value)));
    }

    [Fact]
    public void A_midnight_is_a_date_too()
    {
        using var shop = new TestDatabase();
        Assert.Equal(new DateOnly(2024, 2, 1), shop.Query<Everything>(AllColumns("0", date: "'2024-02-01 00:00:00'"))[0].Date);
    }

    [Fact]
    public void Parameters_are_bound_and_never_pasted()
    {
        using var shop = new TestDatabase(Shop);
        Assert.Empty(shop.Query<Sale>("SELECT * FROM sale WHERE city = @city", SqlArgument.Of("city", "x' OR '1'='1'; DROP TABLE sale; --")));
        Assert.Equal(["2"], shop.Rows("SELECT count(*) FROM sale"));
    }

    [Fact]
    public void Arguments_of_every_type_arrive_as_the_query_would_read_them()
    {
        using var shop = new TestDatabase();
        var e = TestTables.Usual;
        var arguments = new[]
        {
            SqlArgument.Of("flag", e.Flag), SqlArgument.Of("tiny", e.Tiny), SqlArgument.Of("small", e.Small), SqlArgument.Of("short", e.Short), SqlArgument.Of("u_short", e.UShort), SqlArgument.Of("int", e.Int),
            SqlArgument.Of("u_int", e.UInt), SqlArgument.Of("long", e.Long), SqlArgument.Of("u_long", e.ULong), SqlArgument.Of("float", e.Float), SqlArgument.Of("double", e.Double), SqlArgument.Of("decimal", e.Decimal),
            SqlArgument.Of("text", e.Text), SqlArgument.Of("letter", e.Letter), SqlArgument.Of("date", (DateOnly?)e.Date), SqlArgument.Of("time", e.Time), SqlArgument.Of("moment", e.Moment), SqlArgument.Of("clock", e.Clock),
            SqlArgument.Of("span", e.Span), SqlArgument.Of("id", e.Id), SqlArgument.Of("day", e.Day), SqlArgument.Of("bytes", e.Bytes),
        };
        var query = "SELECT " + string.Join(", ", arguments.Select(a => $"@{a.Name} AS \"{a.Name}\""));
        Assert.Equal(TestTables.Exact(Table.Of(e)), TestTables.Exact(shop.Query<Everything>(query, arguments)));
    }

    [Fact]
    public void An_argument_that_is_null_is_NULL()
    {
        using var shop = new TestDatabase();
        Assert.Equal([new Note(1, null, null)], shop.Query<Note>("SELECT 1 AS id, @a AS body, @b AS score", SqlArgument.Of("a", (string?)null), SqlArgument.Of("b", (double?)null)));
    }

    [Fact]
    public void An_argument_that_is_no_scalar_is_refused_by_name() =>
        Assert.Contains("Parameter 'day' is a Uri", Assert.Throws<ArgumentException>(() => SqlArgument.Of("day", new Uri("http://x"))).Message);

    [Fact]
    public void A_parameter_bound_to_nothing_is_named_with_those_there_are()
    {
        using var shop = new TestDatabase(Shop);
        Assert.Contains("parameter @town is bound to nothing. The method's parameters are @city.", shop.QueryError<Sale>("SELECT * FROM sale WHERE city = @town", SqlArgument.Of("city", "x")));
    }

    [Fact]
    public void The_last_of_several_statements_gives_the_rows()
    {
        using var shop = new TestDatabase(Shop);
        var sales = shop.Query<Sale>("CREATE TEMP TABLE big AS SELECT * FROM sale WHERE amount > @least;\n-- the rest\nSELECT * FROM big; -- done\n", SqlArgument.Of("least", 15));
        Assert.Equal([2], sales.Select(s => s.Id));
    }

    [Fact]
    public void An_error_of_SQL_names_resource_reason_and_statement()
    {
        using var shop = new TestDatabase(Shop);
        Assert.Contains("near \"FORM\": syntax error. In: SELECT * …", shop.QueryError<Sale>("SELECT *\nFORM sale"));
        Assert.Contains("Resource 'shop'", shop.QueryError<Sale>("SELECT *\nFORM sale"));
    }

    [Fact]
    public void An_unknown_table_is_answered_with_the_nearest()
    {
        using var shop = new TestDatabase(Shop);
        Assert.Contains("no such table: sales. There is sale. Did you mean 'sale'?", shop.QueryError<Sale>("SELECT * FROM sales"));
    }

    [Fact]
    public void A_query_cannot_change_the_database()
    {
        using var shop = new TestDatabase(Shop);
        Assert.Contains("readonly database", shop.QueryError<Sale>("DELETE FROM sale RETURNING *"));
        Assert.Equal(["2"], shop.Rows("SELECT count(*) FROM sale"));
    }

    [Theory]
    [InlineData("", "the query is empty")]
    [InlineData(" -- nothing", "the query is empty")]
    [InlineData("CREATE TEMP TABLE t(a)", "the query gives no rows")]
    public void A_query_without_rows_to_give_is_an_error(string query, string message)
    {
        using var shop = new TestDatabase(Shop);
        Assert.Contains(message, shop.QueryError<Sale>(query));
    }

    [Fact]
    public void A_missing_file_is_an_error_with_its_full_path_and_is_not_created()
    {
        using var shop = new TestDatabase();
        var missing = Path.Combine(shop.Folder, "absent.db");
        var error = Assert.Throws<ResourceException>(() => new SqliteDatabase { Name = "shop", File = missing }.Query<Sale>("SELECT 1", [], default));
        Assert.Contains($"there is no database '{missing}'", error.Message);
        Assert.False(File.Exists(missing));
    }

    [Fact]
    public void A_file_that_is_no_database_is_an_error_that_says_so()
    {
        using var shop = new TestDatabase();
        File.WriteAllText(shop.File, "id,city,amount\n" + new string('x', 2000));
        Assert.Contains("The file is no SQLite database.", shop.QueryError<Sale>("SELECT * FROM sale"));
    }

    [Fact]
    public void A_statement_that_gives_no_row_for_long_is_canceled_in_the_middle()
    {
        using var shop = new TestDatabase();
        using var cancel = new CancellationTokenSource();
        cancel.CancelAfter(TimeSpan.FromMilliseconds(100));
        Assert.Throws<OperationCanceledException>(() => shop.Database.Query<Sale>("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) AS id, '' AS city, 0 AS amount FROM n", [], cancel.Token));
    }

    static string AllColumns(string day, string date = "'2024-01-01'") =>
        $"SELECT 1 AS flag, 1 AS tiny, 1 AS small, 1 AS short, 1 AS u_short, 1 AS int, 1 AS u_int, 1 AS long, 1 AS u_long, 1 AS float, 1 AS double, 1 AS decimal, 'x' AS text, 'x' AS letter, {date} AS date, " +
        $"'2024-01-01' AS time, '2024-01-01' AS moment, '12:00' AS clock, '01:00:00' AS span, '0f8fad5b-d9cb-469f-a165-70867728950e' AS id, {day} AS day, x'' AS bytes";
}
