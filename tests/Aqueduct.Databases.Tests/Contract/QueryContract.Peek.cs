using Aqueduct.Runtime;

namespace Aqueduct.Databases.Tests;

/// <summary>What every database does whose tables people look at.</summary>
public abstract partial class QueryContract
{
    private protected static string[] Cells(TablePeek peek) =>
        [.. Enumerable.Range(0, peek.Count).Select(row => string.Join('|', Enumerable.Range(0, peek.Fields.Count).Select(c => peek.ColumnAt(c).TextAt(row) ?? "NULL")))];

    [Fact]
    public void First_rows_are_shown_with_long_texts_cut_and_nulls_as_such()
    {
        Shop.Do($"CREATE TABLE kinds(id bigint, amount decimal(12, 2), ratio double precision, name varchar(400), day date, moment {Shop.Timestamp})");
        Shop.Do($"INSERT INTO kinds VALUES (9007199254740993, 1.25, 0.1, '{new string('x', 300)}', '2024-02-29', {Shop.Moment})");
        Shop.Do("INSERT INTO kinds VALUES (2, NULL, NULL, 'it''s', NULL, NULL)");
        var peek = Shop.Database.Peek("kinds", new PeekSize(), default);
        Assert.Equal(["id", "amount", "ratio", "name", "day", "moment"], peek.Fields.Select(f => f.Name));
        Assert.Matches(@$"^9007199254740993\|1.25\|0.1\|x{{200}}…\|2024-02-29[T0:.]*( 00:00:00)?\|2024-02-29[ T]12:30:15", Cells(peek)[0]);
        Assert.Equal("2|NULL|NULL|it's|NULL|NULL", Cells(peek)[1]);
        Assert.True(peek.Fields.Take(3).All(f => f.Kind is FieldKind.Int64 or FieldKind.Double or FieldKind.Decimal) && peek.Fields[3].Kind == FieldKind.String);
        Assert.Equal("2 rows; 1 text is cut after 200 characters", peek.Extent(new PeekSize()));
        Assert.EndsWith(new string('x', 300), Cells(Shop.Database.Peek("kinds", new PeekSize(Text: PeekSize.FileText), default))[0].Split('|')[3], StringComparison.Ordinal);
    }

    [Fact]
    public void No_more_rows_are_shown_than_are_wanted_and_columns_where_there_are_none()
    {
        Fill();
        Shop.Do("CREATE VIEW none AS SELECT id, city FROM sale WHERE id > 9");
        var (one, two, none) = (Shop.Database.Peek("sale", new PeekSize(1), default), Shop.Database.Peek("SALE", new PeekSize(2), default), Shop.Database.Peek("none", new PeekSize(), default));
        Assert.Equal((1, true, "the first 1 row"), (one.Count, one.HasMore, one.Extent(new PeekSize())));
        Assert.Equal((2, false, "2 rows"), (two.Count, two.HasMore, two.Extent(new PeekSize())));
        Assert.Equal((0, false, "id city"), (none.Count, none.HasMore, string.Join(' ', none.Fields.Select(f => f.Name))));
        Assert.Equal(["id", "city"], none.Table.Columns.Select(c => c.Name));
    }

    [Fact]
    public void Names_that_are_made_to_harm_are_names()
    {
        Fill();
        foreach (var name in (string[])["it's", "a\"b", "a`b", "a]b", "sale; DROP TABLE sale; --", "Łódź 東京", "sale.x", "@p1 :p $1", "SELECT", "<b>", "%s%n", "a\\"])
        {
            Shop.Do($"CREATE TABLE {Shop.Quote(name)}({Shop.Quote(name)} integer)");
            Shop.Do($"INSERT INTO {Shop.Quote(name)} VALUES (7)");
            var peek = Shop.Database.Peek(name, new PeekSize(), default);
            Assert.Equal((name, "7"), (Assert.Single(peek.Fields).Name, Assert.Single(Cells(peek))));
            Shop.Do($"DROP TABLE {Shop.Quote(name)}");
        }

        Assert.Equal(["2"], Shop.Rows("SELECT count(*) FROM sale"));
    }

    [Fact]
    public void A_table_that_is_not_there_is_not_looked_for_by_SQL()
    {
        Fill("sales");
        foreach (var name in (string[])["sales; DROP TABLE sales", "sales --", "sales\"", "sales\" WHERE 1=0 --", ""])
            Assert.True(Assert.Throws<ResourceException>(() => Shop.Database.Peek(name, new PeekSize(), default)).IsMissing);
        Assert.Contains("has no table 'sale'. There is sales. Did you mean 'sales'?", Assert.Throws<ResourceException>(() => Shop.Database.Peek("sale", new PeekSize(), default)).Message, StringComparison.Ordinal);
        Assert.Equal(["2"], Shop.Rows("SELECT count(*) FROM sales"));
    }

    [Fact]
    public async Task Of_a_billion_rows_only_the_first_are_read()
    {
        Shop.Do("CREATE TABLE n(i integer)");
        Shop.Do("INSERT INTO n VALUES (1)");
        for (var doubled = 0; doubled < 10; doubled++)
            Shop.Do("INSERT INTO n SELECT i FROM n");
        Shop.Do("CREATE VIEW billion AS SELECT a.i FROM n a CROSS JOIN n b CROSS JOIN n c");
        var peek = await Task.Run(() => Shop.Database.Peek("billion", new PeekSize(PeekSize.MostRows), default)).WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal((PeekSize.MostRows, true), (peek.Count, peek.HasMore));
    }

    [Fact]
    public async Task Looking_is_stopped_by_a_cancellation_and_leaves_no_lock()
    {
        if (Shop.Endless is not { } endless)
            return;
        Shop.Do($"CREATE VIEW endless AS {endless}");
        using var cancel = new CancellationTokenSource();
        var looking = Task.Run(() => Shop.Database.Peek("endless", new PeekSize(), cancel.Token));
        Assert.NotSame(looking, await Task.WhenAny(looking, Task.Delay(TimeSpan.FromMilliseconds(300))));
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => looking.WaitAsync(TimeSpan.FromSeconds(60)));
        Shop.Do("DROP VIEW endless");
    }
}
