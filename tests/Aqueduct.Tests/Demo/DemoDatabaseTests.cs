using Aqueduct.Runtime;

namespace Aqueduct.Tests.Demo;

public sealed class DemoDatabaseTests : IDisposable
{
    readonly string _home = Directory.CreateTempSubdirectory("aqueduct-test-").FullName;

    public void Dispose() => Directory.Delete(_home, recursive: true);

    [Theory]
    [InlineData("customers")]
    [InlineData("customers_history")]
    [InlineData("hotel_reviews")]
    public void The_invented_tables_are_what_the_generator_gives(string table) => Assert.Equal(
        table switch { "customers" => DemoData.Customers(), "customers_history" => DemoData.CustomersHistory(), _ => DemoData.HotelReviews() },
        DemoDatabase.Text(table));

    [Fact]
    public void The_tables_have_the_rows_the_guide_tells_of() => Assert.Equal(
        ["1000", "5000", "200", "2922"],
        new[] { "customers", "customers_history", "hotel_reviews", "weather" }.SelectMany(table => Rows($"SELECT count(*) FROM {table}")));

    [Fact]
    public void Customers_have_whole_numbers_in_every_column()
    {
        var columns = Rows("SELECT name, type, \"notnull\" FROM pragma_table_info('customers')");
        Assert.Equal(
            "cust_id n_workflows n_rows n_users company_size n_integrations n_support_tickets duration_months using_deep_learning n_data_eng using_dbt".Split(' ').Select(c => $"{c},INTEGER,1"),
            columns);
        Assert.Equal(["integer"], Rows("SELECT DISTINCT typeof(n_workflows) FROM customers"));
    }

    [Fact]
    public void Reviews_have_four_columns_of_text() => Assert.Equal(
        ["hotel_name,TEXT,1", "review_date,TEXT,1", "reviewer_nationality,TEXT,1", "review,TEXT,1"],
        Rows("SELECT name, type, \"notnull\" FROM pragma_table_info('hotel_reviews')"));

    [Fact]
    public void Weather_is_numbers_and_ISO_dates_of_four_years_in_two_cities() => Assert.Equal(
        ["New York,1461,2012-01-01,2015-12-31,real", "Seattle,1461,2012-01-01,2015-12-31,real"],
        Rows("SELECT location, count(*), min(date), max(date), max(typeof(temp_max)) FROM weather GROUP BY location ORDER BY location"));

    [Fact]
    public void About_a_fifth_of_past_customers_left() => Assert.InRange(double.Parse(Rows("SELECT avg(churned) FROM customers_history")[0], System.Globalization.CultureInfo.InvariantCulture), 0.15, 0.3);

    [Fact]
    public void Many_starts_at_once_make_one_database_and_leave_nothing_else()
    {
        Parallel.For(0, 6, new ParallelOptions { MaxDegreeOfParallelism = 6 }, _ => DemoDatabase.Ensure(_home));
        Assert.Equal([Path.Combine(_home, "demo.db")], Directory.GetFileSystemEntries(_home));
        Assert.Equal(["ok"], Rows("PRAGMA integrity_check"));
    }

    [Fact]
    public void What_was_saved_into_it_stays()
    {
        using (var session = SqliteSession.Open("demo", DemoDatabase.Ensure(_home), write: true, default))
            session.Execute("CREATE TABLE mine AS SELECT 1 AS a");
        Assert.Equal(["1"], Rows("SELECT a FROM mine"));
    }

    [Fact]
    public void A_home_that_cannot_be_made_is_an_error_that_names_it()
    {
        var file = Path.Combine(_home, "file");
        File.WriteAllText(file, "");
        Assert.Contains(file, Assert.Throws<HomeException>(() => DemoDatabase.Ensure(Path.Combine(file, "home"))).Message);
    }

    string[] Rows(string sql)
    {
        using var session = SqliteSession.Open("demo", DemoDatabase.Ensure(_home), write: false, default);
        using var statement = session.Prepare(sql);
        var rows = new List<string>();
        while (statement.Step())
            rows.Add(string.Join(",", Enumerable.Range(0, statement.ColumnCount).Select(statement.NativeText)));
        return [.. rows];
    }
}
