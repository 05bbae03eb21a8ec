using Aqueduct.Runtime;

namespace Aqueduct.DuckDb.Tests;

public record Big(long Id, int Group, double Value, string Name);

public record GroupTotal(int Group, long Rows, double Value);

public class QueryTests
{
    [Fact]
    public void Tables_are_joined_and_grouped_by_the_names_of_the_parameters()
    {
        ResourceRegistry.Scope(Duck.Registry(null, "/"));
        Assert.Equal(
            [new Spent("Ada", Plan.Team, 2, 15.25m, new(2026, 1, 3)), new Spent("Böla", Plan.Free, 0, 0m, null)],
            Queries.Spending(Queries.Customers("Ada"), Queries.Orders(), new(2026, 1, 1)));
    }

    [Theory]
    [InlineData("x' OR '1'='1")]
    [InlineData("Ada'; DROP TABLE customers; --")]
    [InlineData("$name")]
    public async Task A_parameter_is_a_value_whatever_it_holds(string name)
    {
        ResourceRegistry.Scope(Duck.Registry(null, "/"));
        Assert.Empty(await Queries.Named(Queries.Customers("Ada"), name));
        Assert.Equal([new Number(1)], await Queries.Named(Queries.Customers(name), name));
    }

    [Fact]
    public void At_signs_in_texts_and_comments_are_left_alone() => Assert.Equal(
        "a@b.c", Duck.Query<Text>("""SELECT '@name' || "@q" || @name AS value /* @x */ FROM (SELECT '' AS "@q") -- @y""", SqlArgument.Of("name", "a@b.c"))[0].Value["@name".Length..]);

    [Fact]
    public void Parameters_have_their_own_types()
    {
        var types = Duck.Query<Text>("SELECT concat_ws(' ', typeof(@a), typeof(@b), typeof(@c), typeof(@d), typeof(@e), typeof(@f), typeof(@g), typeof(@h), typeof(@i), @i) AS value",
            SqlArgument.Of("a", 1), SqlArgument.Of("b", true), SqlArgument.Of("c", 0.5), SqlArgument.Of("d", 1.50m), SqlArgument.Of("e", new DateOnly(2026, 1, 1)), SqlArgument.Of("f", new DateTime(2026, 1, 1)),
            SqlArgument.Of("g", new TimeOnly(1, 2)), SqlArgument.Of("h", new byte[] { 1 }), SqlArgument.Of("i", Guid.Parse("6f9619ff-8b86-d011-b42d-00c04fc964ff")))[0].Value;
        Assert.Equal("BIGINT BOOLEAN DOUBLE DECIMAL(38,2) DATE TIMESTAMP TIME BLOB UUID 6f9619ff-8b86-d011-b42d-00c04fc964ff", types);
    }

    [Fact]
    public void A_null_is_bound_as_NULL() => Assert.Equal("nothing", Duck.Query<Text>("SELECT COALESCE(@a, 'nothing') AS value", SqlArgument.Of<string?>("a", null))[0].Value);

    [Fact]
    public void A_table_without_rows_has_its_columns() => Assert.Equal(
        [new Number(0)], Duck.Query<Number, Big>("SELECT COUNT(name) AS value FROM rows", Table<Big>.Empty));

    [Fact]
    public void A_query_without_rows_gives_none() => Assert.Empty(Duck.Query<Number>("SELECT 1 AS value WHERE false"));

    [Fact]
    public void Statements_before_the_query_are_run() => Assert.Equal(
        [new Number(7)], Duck.Query<Number>("CREATE TEMP TABLE t AS SELECT @x::INTEGER AS value; SELECT value FROM t", SqlArgument.Of("x", 7)));

    [Fact]
    public void A_null_that_a_member_does_not_take_is_refused() => Assert.Equal(
        "Resource 'duck' ('in memory'): row 2, column value is NULL, and member Value (Int32) may not be null. Make the member nullable, or leave such rows out in the query.",
        Duck.Error<Number>("SELECT value FROM (VALUES (1), (NULL)) t(value)"));

    [Fact]
    public void An_error_of_DuckDB_is_told_with_the_query()
    {
        var message = Duck.Error<Number>("SELECT valu FROM (SELECT 1 AS value)");
        Assert.StartsWith("Resource 'duck' ('in memory'): Binder Error: Referenced column \"valu\" not found", message, StringComparison.Ordinal);
        Assert.EndsWith("In: SELECT valu FROM (SELECT 1 AS value)", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("SELEC 1", "Parser Error")]
    [InlineData("", "the query is empty")]
    [InlineData("SELECT 1 AS valu", "the query has no column for member Value of Number; it has valu. Did you mean 'valu'?")]
    [InlineData("SELECT @x AS value", "the query has parameters that are bound to nothing. The method has no parameters.")]
    public void What_is_wrong_is_said(string sql, string expected) => Assert.Contains(expected, Duck.Error<Number>(sql), StringComparison.Ordinal);

    [Fact]
    public void A_table_can_be_called_like_a_word_of_SQL() => Assert.Equal(
        [new Number(3)], Duck.InMemory.Query<Number>("SELECT value FROM \"order\"", [SqlTable.Of("order", Table.Of(new Number(3)))], [], default));

    [Fact]
    public async Task A_query_that_would_take_years_is_canceled()
    {
        using var cancel = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));
        var query = Task.Run(() => Duck.InMemory.Query<Number>("SELECT SUM(a.range + b.range * c.range)::INTEGER AS value FROM range(10000000) a, range(10000000) b, range(10000000) c", [], cancel.Token));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => query.WaitAsync(TimeSpan.FromMinutes(1)));
    }

    [Fact]
    public void A_query_that_is_canceled_already_does_not_begin() =>
        Assert.Throws<OperationCanceledException>(() => Duck.InMemory.Query<Number>("SELECT 1 AS value", [], new CancellationToken(canceled: true)));

    [Fact]
    public void A_million_rows_go_in_and_out()
    {
        var rows = Enumerable.Range(0, 1_000_000).Select(i => new Big(i, i % 1000, i * 0.5, "name " + i)).ToTable();
        var totals = Duck.Query<GroupTotal, Big>("SELECT \"group\", COUNT(*) AS rows, SUM(value) AS value FROM rows GROUP BY \"group\" ORDER BY \"group\"", rows);
        Assert.Equal(1000, totals.Count);
        Assert.Equal(new GroupTotal(999, 1000, Enumerable.Range(0, 1000).Sum(i => (999 + (i * 1000L)) * 0.5)), totals[999]);
        var back = Duck.Query<Big, Big>("SELECT * FROM rows", rows);
        Assert.Equal(rows.Count, back.Count);
        Assert.True(back.Select((row, i) => row == rows[i]).All(same => same));
    }
}
