using Aqueduct.Runtime;
using Aqueduct.Tests.Tables;

namespace Aqueduct.Databases.Tests.GoogleSheets;

/// <summary>What saves make of a spreadsheet.</summary>
public sealed class SheetSaveTests : IDisposable
{
    static readonly Table<Sale> Two = Table.Of(new Sale(1, "Bern", 10), new Sale(2, "Oslo", 20));
    static readonly Table<Sale> One = Table.Of(new Sale(2, "Rome", 5));

    readonly SheetTest _shop = new();

    /// <summary>The usual values as far as a cell keeps them: milliseconds, wall clocks of no zone.</summary>
    static Everything Usual => TestTables.Usual with { Text = "Zürich 東京 🙂 \"quoted\" 'too' \\ tab\t", Time = new(2024, 2, 29, 12, 30, 15, 123) };

    public void Dispose() => _shop.Dispose();

    [Fact]
    public void Every_type_is_read_back_as_it_was_saved()
    {
        var table = Table.Of(Usual, Usual with { Decimal = -79228162514264337593543950335m, Bytes = [], Text = "", Letter = '"', Day = (Weekday)7, Float = float.NegativeInfinity, Double = double.MaxValue, Date = new(1, 1, 1), Time = new(1900, 2, 28, 1, 2, 3) },
            Usual with { Decimal = 0.0000000000000000000000000001m, Long = long.MinValue, ULong = long.MaxValue, Int = int.MinValue, UInt = uint.MaxValue, Tiny = sbyte.MinValue, Span = TimeSpan.FromDays(-400), Double = double.NaN });
        _shop.Save("all", SaveMode.Append, table);
        Assert.Equal(Values(table), Values(_shop.Query<Everything>("all")));
    }

    [Fact]
    public void Nulls_are_read_back_beside_values()
    {
        var table = Table.Of(TestTables.None with { Int = 1 }, TestTables.Some(Usual), TestTables.None with { Text = "x" });
        _shop.Save("some", SaveMode.Append, table);
        Assert.Equal(Values(table), Values(_shop.Query<Optional>("some")));
    }

    /// <summary>Trailing zeros of decimals are not kept.</summary>
    static string[] Values<T>(Table<T> table) => [.. TestTables.Exact(table).Select(r => r.Replace("Decimal=3.30 ", "Decimal=3.3 ", StringComparison.Ordinal))];

    [Fact]
    public void Numbers_dates_and_flags_are_cells_of_their_kind_and_dates_look_like_dates()
    {
        _shop.Save("all", SaveMode.Fail, Table.Of(Usual));
        var sheet = _shop.Peer.Spreadsheet["all"];
        var columns = Enumerable.Range(0, sheet.Columns).ToDictionary(c => (string)sheet.Values[(0, c)], c => (sheet.Values.GetValueOrDefault((1, c)), sheet.Formats.GetValueOrDefault((1, c))));
        Assert.Equal((true, null), columns["flag"]);
        Assert.Equal((5d, null), columns["int"]);
        Assert.Equal((45351d, "yyyy-mm-dd"), columns["date"]);
        Assert.Equal("yyyy-mm-dd hh:mm:ss", columns["time"].Item2);
        Assert.Equal("hh:mm:ss", columns["clock"].Item2);
        Assert.Equal("2024-02-29T12:30:15.0000000+05:30", columns["moment"].Item1);
        Assert.Equal(("bold", 1, false), (sheet.Formats[(0, 0)], sheet.Frozen, sheet.Hidden));
    }

    [Fact]
    public void No_text_becomes_a_formula_a_number_or_a_date()
    {
        string[] texts = ["=1+1", "+1", "-1", "@x", "=IMPORTXML(\"http://x\")", "1.50", "2024-02-29", "TRUE", "'quoted", " spaces ", "line\nline", .. Payloads.All.Where(p => p.Length > 0)];
        _shop.Save("sale", SaveMode.Replace, texts.Select((t, i) => new Sale(i, t, 0)).ToTable());
        Assert.Equal(texts, _shop.Query<Sale>("sale").Select(s => s.City));
        Assert.Equal(texts, Enumerable.Range(1, texts.Length).Select(r => _shop.Peer.Spreadsheet["sale"].Values[(r, 1)]));
        Assert.All(_shop.Peer.Calls.Where(c => c.StartsWith("PUT ", StringComparison.Ordinal)), c => Assert.EndsWith("valueInputOption=RAW", c));
    }

    [Fact]
    public void Sheets_may_have_any_name()
    {
        foreach (var name in Payloads.All.Select(p => (p.Length > 60 ? p[..60] : p).Trim()).Where(p => p.Length > 0 && !p.Any(char.IsControl)).Distinct(StringComparer.OrdinalIgnoreCase).Where((_, i) => i % 12 == 0).Append("Q1").Append("A1:B2").Append("it's/a!b"))
        {
            _shop.Save(name, SaveMode.Fail, Two);
            Assert.Equal([.. Two], _shop.Query<Sale>("@sheet", SqlArgument.Of("sheet", name)));
        }
    }

    [Theory]
    [InlineData(SaveMode.Append)]
    [InlineData(SaveMode.Replace)]
    [InlineData(SaveMode.Fail)]
    [InlineData(SaveMode.Upsert)]
    public void No_rows_make_a_sheet_with_a_header_that_can_be_read(SaveMode mode)
    {
        _shop.Save("sale", mode, Table<Sale>.Empty, "id");
        Assert.Empty(_shop.Query<Sale>("sale"));
        if (mode != SaveMode.Fail)
            _shop.Save("sale", mode, Table<Sale>.Empty, "id");
        Assert.Equal(["id,city,amount"], _shop.Rows("sale"));
        Assert.Equal(["Welcome", "sale"], _shop.Sheets);
    }

    [Fact]
    public void Append_twice_adds_twice()
    {
        _shop.Save("sale", SaveMode.Append, Two);
        _shop.Save("sale", SaveMode.Append, One);
        Assert.Equal(["id,city,amount", "1,Bern,10", "2,Oslo,20", "2,Rome,5"], _shop.Rows("sale"));
    }

    [Fact]
    public void Replace_twice_leaves_the_second()
    {
        _shop.Save("sale", SaveMode.Replace, Two);
        var id = _shop.Peer.Spreadsheet["sale"].Id;
        _shop.Save("sale", SaveMode.Replace, One);
        Assert.Equal(["id,city,amount", "2,Rome,5"], _shop.Rows("sale"));
        Assert.Equal(id, _shop.Peer.Spreadsheet["sale"].Id);
    }

    [Fact]
    public void Fail_saves_once_and_then_says_that_the_sheet_exists()
    {
        _shop.Save("sale", SaveMode.Fail, Two);
        Assert.Contains("sheet 'Sale' exists already", _shop.SaveError("Sale", SaveMode.Fail, One).Message, StringComparison.Ordinal);
        Assert.Equal(3, _shop.Rows("sale").Length);
    }

    [Fact]
    public void Upsert_updates_rows_with_the_key_and_adds_the_others()
    {
        _shop.Put("sale", ["note", "id", "city", "amount"], ["a", "2", "Oslo", 1], ["b", 7, "Wien", 7], ["c", 1, "Bern", 1]);
        _shop.Save("sale", SaveMode.Upsert, Table.Of(new Sale(1, "first", 1), new Sale(3, "new", 3), new Sale(2, "two", 2), new Sale(1, "one", 11)), "id");
        Assert.Equal(["note,id,city,amount", "a,2,two,2", "b,7,Wien,7", "c,1,one,11", ",3,new,3"], _shop.Rows("sale"));
        _shop.Save("sale", SaveMode.Upsert, Table.Of(new Sale(7, "x", 0), new Sale(2, "y", 0), new Sale(1, "z", 0)), "ID");
        Assert.Equal(["note,id,city,amount", "a,2,y,0", "b,7,x,0", "c,1,z,0", ",3,new,3"], _shop.Rows("sale"));
        Assert.Single(_shop.Peer.Calls, c => c.StartsWith("PUT", StringComparison.Ordinal) && c == _shop.Peer.Calls.Last(l => l.StartsWith("PUT", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_key_that_is_NULL_is_like_no_other_and_one_that_is_there_twice_is_refused()
    {
        var rows = Table.Of(new Note(1, null, 1), new Note(2, null, 2), new Note(3, "a", 3), new Note(4, "a", 4));
        _shop.Save("notes", SaveMode.Upsert, rows, "body");
        _shop.Save("notes", SaveMode.Upsert, rows, "body");
        Assert.Equal([1L, 2, 4, 1, 2], _shop.Query<Note>("notes").Select(n => n.Id));
        _shop.Put("twice", ["id", "body", "score"], [1, "a", 1], [2, "a", 2]);
        Assert.Contains("has the key of row 3 twice, also in row 2", _shop.SaveError("twice", SaveMode.Upsert, rows, "body").Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_sheet_that_exists_keeps_its_order_its_looks_and_what_stands_beside()
    {
        var sheet = _shop.Put("sale", ["Sales", "of May"], ["AMOUNT", "note", "City", null, "Id", "total"], [1, "keep", "x", null, 1, 99], [2, "keep too", "y", null, 2], [3, null, "z", null, 3]);
        sheet.Values.Remove((0, 0));
        sheet.Values.Remove((0, 1));
        sheet.Formats[(2, 0)] = "#,##0.00 CHF";
        sheet.Formats[(3, 0)] = "other";
        _shop.Save("sale", SaveMode.Replace, Two);
        Assert.Equal(["", "AMOUNT,note,City,,Id,total", "10,keep,Bern,,1,99", "20,keep too,Oslo,,2,"], _shop.Rows("sale").Select(r => r.Trim(',') is "" ? "" : r));
        _shop.Save("sale", SaveMode.Append, One);
        Assert.Equal("5,,Rome,,2,", _shop.Rows("sale")[^1]);
        Assert.Equal(["#,##0.00 CHF", "#,##0.00 CHF", "#,##0.00 CHF"], new[] { 2, 3, 4 }.Select(r => sheet.Formats.Count > 0 ? _shop.Peer.Spreadsheet["sale"].Formats[(r, 0)] : ""));
    }

    [Fact]
    public void Rows_that_come_push_down_what_somebody_writes_behind_the_last_meanwhile()
    {
        _shop.Save("sale", SaveMode.Append, Two);
        _shop.Peer.Before = (call, body) =>
        {
            if (body.Contains("insertDimension", StringComparison.Ordinal))
                _shop.Peer.Spreadsheet["sale"].Put(3, 1, "typed");
        };
        _shop.Save("sale", SaveMode.Append, One);
        Assert.Equal(["id,city,amount", "1,Bern,10", "2,Oslo,20", "2,Rome,5", ",typed,"], _shop.Rows("sale"));
    }

    [Fact]
    public void A_column_the_sheet_lacks_is_named_with_the_cell_to_write_and_replace_adds_it()
    {
        var sheet = _shop.Put("sale", ["id", "amount"], [9, 9]);
        (sheet.Rows, sheet.Columns) = (2, 2);
        Assert.Contains("sheet 'sale' has no column for City; it has id, amount. Add it: write city into the cell C1.", _shop.SaveError("sale", SaveMode.Append, Two).Message, StringComparison.Ordinal);
        _shop.Save("sale", SaveMode.Replace, Two);
        Assert.Equal(["id,amount,city", "1,10,Bern", "2,20,Oslo"], _shop.Rows("sale"));
        _shop.Save("sale", SaveMode.Append, One);
        Assert.Equal("2,5,Rome", _shop.Rows("sale")[^1]);
    }

    [Theory]
    [InlineData(SaveMode.Append)]
    [InlineData(SaveMode.Replace)]
    [InlineData(SaveMode.Upsert)]
    public void A_row_that_is_refused_in_the_middle_leaves_the_spreadsheet_as_it_was(SaveMode mode)
    {
        _shop.Save("sale", SaveMode.Append, Two);
        var rows = Enumerable.Range(10, 60_000).Select(i => new Sale(i, i == 50_000 ? new string('x', 50_001) : "some place or other", 1)).ToTable();
        var message = _shop.SaveError("sale", mode, rows, "id").Message;
        Assert.Matches("sheet 'sale', row 49,99[0-9] of the table, column City: it is a text of 50,001 characters; a cell holds 50,000", message);
        Assert.Equal(["id,city,amount", "1,Bern,10", "2,Oslo,20"], _shop.Rows("sale"));
        Assert.Equal(["Welcome", "sale"], _shop.Sheets);
        Assert.Contains("half a surrogate pair", _shop.SaveError("sale", mode, Table.Of(new Sale(1, "\ud83d", 1)), "id").Message, StringComparison.Ordinal);
    }

    [Fact]
    public void More_cells_than_a_spreadsheet_holds_are_refused_before_anything_is_written()
    {
        _shop.Peer.Spreadsheet["Welcome"].Rows = 380_000;
        var rows = new Table<Sale>(new Column<int>(new int[40_000]), new Column<string>([.. Enumerable.Repeat("x", 40_000)]), new Column<double>(new double[40_000]));
        Assert.Contains("needs room for 10,1", _shop.SaveError("sale", SaveMode.Append, rows).Message, StringComparison.Ordinal);
        Assert.DoesNotContain(_shop.Peer.Calls, c => c.StartsWith("PUT", StringComparison.Ordinal) || c.Contains(":batchUpdate") && !c.StartsWith("POST", StringComparison.Ordinal));
        Assert.Equal(["Welcome"], _shop.Sheets);
    }

    [Fact]
    public void A_hundred_thousand_rows_are_saved_in_requests_of_a_size_that_Google_advises_and_as_a_stream()
    {
        const int count = 100_000;
        var largest = 0;
        _shop.Peer.Before = (_, body) => largest = Math.Max(largest, body.Length);
        var rows = Enumerable.Range(0, count).Select(i => new Sale(i, "somewhere", i / 4d)).ToTable();
        _shop.Save("sale", SaveMode.Replace, rows);
        Assert.Equal(2, _shop.Peer.Calls.Count(c => c.StartsWith("PUT ", StringComparison.Ordinal)));
        Assert.Equal([.. rows], _shop.Query<Sale>("sale"));
        Assert.Equal(count, _shop.SaveBatches("stream", SaveMode.Append, rows.InBatches(7_000)));
        Assert.Equal([.. rows], _shop.Query<Sale>("stream"));
        Assert.InRange(largest, 1_000_000, 2_000_000);
    }

    [Fact]
    public void A_run_publishes_a_save_once_however_often_it_is_tried()
    {
        SaveRequest save = TableSave.Of(_shop.Database, "sale", SaveMode.Append, Two, null);
        var first = Publisher.Publish([("Save", save)], "r1", TimeProvider.System, default)[0];
        var again = Publisher.Publish([("Save", save)], "r1", TimeProvider.System, default)[0];
        save.EarlierRuns = ["r1"];
        var continued = Publisher.Publish([("Save", save)], "r2", TimeProvider.System, default)[0];
        Assert.Equal(3, _shop.Rows("sale").Length);
        Assert.Equal(["run,node,table_name,rows", "r1,Save,sale,2"], _shop.Rows("aqueduct_publications").Select(r => string.Join(',', r.Split(',')[..4])));
        Assert.True(_shop.Peer.Spreadsheet["aqueduct_publications"].Hidden);
        Assert.Equal((2, 2, 2), (first.Rows, again.Rows, continued.Rows));
        Assert.Equal(first.PublishedAt, again.PublishedAt);
        Assert.Equal(_shop.Database.Location, first.Location);
        _ = Publisher.Publish([("Save", TableSave.Of(_shop.Database, "sale", SaveMode.Append, One, null))], "r3", TimeProvider.System, default);
        Assert.Equal(3, _shop.Rows("aqueduct_publications").Length);
    }

    [Fact]
    public void Saves_of_one_run_are_published_together_or_not_at_all()
    {
        _shop.Put("strict", ["id"]);
        SaveRequest good = TableSave.Of(_shop.Database, "sale", SaveMode.Append, Two, null), bad = TableSave.Of(_shop.Database, "strict", SaveMode.Append, Two, null), other = TableSave.Of(_shop.Database, "other", SaveMode.Replace, One, null);
        Assert.Equal("Bad", Assert.Throws<PublicationException>(() => Publisher.Publish([("Good", good), ("Bad", bad)], "r1", TimeProvider.System, default)).Node);
        Assert.Equal(["Welcome", "strict"], _shop.Sheets);
        _ = Publisher.Publish([("Good", good), ("Other", other)], "r2", TimeProvider.System, default);
        Assert.Equal(["Welcome", "aqueduct_publications", "other", "sale", "strict"], _shop.Sheets);
        Assert.Contains("two saves of one run go into sheet 'Sale'", Assert.Throws<PublicationException>(() => Publisher.Publish([("A", TableSave.Of(_shop.Database, "sale", SaveMode.Append, Two, null)), ("B", TableSave.Of(_shop.Database, "Sale", SaveMode.Append, Two, null))], "r3", TimeProvider.System, default)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_save_that_is_canceled_leaves_the_spreadsheet_as_it_was()
    {
        using var cancel = new CancellationTokenSource();
        using (var transaction = _shop.Database.BeginSave(cancel.Token))
        {
            transaction.Stage(TableSave.Of(_shop.Database, "sale", SaveMode.Replace, One, null), cancel.Token);
            cancel.Cancel();
            Assert.ThrowsAny<OperationCanceledException>(() => transaction.Stage(TableSave.Of(_shop.Database, "other", SaveMode.Append, Two, null), cancel.Token));
        }

        Assert.Equal(["Welcome"], _shop.Sheets);
    }

    [Theory]
    [InlineData("aqueduct_stage_x")]
    [InlineData("a\nb")]
    public void Names_that_are_no_sheet_of_peoples_are_refused(string name) =>
        Assert.Contains("cannot be the name of a sheet", _shop.SaveError(name, SaveMode.Append, Two).Message, StringComparison.Ordinal);

    [Fact]
    public void A_chart_is_not_saved_to()
    {
        _shop.Peer.Spreadsheet.Sheets.Add(new Peer.PeerSheet { Id = 5, Title = "chart", IsChart = true, Rows = 0, Columns = 0 });
        Assert.Contains("sheet 'chart' has no cells of its own", _shop.SaveError("chart", SaveMode.Replace, Two).Message, StringComparison.Ordinal);
        Assert.Contains("there is no sheet 'chart' with cells", _shop.QueryError<Sale>("chart").Message, StringComparison.Ordinal);
    }
}
