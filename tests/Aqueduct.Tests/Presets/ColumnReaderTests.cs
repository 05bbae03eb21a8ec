using Aqueduct.Runtime;
using Aqueduct.Tests.Tables;

namespace Aqueduct.Tests.Presets;

/// <summary>What generated code gives a preset for a column.</summary>
public sealed class ColumnReaderTests
{
    static readonly Table<Sale> Sales = Table.Of(new Sale(1, "Bern", 2.5), new(2, "Oslo", 4), new(3, "Rome", double.NaN));

    static InvalidOperationException RowRead => new("A row was read.");

    [Fact]
    public void The_table_s_own_column_is_looked_at_and_no_row_is_read()
    {
        var amount = ColumnReader.Of<Sale, double>("Amount", static _ => throw RowRead);
        Assert.Equal(3.25, Measure.Mean(Sales, amount));
        Assert.False(Expect.NotNull(Sales, amount));
        Assert.Same(Sales.ColumnAt(2), Columns.Of(Sales, amount));
        Assert.Equal(4, Measure.Max(Table.Of(1, 4, 2), ColumnReader.Of<int, int>("", static _ => throw RowRead)));
    }

    [Fact]
    public void A_column_of_another_type_is_converted_once()
    {
        var id = ColumnReader.Of<Sale, int, double?>("Id", static _ => throw RowRead, static v => v);
        Assert.Equal([1.0, 2, 3], Columns.Doubles(Sales, id).ToArray());
        Assert.Same(Columns.Of(Sales, id), Columns.Of(Sales, id));
        Assert.Equal(0, Measure.Psi(Sales, id, Sales, id));
    }

    [Fact]
    public void What_is_computed_of_a_column_is_computed_once()
    {
        var column = (Column<double>)Sales.ColumnAt(2);
        Assert.Same(Columns.Summarize(column), Columns.Summarize(column));
        Assert.NotSame(Columns.Summarize(column), Columns.Summarize((Column<double>)Sales.Take(2).ColumnAt(2)));
    }

    [Fact]
    public void A_member_that_is_no_column_is_read_row_by_row()
    {
        var length = ColumnReader.Of<Sale, int>("CityLength", static s => s.City.Length);
        Assert.Equal(12, Measure.Sum(Sales, length));
    }

    [Fact]
    public async Task Many_nodes_may_ask_at_once()
    {
        var rows = Table.Of(Enumerable.Range(0, 100_000).Select(i => (double)i));
        var column = ColumnReader.Of<double, double>("", static x => x);
        using var start = new Barrier(8);
        var means = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Factory.StartNew(() =>
        {
            start.SignalAndWait();
            return (Measure.Mean(rows, column), Measure.Median(rows, column), Measure.Distinct(rows, column));
        }, TaskCreationOptions.LongRunning)));
        Assert.All(means, m => Assert.Equal((49_999.5, 49_999.5, 100_000), m));
    }
}
