using Aqueduct.Tests.Tables;
using CsCheck;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace Aqueduct.Conversions.Tests;

/// <summary>Tables to ML.NET's data views and back.</summary>
public class DataViewTests
{
    static Table<CustomerId> Ids(int count) => Enumerable.Range(0, count).Select(i => new CustomerId(i)).ToTable();

    static List<int> Read(DataViewRowCursor cursor)
    {
        using (cursor)
        {
            var (get, ids, id) = (cursor.GetGetter<int>(cursor.Schema[0]), new List<int>(), 0);
            while (cursor.MoveNext())
            {
                get(ref id);
                ids.Add(id);
            }

            return ids;
        }
    }

    [Fact]
    public void Any_table_comes_back() =>
        Rows.Any.Array[0, 20].Select(Table.Of).Sample(table => Assert.Equal(Cells.Of(table), Cells.Of(table.AsDataView().ToTable<Everything>())), iter: 200);

    [Fact]
    public void Any_table_with_nulls_comes_back_with_all_that_is_missing_null() =>
        Rows.AnyOptional.Array[0, 20].Select(Table.Of).Sample(table => Assert.Equal(Cells.Of(table, Cells.Missing), Cells.Of(table.AsDataView().ToTable<Optional>())), iter: 200);

    [Fact]
    public void The_usual_and_nothing_come_back()
    {
        Assert.Equal(Cells.Of(Table.Of(TestTables.Usual)), Cells.Of(Table.Of(TestTables.Usual).AsDataView().ToTable<Everything>()));
        Assert.Empty(Table<Everything>.Empty.AsDataView().ToTable<Everything>());
    }

    [Fact]
    public void Columns_have_the_types_that_ML_NET_expects() => Assert.Equal(
        "Flag Boolean, Tiny SByte, Small Byte, Short Int16, UShort UInt16, Int Int32, UInt UInt32, Long Int64, ULong UInt64, Float Single, Double Double, Decimal Double, Text String, Letter String, Date DateTime, "
        + "Time DateTime, Moment DateTimeOffset, Clock String, Span TimeSpan, Id String, Day String, Bytes Vector<Byte>",
        string.Join(", ", Table.Of(TestTables.Usual).AsDataView().Schema.Select(c => $"{c.Name} {c.Type}")));

    [Fact]
    public void What_may_be_null_has_a_type_with_a_missing_value() => Assert.Equal(
        "Flag Single, Tiny Double, Small Double, Short Double, UShort Double, Int Double, UInt Double, Long Double, ULong Double, Float Single, Double Double, Decimal Double, Text String, Letter String, Date String, "
        + "Time String, Moment String, Clock String, Span String, Id String, Day String, Bytes Vector<Byte>",
        string.Join(", ", Table.Of(TestTables.None).AsDataView().Schema.Select(c => $"{c.Name} {c.Type}")));

    [Fact]
    public void The_number_of_rows_is_known() => Assert.Equal(3, Ids(3).AsDataView().GetRowCount());

    [Theory]
    [InlineData(1, 0)]
    [InlineData(3, 1)]
    [InlineData(3, 1000)]
    [InlineData(4, 1024)]
    public void Cursors_share_the_rows_and_their_batches_give_the_order_back(int cursors, int rows)
    {
        var view = Ids(rows).AsDataView();
        var (batches, seen) = (new SortedDictionary<long, (int Cursor, List<int> Ids)>(), 0);
        foreach (var (cursor, index) in view.GetRowCursorSet(view.Schema, cursors).Select((c, i) => (c, i)))
        {
            var (get, id) = (cursor.GetGetter<int>(cursor.Schema[0]), 0);
            for (var (batch, position) = (-1L, 0); cursor.MoveNext(); position++)
            {
                Assert.True(cursor.Batch >= batch);
                Assert.Equal(position, cursor.Position);
                batch = cursor.Batch;
                get(ref id);
                batches.TryAdd(batch, (index, []));
                Assert.Equal(index, batches[batch].Cursor);
                batches[batch].Ids.Add(id);
                seen++;
            }
        }

        Assert.Equal(rows, seen);
        Assert.Equal(Enumerable.Range(0, rows), batches.Values.SelectMany(b => b.Ids));
    }

    [Fact]
    public void Shuffling_gives_each_row_once_and_the_same_order_for_a_seed()
    {
        var view = Ids(1000).AsDataView();

        var once = Read(view.GetRowCursor(view.Schema, new Random(1)));

        Assert.True(view.CanShuffle);
        Assert.NotEqual(Enumerable.Range(0, 1000), once);
        Assert.Equal(Enumerable.Range(0, 1000), once.Order());
        Assert.Equal(once, Read(view.GetRowCursor(view.Schema, new Random(1))));
        Assert.Equal(Enumerable.Range(0, 1000), view.GetRowCursorSet(view.Schema, 3, new Random(1)).SelectMany(Read).Order());
    }

    [Fact]
    public void A_row_has_the_same_id_wherever_it_stands()
    {
        var view = Ids(10).AsDataView();
        using var cursor = view.GetRowCursor(view.Schema, new Random(1));
        var (get, getId, id, rowId) = (cursor.GetGetter<int>(view.Schema[0]), cursor.GetIdGetter(), 0, default(DataViewRowId));
        while (cursor.MoveNext())
        {
            get(ref id);
            getId(ref rowId);
            Assert.Equal((ulong)id, rowId.Low);
        }
    }

    [Fact]
    public void A_cursor_gives_the_columns_it_was_made_for_in_their_types()
    {
        var view = Table.Of(new Sale(1, "Bern", 2.5)).AsDataView();
        using var cursor = view.GetRowCursor([view.Schema["Id"]]);

        Assert.Equal((true, false), (cursor.IsColumnActive(view.Schema["Id"]), cursor.IsColumnActive(view.Schema["City"])));
        Assert.Contains("Column City was not among", Assert.Throws<ArgumentException>(() => cursor.GetGetter<ReadOnlyMemory<char>>(view.Schema["City"])).Message);
        Assert.Contains("Column Id holds Int32, not Single.", Assert.Throws<ArgumentException>(() => cursor.GetGetter<float>(view.Schema["Id"])).Message);
    }

    [Fact]
    public void ML_NET_may_write_into_the_bytes_it_was_given()
    {
        var table = Table.Of(TestTables.Usual with { Bytes = [1, 2, 3] });
        var view = table.AsDataView();
        using var cursor = view.GetRowCursor(view.Schema);
        var bytes = default(VBuffer<byte>);
        cursor.MoveNext();
        cursor.GetGetter<VBuffer<byte>>(view.Schema["Bytes"])(ref bytes);
        VBufferEditor.CreateFromBuffer(ref bytes).Values.Clear();

        Assert.Equal([1, 2, 3], table[0].Bytes);
    }

    [Fact]
    public void An_integer_that_is_no_double_is_refused()
    {
        var view = Table.Of(TestTables.None, TestTables.None with { Long = (1L << 53) + 1 }).AsDataView();

        Assert.Contains("Row 2 of column Long is 9007199254740993, which is no double", Assert.Throws<InvalidDataException>(() => view.ToTable<Optional>()).Message);
        Assert.Equal(long.MinValue, Table.Of(TestTables.None with { Long = long.MinValue }).AsDataView().GetColumn<double>("Long").Single());
        Assert.Throws<InvalidDataException>(() => Table.Of(TestTables.None with { Long = long.MaxValue }).AsDataView().GetColumn<double>("Long").Single());
    }

    [Fact]
    public void A_column_of_another_type_is_refused_by_row()
    {
        var view = Table.Of(new Sale(1, "Bern", 1), new Sale(2, "Genf", 2.5)).AsDataView();
        view = new MLContext().Transforms.CopyColumns("CustId", "Amount").Fit(view).Transform(view);

        Assert.Equal("Row 2, column CustId of the data view (Double) is '2.5'; member CustId (Int32) takes whole numbers in the range of Int32.", Assert.Throws<InvalidDataException>(() => view.ToTable<CustomerId>()).Message);
    }

    [Fact]
    public void A_missing_column_is_named_with_those_there_are() => Assert.StartsWith("The data view has no column for member CustId of CustomerId; it has Id, City, Amount.",
        Assert.Throws<InvalidDataException>(() => Table.Of(new Sale(1, "Bern", 1)).AsDataView().ToTable<CustomerId>()).Message);

    [Fact]
    public void NaN_is_no_value_of_a_member_that_is_no_real_number()
    {
        var view = Table.Of(new Note(1, null, null)).AsDataView();
        view = new MLContext().Transforms.CopyColumns("CustId", "Score").Fit(view).Transform(view);

        Assert.Contains("is 'NaN'; member CustId (Int32) takes whole numbers", Assert.Throws<InvalidDataException>(() => view.ToTable<CustomerId>()).Message);
    }

    [Fact]
    public void A_vector_is_no_value_of_a_member()
    {
        var view = Table.Of(new Sale(1, "Bern", 1)).AsDataView();
        view = new MLContext().Transforms.Concatenate("CustId", "Amount").Fit(view).Transform(view);

        Assert.Contains("Column CustId of the data view is of type Vector<Double, 1>, which member CustId (Int32) does not take", Assert.Throws<InvalidDataException>(() => view.ToTable<CustomerId>()).Message);
    }

    [Fact]
    public void Of_a_key_the_number_is_taken()
    {
        var view = Table.Of(new Sale(1, "Bern", 1), new Sale(2, "Genf", 1), new Sale(3, "Bern", 1)).AsDataView();
        view = new MLContext().Transforms.Conversion.MapValueToKey("CustId", "City").Fit(view).Transform(view);

        Assert.Equal([1, 2, 1], view.ToTable<CustomerId>().Select(c => c.CustId));
    }

    [Fact]
    public void A_key_that_is_missing_is_no_number()
    {
        var known = Table.Of(new Sale(1, "Bern", 1)).AsDataView();
        var view = new MLContext().Transforms.Conversion.MapValueToKey("CustId", "City").Fit(known).Transform(Table.Of(new Sale(1, "Bern", 1), new Sale(2, "Genf", 1)).AsDataView());

        Assert.StartsWith("Row 2, column CustId of the data view is null, and member CustId (Int32) may not be null.", Assert.Throws<InvalidDataException>(() => view.ToTable<CustomerId>()).Message);
    }

    [Fact]
    public void Of_columns_of_one_name_the_last_counts()
    {
        var view = Table.Of(new Sale(1, "Bern", 1)).AsDataView();
        view = new MLContext().Transforms.Expression("Amount", "x => x + 1", "Amount").Fit(view).Transform(view);

        Assert.Equal([new Sale(1, "Bern", 2)], view.ToTable<Sale>());
    }

    [Fact]
    public void Texts_are_not_copied()
    {
        var table = Table.Of(new Sale(1, new string('x', 3), 1));

        Assert.Same(table[0].City, table.AsDataView().ToTable<Sale>()[0].City);
    }
}
