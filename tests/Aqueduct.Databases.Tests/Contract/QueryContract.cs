using Aqueduct.Runtime;
using Aqueduct.Tests.Tables;

namespace Aqueduct.Databases.Tests;

/// <summary>What every database does that queries are asked of, whoever filled it.</summary>
public abstract partial class QueryContract : IDisposable
{
    readonly Lazy<ITestDatabase> _shop;

    protected QueryContract() => _shop = new(Open);

    private protected ITestDatabase Shop => _shop.Value;

    private protected abstract ITestDatabase Open();

    public void Dispose()
    {
        if (_shop.IsValueCreated)
            Shop.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>A table sale of two rows, made beside Aqueduct.</summary>
    void Fill(string name = "sale")
    {
        Shop.Do($"CREATE TABLE {name}(id integer, city varchar(200), amount double precision)");
        Shop.Do($"INSERT INTO {name} VALUES (1, 'Bern', 10), (2, 'Oslo', 20)");
    }

    [Fact]
    public void Columns_are_read_into_members_of_their_kind()
    {
        Shop.Do($"CREATE TABLE kinds(id bigint, amount decimal(12, 2), ratio double precision, name varchar(100), day date, moment {Shop.Timestamp})");
        Shop.Do($"INSERT INTO kinds VALUES (9007199254740993, 1.25, 0.1, 'it''s', '2024-02-29', {Shop.Moment})");
        Shop.Do("INSERT INTO kinds VALUES (2, NULL, NULL, NULL, NULL, NULL)");
        Assert.Equal([new Kinds(2, null, null, null, null, null), new Kinds(9007199254740993, 1.25m, 0.1, "it's", new(2024, 2, 29), new(2024, 2, 29, 12, 30, 15))],
            Shop.Query<Kinds>("SELECT * FROM kinds ORDER BY id"));
        Assert.Empty(Shop.Query<Kinds>("SELECT * FROM kinds WHERE id = 0"));
    }

    [Fact]
    public void Parameters_are_bound_by_their_types()
    {
        Shop.Do($"CREATE TABLE kinds(id bigint, amount decimal(12, 2), ratio double precision, name varchar(100), day date, moment {Shop.Timestamp})");
        Shop.Do($"INSERT INTO kinds VALUES (5, 1.25, 0.5, 'Tuesday', '2024-02-29', {Shop.Moment})");
        foreach (var (condition, argument) in new[]
        {
            ("id = @v", SqlArgument.Of("v", 5)), ("id = @v", SqlArgument.Of("v", 5L)), ("id = @v AND @v < 6", SqlArgument.Of("v", (short)5)), ("amount = @v", SqlArgument.Of("v", 1.25m)), ("ratio > @v", SqlArgument.Of("v", 0.4)),
            ("name = @v", SqlArgument.Of("v", "Tuesday")), ("name = @v", SqlArgument.Of("v", Weekday.Tuesday)), ("day = @v", SqlArgument.Of("v", new DateOnly(2024, 2, 29))), ("moment = @v", SqlArgument.Of("v", new DateTime(2024, 2, 29, 12, 30, 15))),
            ("(name = @v OR id = 5)", SqlArgument.Of<string?>("v", null)), ("name <> '@v' AND /* @v */ name = @v -- @w", SqlArgument.Of("v", "Tuesday")),
        })
            Assert.True(Shop.Query<CustomerId>($"SELECT id AS cust_id FROM kinds WHERE {condition}\n", argument).Count == 1, condition);
    }

    [Fact]
    public void A_parameter_that_is_bound_to_nothing_is_named()
    {
        Fill();
        Assert.Matches("(@b is|parameters that are) bound to nothing\\. The method's parameters are @a\\.", Shop.QueryError<Sale>("SELECT * FROM sale WHERE id = @b", SqlArgument.Of("a", 1)).Message);
    }

    [Fact]
    public void Payloads_in_parameters_are_values_and_never_SQL()
    {
        Fill();
        var payloads = Payloads.All.ToArray();
        Assert.True(payloads.Length >= 300, $"{payloads.Length}");
        foreach (var payload in payloads)
            Assert.Empty(Shop.Query<Sale>("SELECT id, city, amount FROM sale WHERE city = @city", SqlArgument.Of("city", payload)));
        Assert.Equal(["1,Bern", "2,Oslo"], Shop.Rows("SELECT id, city FROM sale ORDER BY id"));
    }

    [Theory]
    [InlineData("DELETE FROM sale")]
    [InlineData("DROP TABLE sale")]
    [InlineData("UPDATE sale SET amount = 0")]
    public void A_query_cannot_change_the_database(string sql)
    {
        Fill();
        _ = Shop.QueryError<Sale>(sql);
        Assert.Equal(["1,Bern", "2,Oslo"], Shop.Rows("SELECT id, city FROM sale WHERE amount > 0 ORDER BY id"));
    }

    [Fact]
    public void A_query_is_one_statement()
    {
        Fill();
        _ = Shop.QueryError<Sale>("SELECT * FROM sale; DELETE FROM sale");
        Assert.Equal(["2"], Shop.Rows("SELECT count(*) FROM sale"));
    }

    [Fact]
    public void A_table_that_is_not_there_is_answered_with_those_there_are()
    {
        Fill("sales");
        Assert.Contains("Did you mean 'sales'?", Shop.QueryError<Sale>("SELECT * FROM sale").Message.Replace("\"sales\"", "'sales'"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_member_without_a_column_is_named_and_the_columns_are_listed()
    {
        Fill();
        Assert.Contains("no column for member Amount of Sale; it has id, city, amout. Did you mean 'amout'?", Shop.QueryError<Sale>("SELECT id, city, amount AS amout FROM sale").Message, StringComparison.Ordinal);
    }

    [Fact]
    public void NULL_in_a_member_that_may_not_be_null_is_an_error_with_row_and_column()
    {
        Fill();
        Shop.Do("INSERT INTO sale VALUES (3, NULL, 0)");
        Assert.Contains("row 3, column city is NULL, and member City (String) may not be null", Shop.QueryError<Sale>("SELECT * FROM sale ORDER BY id").Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_number_outside_its_member_is_an_error_with_row_and_column()
    {
        Shop.Do("CREATE TABLE sale(id bigint, city varchar(200), amount double precision)");
        Shop.Do("INSERT INTO sale VALUES (1, 'Bern', 1), (2147483648, 'Oslo', 2)");
        Assert.Matches(@"row 2, column id is .*member Id \(Int32\).* takes whole numbers from -2147483648 to 2147483647", Shop.QueryError<Sale>("SELECT * FROM sale ORDER BY id").Message);
    }

    [Fact]
    public void Tables_and_views_are_described_for_the_compiler()
    {
        Shop.Do("CREATE TABLE orders(order_id bigint PRIMARY KEY, coupon varchar(20), total numeric(12, 2) DEFAULT 0 NOT NULL)");
        Shop.Do("CREATE VIEW big AS SELECT order_id FROM orders");
        var tables = Shop.Database.Describe(default);
        Assert.Equal(["big", "orders"], tables.Select(t => t.Name));
        Assert.Equal(["order_id", "coupon", "total"], tables[1].Columns.Select(c => c.Name));
        Assert.Equal([("coupon", true, false), ("total", false, true)], tables[1].Columns.Skip(1).Select(c => (c.Name, c.Nullable!.Value, c.HasDefault)));
        Assert.Contains("(12,2)", tables[1].Columns[2].Type.Replace(" ", ""), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_query_that_runs_is_stopped_by_a_cancellation()
    {
        Fill();
        using var before = new CancellationTokenSource();
        before.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => Shop.Database.Query<Sale>("SELECT * FROM sale", [], before.Token));
        if (Shop.Endless is not { } endless)
            return;
        using var cancel = new CancellationTokenSource();
        var query = Task.Run(() => Shop.Database.Query<CustomerId>(endless, [], cancel.Token));
        Assert.NotSame(query, await Task.WhenAny(query, Task.Delay(TimeSpan.FromMilliseconds(300))));
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => query.WaitAsync(TimeSpan.FromSeconds(60)));
    }

    [Fact]
    public void A_wrong_address_says_what_to_do_and_nothing_secret()
    {
        foreach (var (database, advice) in Shop.Wrong)
        {
            var error = Assert.Throws<ResourceException>(() => database.Query<Sale>("SELECT 1", [], default));
            Assert.Contains(advice, error.Message, StringComparison.Ordinal);
            Assert.StartsWith("Resource 'shop'", error.Message, StringComparison.Ordinal);
            Assert.DoesNotContain("s3cr3t", error.ToString() + database.Location, StringComparison.Ordinal);
        }
    }
}
