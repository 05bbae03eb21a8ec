using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Apache.Arrow;
using Apache.Arrow.Ipc;
using Aqueduct.Runtime;
using Aqueduct.Tests.Tables;
using CsCheck;

namespace Aqueduct.Conversions.Tests;

/// <summary>Tables to Arrow and back.</summary>
public class ArrowTests
{
    [Fact]
    public void Any_table_comes_back() =>
        Rows.Any.Array[0, 20].Select(Table.Of).Sample(table => Assert.Equal(Cells.Of(table, Cells.Micros), Cells.Of(table.ToArrow().ToTable<Everything>())), iter: 200);

    [Fact]
    public void Any_table_with_nulls_comes_back() =>
        Rows.AnyOptional.Array[0, 20].Select(Table.Of).Sample(table => Assert.Equal(Cells.Of(table, Cells.Micros), Cells.Of(table.ToArrow().ToTable<Optional>())), iter: 200);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void The_ends_of_every_type_come_back(int which)
    {
        var table = Table.Of(new[] { TestTables.Lowest, TestTables.Usual, TestTables.Highest }[which]);

        Assert.Equal(Cells.Of(table, Cells.Micros), Cells.Of(table.ToArrow().ToTable<Everything>()));
    }

    [Fact]
    public void An_empty_table_is_a_batch_with_all_columns()
    {
        using var batch = Table<Everything>.Empty.ToArrow();

        Assert.Equal((0, 22), (batch.Length, batch.ColumnCount));
        Assert.Empty(batch.ToTable<Everything>());
    }

    [Fact]
    public void Columns_have_the_names_and_types_that_other_tools_expect() => Assert.Equal(
        "flag bool, tiny int8, small uint8, short int16, u_short uint16, int int32, u_int uint32, long int64, u_long uint64, float float, double double, decimal decimal128, text utf8, letter utf8, date date32, "
        + "time timestamp, moment timestamp, clock time64, span duration, id utf8, day utf8, bytes binary",
        string.Join(", ", Table.Of(TestTables.Usual).ToArrow().Schema.FieldsList.Select(f => $"{f.Name} {f.DataType.Name}")));

    [Fact]
    public void A_column_has_the_name_of_its_attribute_and_is_nullable_where_the_member_is() =>
        Assert.Equal(["id", "body?", "score?"], Table.Of(new Note(1, null, 2)).ToArrow().Schema.FieldsList.Select(f => f.Name + (f.IsNullable ? "?" : "")));

    [Fact]
    public void Numbers_are_not_copied()
    {
        var table = Table.Of(new Sale(1, "Zürich", 2.5), new Sale(2, "Bern", 3.5));
        using var batch = table.ToArrow();

        Assert.True(Unsafe.AreSame(in MemoryMarshal.GetReference(table.ColumnAt(2).As<double>()), in MemoryMarshal.GetReference(((DoubleArray)batch.Column(2)).Values)));
    }

    [Fact]
    public void A_shorter_part_of_a_table_is_a_batch_of_its_rows() =>
        Assert.Equal([1, 2], Enumerable.Range(1, 9).Select(i => new CustomerId(i)).ToTable()[..2].ToArrow().ToTable<CustomerId>().Select(c => c.CustId));

    [Fact]
    public void A_part_of_a_batch_is_a_table_of_its_rows()
    {
        var table = Enumerable.Range(0, 20).Select(i => i % 3 == 0 ? TestTables.None : TestTables.Some(TestTables.Usual) with { Int = i, Text = $"text {i}" }).ToTable();

        Assert.Equal(Cells.Of(table[5..16], Cells.Micros), Cells.Of(table.ToArrow().Slice(5, 11).ToTable<Optional>()));
    }

    [Fact]
    public async Task A_stream_of_batches_comes_back()
    {
        var table = Table.Of(TestTables.Some(TestTables.Usual), TestTables.None);
        using var stream = new MemoryStream();
        using (var writer = new ArrowStreamWriter(stream, table.ToArrow().Schema, leaveOpen: true))
        {
            await writer.WriteRecordBatchAsync(table.ToArrow());
            await writer.WriteRecordBatchAsync(table.ToArrow());
            await writer.WriteEndAsync();
        }

        stream.Position = 0;
        using var reader = new ArrowStreamReader(stream);
        var back = Table<Optional>.Empty;
        while (await reader.ReadNextRecordBatchAsync() is { } batch)
            using (batch)
                back = back.Concat(batch.ToTable<Optional>());

        Assert.Equal(Cells.Of(table.Concat(table), Cells.Micros), Cells.Of(back));
    }

    [Fact]
    public unsafe void Pinned_memory_is_where_the_values_are()
    {
        using var batch = Table.Of(new Sale(1, "a", 2.5), new Sale(2, "b", 3.5)).ToArrow();
        using var pin = ((DoubleArray)batch.Column(2)).ValueBuffer.Memory.Slice(sizeof(double)).Pin();

        Assert.Equal(3.5, *(double*)pin.Pointer);
    }

    [Fact]
    public void Half_a_character_is_refused() => Assert.Contains("Row 2 of column City is text with half a surrogate pair",
        Assert.Throws<NotSupportedException>(() => Table.Of(new Sale(1, "a", 1), new Sale(2, "\ud83e", 1)).ToArrow()).Message);

    [Fact]
    public void Decimals_with_more_digits_than_Arrow_has_are_refused_by_row() => Assert.Contains(
        "Row 2 of column Decimal is 79228162514264337593543950335, which with the 28 digits behind the point that the column has is more than the 38 digits",
        Assert.Throws<InvalidDataException>(() => Table.Of(TestTables.Highest, TestTables.Usual with { Decimal = decimal.MaxValue }).ToArrow()).Message);

    sealed record NoLayout(Uri Address);

    [Fact]
    public void Rows_without_columns_are_refused_every_way()
    {
        var table = Table.Of(new NoLayout(new("https://example.org")));
        Assert.Contains("as Table<NoLayout> in its signature", Assert.Throws<NotSupportedException>(() => table.AsDataView()).Message);
        Assert.Contains("as Table<NoLayout> in its signature", Assert.Throws<NotSupportedException>(() => table.ToDataFrame()).Message);
        Assert.Contains("NoLayout has no columns: rows are records", Assert.Throws<NotSupportedException>(() => table.ToArrow()).Message);
        Assert.Contains("NoLayout has no columns: rows are records", Assert.Throws<InvalidDataException>(() => Table.Of(new CustomerId(1)).ToArrow().ToTable<NoLayout>()).Message);
    }
}
