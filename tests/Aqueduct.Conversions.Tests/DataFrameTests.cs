using Aqueduct.Tests.Tables;
using CsCheck;
using Microsoft.Data.Analysis;

namespace Aqueduct.Conversions.Tests;

/// <summary>Tables to data frames and back.</summary>
public class DataFrameTests
{
    [Fact]
    public void Any_table_comes_back() =>
        Rows.Any.Array[0, 20].Select(Table.Of).Sample(table => Assert.Equal(Cells.Of(table), Cells.Of(table.ToDataFrame().ToTable<Everything>())), iter: 200);

    [Fact]
    public void Any_table_with_nulls_comes_back() =>
        Rows.AnyOptional.Array[0, 20].Select(Table.Of).Sample(table => Assert.Equal(Cells.Of(table), Cells.Of(table.ToDataFrame().ToTable<Optional>())), iter: 200);

    [Fact]
    public void The_ends_of_every_type_come_back()
    {
        var table = Table.Of(TestTables.Lowest, TestTables.Usual, TestTables.Highest);

        Assert.Equal(Cells.Of(table), Cells.Of(table.ToDataFrame().ToTable<Everything>()));
        Assert.Empty(Table<Everything>.Empty.ToDataFrame().ToTable<Everything>());
    }

    [Fact]
    public void A_frame_computes_with_the_columns()
    {
        var frame = Table.Of(new Sale(1, "Bern", 1.5), new Sale(2, "Genf", 2), new Sale(3, "Bern", 3)).ToDataFrame();

        Assert.IsType<Int32DataFrameColumn>(frame["Id"]);
        Assert.Equal(6.5, frame["Amount"].Sum());
        Assert.Equal([new Sale(1, "Bern", 1.5), new Sale(3, "Bern", 3)], frame.Filter(frame["City"].ElementwiseEquals("Bern")).ToTable<Sale>());
    }

    [Fact]
    public void Further_columns_are_left_out_and_others_found_by_name()
    {
        var frame = new DataFrame(new StringDataFrameColumn("further", ["x"]), new Int64DataFrameColumn("cust_id", [7L]));

        Assert.Equal([new CustomerId(7)], frame.ToTable<CustomerId>());
    }

    [Fact]
    public void What_a_member_does_not_take_is_refused_by_row()
    {
        Assert.Equal("Row 2, column CustId of the data frame is null, and member CustId (Int32) may not be null. Make the member nullable, or leave such rows out.",
            Assert.Throws<InvalidDataException>(() => new DataFrame(new Int32DataFrameColumn("CustId", new int?[] { 1, null })).ToTable<CustomerId>()).Message);
        Assert.Equal("Row 1, column CustId of the data frame (String) is 'one'; member CustId (Int32) takes whole numbers in the range of Int32.",
            Assert.Throws<InvalidDataException>(() => new DataFrame(new StringDataFrameColumn("CustId", ["one"])).ToTable<CustomerId>()).Message);
        Assert.StartsWith("The data frame has no column for member CustId of CustomerId; it has Id.",
            Assert.Throws<InvalidDataException>(() => new DataFrame(new Int32DataFrameColumn("Id", [1])).ToTable<CustomerId>()).Message);
    }
}
