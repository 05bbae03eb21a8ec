using Aqueduct.Connectors.GoogleSheets;
using Aqueduct.Runtime;
using Aqueduct.Tests.Tables;

namespace Aqueduct.Databases.Tests.GoogleSheets;

/// <summary>What is read of a sheet that people have filled.</summary>
public sealed class SheetReadTests : IDisposable
{
    readonly SheetTest _shop = new();

    public void Dispose() => _shop.Dispose();

    [Fact]
    public void A_sheet_is_a_table_whose_columns_are_found_by_their_names_in_any_order()
    {
        _shop.Put("Sales of May", [], ["Amount", null, "CITY", "note", " id "], [10, null, "Bern", "x", 1], [], [20.5, null, "Oslo", null, 2]);
        Assert.Equal([new Sale(1, "Bern", 10), new Sale(2, "Oslo", 20.5)], _shop.Query<Sale>("Sales of May"));
        Assert.Equal([new Sale(1, "Bern", 10), new Sale(2, "Oslo", 20.5)], _shop.Query<Sale>("sales of may!A2:E"));
    }

    [Fact]
    public void An_area_is_a_table_of_its_own()
    {
        _shop.Put("It's 'A1'", ["id", "city", "amount", null, "id", "city", "amount"], [1, "Bern", 10, null, 3, "Rome", 30], [2, "Oslo", 20, null, 4, "Wien", 40]);
        Assert.Equal([new Sale(3, "Rome", 30), new Sale(4, "Wien", 40)], _shop.Query<Sale>("'It''s ''A1'''!E:G"));
        Assert.Equal([new Sale(1, "Bern", 10)], _shop.Query<Sale>("It's 'A1'!A1:C2"));
    }

    [Fact]
    public void A_parameter_names_the_sheet_and_nothing_else()
    {
        _shop.Put("2024", ["id", "city", "amount"], [1, "Bern", 10]);
        Assert.Equal("Bern", _shop.Query<Sale>("@year!A:C", SqlArgument.Of("year", "2024"))[0].City);
        Assert.Equal("Bern", _shop.Query<Sale>("@year", SqlArgument.Of("year", 2024))[0].City);
        foreach (var (payload, i) in Payloads.All.Select((p, i) => (p, i)))
            if (i % 10 == 0)
                Assert.Contains("there is no sheet", _shop.QueryError<Sale>("@year!A:C", SqlArgument.Of("year", payload)).Message, StringComparison.Ordinal);
        Assert.Contains("names @year. The method's parameters are @month", _shop.QueryError<Sale>("@year", SqlArgument.Of("month", "5")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_people_write_is_read_into_members_of_its_kind()
    {
        // Days since 1899-12-30, as Google gives dates; an hour in July is two hours before that of UTC in Zurich.
        _shop.Put("kinds", ["id", "flag", "amount", "text", "date", "time", "moment", "clock", "span"],
            [9007199254740991d, true, "1.25", 7.5, 45351, 45351.521006944445, 45490.5, 0.75, 1.5],
            [1E+15, "false", 2, true, "2024-02-29", "2024-02-29T12:30:15", "2024-07-17T12:00:00+05:30", "23:59:59", "1.02:03:04"]);
        var rows = _shop.Query<Cell>("kinds");
        Assert.Equal(new Cell(9007199254740991, true, 1.25m, "7.5", new(2024, 2, 29), new(2024, 2, 29, 12, 30, 15), new(2024, 7, 17, 12, 0, 0, TimeSpan.FromHours(2)), new(18, 0), TimeSpan.FromHours(36)), rows[0]);
        Assert.Equal(new Cell(1000000000000000, false, 2, "true", new(2024, 2, 29), new(2024, 2, 29, 12, 30, 15), new(2024, 7, 17, 12, 0, 0, TimeSpan.FromHours(5.5)), new(23, 59, 59), new(1, 2, 3, 4)), rows[1]);
    }

    [Fact]
    public void An_hour_that_the_clocks_leave_out_is_no_instant()
    {
        _shop.Put("kinds", ["id", "flag", "amount", "text", "date", "time", "moment", "clock", "span"], [1, true, 1, "x", 45351, 45351, 45382.1041666667, 0.5, 0.5]);
        Assert.Contains("sheet 'kinds', cell G2 (column moment) is 45382.1041666667; member Moment (DateTimeOffset) takes", _shop.QueryError<Cell>("kinds").Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_cell_is_null_or_an_empty_text_and_a_row_without_any_value_is_passed_over()
    {
        _shop.Put("notes", ["id", "body", "score", "sum"], [1, null, null, 10], [null, null, null, 20], [2, "b", 0.5]);
        Assert.Equal([new Note(1, null, null), new Note(2, "b", 0.5)], _shop.Query<Note>("notes"));
        _shop.Put("sale", ["id", "city", "amount"], [1, null, 1], [null, "Bern", 1]);
        Assert.Contains("sheet 'sale', cell A3 (column id) is empty, and member Id (Int32) may not be null", _shop.QueryError<Sale>("sale").Message, StringComparison.Ordinal);
        Assert.Equal("", _shop.Query<Sale>("sale!A1:C2")[0].City);
    }

    [Theory]
    [InlineData("amount", "1,5", "cell AB3 (column amount) is the text '1,5'; member Amount (Double) takes numbers such as 1234.5")]
    [InlineData("id", "2147483648", "cell AA3 (column id) is 2147483648; member Id (Int32) takes whole numbers")]
    [InlineData("id", "#N/A", "cell AA3 (column id) is the text '#N/A'; member Id (Int32) takes whole numbers")]
    public void What_does_not_fit_is_named_with_its_cell(string column, string value, string expected)
    {
        var sheet = _shop.Put("sale");
        sheet.Columns = 40;
        foreach (var (name, place) in new[] { ("id", 26), ("amount", 27), ("city", 28) })
        {
            sheet.Put(0, place, name);
            sheet.Put(1, place, 1d);
            sheet.Put(2, place, name == column ? double.TryParse(value.Replace(',', 'x'), out var number) ? number : value : 2d);
        }

        Assert.Contains($"sheet 'sale', {expected}", _shop.QueryError<Sale>("sale").Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sals", "there is no sheet 'sals' with cells. There are Welcome, sale. Did you mean 'sale'?")]
    [InlineData("sale!C:D", "sheet 'sale' has no column for member Id of Sale; it has amout. Did you mean 'amout'?|sheet 'sale' has no column for member Id of Sale; it has amout.")]
    [InlineData("sale", "sheet 'sale' has no column for member Amount of Sale; it has id, city, amout. Did you mean 'amout'?")]
    [InlineData("Welcome", "sheet 'Welcome' is empty; its first row names the columns")]
    [InlineData("sale!A2000:C", "the area begins outside of sheet 'sale', which has 1,000 rows and the columns A to Z")]
    [InlineData("A1:C5", "'A1:C5' names no sheet. Write the sheet in front of it: Orders!A1:C5")]
    [InlineData("sale!C:A", "'C:A' is no area")]
    [InlineData("SELECT * FROM sale", "it is SQL, and a query of a spreadsheet is a sheet's name")]
    public void What_cannot_be_read_says_what_there_is(string query, string expected)
    {
        _shop.Put("sale", ["id", "city", "amout"], [1, "Bern", 10]);
        Assert.Contains(expected.Split('|'), e => _shop.QueryError<Sale>(query).Message.Contains(e, StringComparison.Ordinal));
    }

    [Fact]
    public void Columns_that_fit_equally_well_are_told()
    {
        _shop.Put("sale", ["id", "c_ity", "ci_ty", "amount"], [1, "Bern", "Oslo", 10]);
        Assert.Contains("several columns fit member City: id, c_ity, ci_ty, amount", _shop.QueryError<Sale>("sale").Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_large_sheet_is_read_in_pages_and_as_a_stream()
    {
        const int count = 150_000;
        var sheet = _shop.Put("sale", ["id", "city", "amount"]);
        sheet.Rows = count + 100;
        sheet.Columns = 3;
        for (var i = 0; i < count; i++)
            foreach (var (column, value) in new (int, object)[] { (0, (double)i), (1, "x"), (2, i / 4d) })
                sheet.Put(i + 1, column, value);
        var all = _shop.Query<Sale>("sale");
        Assert.Equal((count, new Sale(count - 1, "x", (count - 1) / 4d)), (all.Count, all[count - 1]));
        Assert.Equal(count, _shop.Database.Stream<Sale>("sale", [], default).Sum(b => b.Count));
        Assert.True(_shop.Peer.Calls.Count(c => c.Contains("/values/", StringComparison.Ordinal)) is >= 6 and < 12);
    }

    [Fact]
    public void Sheets_are_described_with_their_columns()
    {
        _shop.Put("Sales", [], ["id", null, "city"], [1, null, "Bern"], ["two", null, "Oslo"], [3]);
        _shop.Put("aqueduct_publications", ["run"]);
        var table = Assert.Single(_shop.Database.Describe(default));
        Assert.Equal("Sales", table.Name);
        Assert.Equal([("id", "number or text", null), ("city", "text", true)], table.Columns.Select(c => (c.Name, c.Type, c.Nullable)));
    }

    [Fact]
    public void First_rows_of_a_sheet_are_shown_below_its_header_and_no_more_are_asked_for()
    {
        var sheet = _shop.Put("it's; 'odd'!A1", [], ["id", null, "city"], [1.5, null, "Bern"], [], [null, null, true], [3, null, new string('x', 300)]);
        sheet.Rows = 1_000_000;
        sheet.Columns = 3;
        var peek = _shop.Database.Peek("it's; 'odd'!A1", new PeekSize(), default);
        Assert.Equal([("id", "1.5", null, "3"), ("city", "Bern", "true", new string('x', 200) + "…")], peek.Fields.Select((f, c) => (f.Name, peek.ColumnAt(c).TextAt(0), peek.ColumnAt(c).TextAt(1), peek.ColumnAt(c).TextAt(2)!)));
        Assert.Equal((3, false, 1), (peek.Count, peek.HasMore, peek.Cut));
        Assert.Equal((1, true), (_shop.Database.Peek("it's; 'odd'!A1", new PeekSize(1), default).Count, _shop.Database.Peek("it's; 'odd'!A1", new PeekSize(1), default).HasMore));
        Assert.Empty(_shop.Database.Peek("Welcome", new PeekSize(), default).Fields);
        Assert.Contains("Did you mean 'Welcome'?", Assert.Throws<ResourceException>(() => _shop.Database.Peek("Welcom", new PeekSize(), default)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_canceled_query_is_not_asked()
    {
        using var cancel = new CancellationTokenSource();
        cancel.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => _shop.Database.Query<Sale>("sale", [], cancel.Token));
        Assert.Empty(_shop.Peer.Calls);
    }
}

/// <summary>What people write into cells.</summary>
public sealed record Cell(long Id, bool Flag, decimal Amount, string Text, DateOnly Date, DateTime Time, DateTimeOffset Moment, TimeOnly Clock, TimeSpan Span)
{
    [System.Runtime.CompilerServices.ModuleInitializer]
    internal static void Register() => RowType<Cell>.Register(new TestRows<Cell>(
        [Field.Of<long>("Id", false), Field.Of<bool>("Flag", false), Field.Of<decimal>("Amount", false), Field.Of<string>("Text", false), Field.Of<DateOnly>("Date", false), Field.Of<DateTime>("Time", false), Field.Of<DateTimeOffset>("Moment", false), Field.Of<TimeOnly>("Clock", false), Field.Of<TimeSpan>("Span", false)],
        (c, i) => new(c[0].At<long>(i), c[1].At<bool>(i), c[2].At<decimal>(i), c[3].At<string>(i), c[4].At<DateOnly>(i), c[5].At<DateTime>(i), c[6].At<DateTimeOffset>(i), c[7].At<TimeOnly>(i), c[8].At<TimeSpan>(i)),
        (b, r) => { b[0].Add(r.Id); b[1].Add(r.Flag); b[2].Add(r.Amount); b[3].Add(r.Text); b[4].Add(r.Date); b[5].Add(r.Time); b[6].Add(r.Moment); b[7].Add(r.Clock); b[8].Add(r.Span); }));
}
