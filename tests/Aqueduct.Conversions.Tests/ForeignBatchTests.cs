using System.Data.SqlTypes;
using Apache.Arrow;
using Apache.Arrow.Types;
using Aqueduct.Tests.Tables;

namespace Aqueduct.Conversions.Tests;

/// <summary>Record batches as other tools make them.</summary>
public class ForeignBatchTests
{
    static RecordBatch Batch(params (string Name, IArrowArray Array)[] columns)
    {
        var schema = new Schema.Builder();
        foreach (var (name, array) in columns)
            schema.Field(new Field(name, array.Data.DataType, true));
        return new RecordBatch(schema.Build(), columns.Select(c => c.Array), columns[0].Array.Length);
    }

    static RecordBatch Sales(IArrowArray ids, IArrowArray? cities = null) =>
        Batch(("CITY", cities ?? new StringArray.Builder().Append("Bern").Build()), ("further", new NullArray(1)), ("id", ids), ("amount", new DoubleArray.Builder().Append(1.5).Build()));

    static string Error(RecordBatch batch) => Assert.Throws<InvalidDataException>(() => batch.ToTable<Sale>()).Message;

    [Fact]
    public void Columns_are_found_by_name() =>
        Assert.Equal([new Sale(7, "Bern", 1.5)], Sales(new Int32Array.Builder().Append(7).Build()).ToTable<Sale>());

    [Fact]
    public void Numbers_of_other_types_are_converted_where_they_fit()
    {
        Assert.Equal(7, Sales(new Int64Array.Builder().Append(7).Build()).ToTable<Sale>()[0].Id);
        Assert.Equal(7, Sales(new DoubleArray.Builder().Append(7.0).Build()).ToTable<Sale>()[0].Id);
        Assert.Equal("Row 1, column id of the record batch (int64) is '3000000000'; member Id (Int32) takes whole numbers in the range of Int32.", Error(Sales(new Int64Array.Builder().Append(3_000_000_000).Build())));
        Assert.Equal("Row 1, column id of the record batch (utf8) is 'seven'; member Id (Int32) takes whole numbers in the range of Int32.", Error(Sales(new StringArray.Builder().Append("seven").Build())));
    }

    [Fact]
    public void A_null_for_a_member_that_takes_none_is_refused() => Assert.Equal(
        "Row 1, column id of the record batch is null, and member Id (Int32) may not be null. Make the member nullable, or leave such rows out.", Error(Sales(new Int32Array.Builder().AppendNull().Build())));

    [Fact]
    public void A_missing_column_is_named_with_those_there_are() => Assert.Equal(
        "The record batch has no column for member Amount of Sale; it has id, city, amuont. Did you mean 'amuont'? Name the member's column with [Column].",
        Error(Batch(("id", new Int32Array.Builder().Build()), ("city", new StringArray.Builder().Build()), ("amuont", new DoubleArray.Builder().Build()))));

    [Fact]
    public void Two_columns_for_one_member_are_refused() => Assert.Contains("Member Id fits the columns ID (1) and iD (2)",
        Error(Batch(("ID", new Int32Array.Builder().Build()), ("iD", new Int32Array.Builder().Build()), ("city", new StringArray.Builder().Build()), ("amount", new DoubleArray.Builder().Build()))));

    [Fact]
    public void A_type_that_no_member_takes_is_named()
    {
        var list = new ListArray.Builder(Int32Type.Default);
        list.Append();
        Assert.Equal("Column id of the record batch is of type list, which member Id (Int32) does not take, nor does any other. Convert the column first, or leave the member out.", Error(Sales(list.Build())));
    }

    [Fact]
    public void Texts_of_a_dictionary_are_texts()
    {
        var texts = new DictionaryArray(new DictionaryType(Int8Type.Default, StringType.Default, false), new Int8Array.Builder().Append(1).Append(0).AppendNull().Append(1).Build(), new StringArray.Builder().Append("a").Append("b").Build());

        Assert.Equal(["b", "a", null, "b"], Batch(("id", new Int64Array.Builder().AppendRange([1, 2, 3, 4]).Build()), ("body", texts), ("score", new NullableScores(4).Array)).ToTable<Note>().Select(n => n.Text));
    }

    sealed class NullableScores(int count)
    {
        public DoubleArray Array { get; } = Nulls(count);

        static DoubleArray Nulls(int count)
        {
            var scores = new DoubleArray.Builder();
            for (var i = 0; i < count; i++)
                scores.AppendNull();
            return scores.Build();
        }
    }

    [Fact]
    public void Long_texts_and_views_are_texts()
    {
        Assert.Equal("Genève", Sales(new Int32Array.Builder().Append(1).Build(), new StringViewArray.Builder().Append("Genève").Build()).ToTable<Sale>()[0].City);
        var large = new LargeStringArray(new ArrayData(LargeStringType.Default, 1, 0, 0, [ArrowBuffer.Empty, new ArrowBuffer.Builder<long>().Append(0).Append(3).Build(), new ArrowBuffer.Builder<byte>().Append("Biel"u8[..3]).Build()]));
        Assert.Equal("Bie", Sales(new Int32Array.Builder().Append(1).Build(), large).ToTable<Sale>()[0].City);
    }

    /// <summary>A column for one member of <see cref="Optional"/>; the others hold nothing.</summary>
    static Optional One(string member, IArrowArray values) => Batch([.. Aqueduct.Runtime.RowType<Optional>.Instance.Fields.Select(f => (f.Name, f.Name == member ? values : new StringArray.Builder().AppendNull().Build()))]).ToTable<Optional>()[0];

    [Fact]
    public void Times_of_every_unit_are_times()
    {
        var moment = new DateTimeOffset(2026, 1, 31, 12, 30, 15, TimeSpan.Zero);
        foreach (var unit in Enum.GetValues<TimeUnit>())
        {
            Assert.Equal(moment.UtcDateTime, One("Time", new TimestampArray.Builder(new TimestampType(unit, (string?)null)).Append(moment).Build()).Time);
            Assert.Equal(moment, One("Moment", new TimestampArray.Builder(new TimestampType(unit, "Europe/Zurich")).Append(moment).Build()).Moment);
            Assert.Equal(TimeSpan.FromHours(30), One("Span", new DurationArray.Builder(DurationType.FromTimeUnit(unit)).Append(TimeSpan.FromHours(30)).Build()).Span);
        }

        Assert.Equal(new TimeOnly(12, 30), One("Clock", new Time32Array.Builder(TimeUnit.Second).Append(45_000).Build()).Clock);
        Assert.Equal(new TimeOnly(12, 30), One("Clock", new Time64Array.Builder(TimeUnit.Microsecond).Append(45_000_000_000).Build()).Clock);
        Assert.Equal(new DateOnly(2026, 1, 31), One("Date", new Date64Array.Builder().Append(new DateTimeOffset(2026, 1, 31, 0, 0, 0, TimeSpan.Zero)).Build()).Date);
        Assert.Equal(new DateOnly(2026, 1, 31), One("Date", new TimestampArray.Builder(TimeUnit.Second).Append(new DateTimeOffset(2026, 1, 31, 0, 0, 0, TimeSpan.Zero)).Build()).Date);
    }

    [Fact]
    public void What_NETs_types_cannot_hold_is_refused()
    {
        Assert.Contains("column Time of the record batch (timestamp) is '9223372036854775807 seconds since 1970'", Refused("Time", new TimestampArray(new TimestampType(TimeUnit.Second, (string?)null), Buffer(long.MaxValue), ArrowBuffer.Empty, 1, 0, 0)));
        Assert.Contains("column Clock of the record batch (time64) is '86400000000 microseconds'", Refused("Clock", new Time64Array.Builder(TimeUnit.Microsecond).Append(86_400_000_000).Build()));
        Assert.Contains("column Span of the record batch (duration) is '9223372036854775807 seconds'", Refused("Span", new DurationArray(DurationType.Second, Buffer(long.MaxValue), ArrowBuffer.Empty, 1, 0, 0)));
        Assert.Contains("column Date of the record batch (date32) is 'day 2147483647 since 1970'", Refused("Date", new Date32Array(Buffer(int.MaxValue), ArrowBuffer.Empty, 1, 0, 0)));
        Assert.Contains("column Date of the record batch (timestamp) is '1970-01-01T00:00:01.0000000'; member Date (DateOnly) takes dates such as 2026-01-31.", Refused("Date", new TimestampArray(new TimestampType(TimeUnit.Second, (string?)null), Buffer(1L), ArrowBuffer.Empty, 1, 0, 0)));
        var most = SqlDecimal.Parse("12345678901234567890123456789012345678");
        Assert.Contains("is '12345678901234567890123456789012345678'; member Decimal (Decimal) takes numbers", Refused("Decimal", new Decimal128Array.Builder(new Decimal128Type(38, 0)).Append(most).Build()));

        static string Refused(string member, IArrowArray values) => Assert.Throws<InvalidDataException>(() => One(member, values)).Message;

        static ArrowBuffer Buffer<V>(V value) where V : struct => new ArrowBuffer.Builder<V>().Append(value).Build();
    }

    [Fact]
    public void Sixteen_bytes_are_a_Guid() => Assert.Equal(TestTables.Usual.Id,
        One("Id", new Apache.Arrow.Arrays.FixedSizeBinaryArray(new ArrayData(new FixedSizeBinaryType(16), 1, 0, 0, [ArrowBuffer.Empty, new ArrowBuffer(TestTables.Usual.Id.ToByteArray(bigEndian: true))]))).Id);

    [Fact]
    public void A_type_that_extends_another_is_read_as_that() => Assert.Equal(TestTables.Usual.Id, One("Id", new GuidArray.Builder().Append(TestTables.Usual.Id).Build()).Id);

    [Fact]
    public void A_column_of_nothing_is_nulls()
    {
        Assert.Equal((null, null), (One("Int", new NullArray(1)).Int, One("Text", new NullArray(1)).Text));
        Assert.Contains("column id of the record batch is null", Error(Sales(new NullArray(1))));
    }

    [Fact]
    public void Small_numbers_are_numbers()
    {
        Assert.Equal(1.5f, One("Float", new HalfFloatArray.Builder().Append((Half)1.5).Build()).Float);
        Assert.Equal(1.25m, One("Decimal", new Decimal64Array.Builder(new Decimal64Type(9, 2)).Append(1.25m).Build()).Decimal);
        Assert.True(One("Flag", new BooleanArray.Builder().Append(true).Build()).Flag);
    }
}
