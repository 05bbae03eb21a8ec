using Aqueduct.Runtime;
using Aqueduct.Tests.Tables;
using CsCheck;

namespace Aqueduct.Tests.Artifacts;

public class TableCodecTests
{
    static async Task<byte[]> Write<T>(Table<T> table)
    {
        using var stream = new MemoryStream();
        await TableCodec<T>.Instance.WriteAsync(table, stream, default);
        return stream.ToArray();
    }

    static async Task<Table<T>> RoundTrip<T>(Table<T> table) => await TableCodec<T>.Instance.ReadAsync(new MemoryStream(await Write(table)), default);

    [Fact]
    public async Task Every_type_comes_back_exactly()
    {
        var table = Table.Of(TestTables.Lowest, TestTables.Usual, TestTables.Highest with { ULong = ulong.MaxValue });
        Assert.Equal(TestTables.Exact(table), TestTables.Exact(await RoundTrip(table)));
    }

    [Fact]
    public async Task Nulls_come_back_beside_values()
    {
        var table = Table.Of(TestTables.None, TestTables.Some(TestTables.Usual), TestTables.None, TestTables.Some(TestTables.Highest));
        Assert.Equal(TestTables.Exact(table), TestTables.Exact(await RoundTrip(table)));
    }

    [Theory]
    [InlineData(DateTimeKind.Utc)]
    [InlineData(DateTimeKind.Local)]
    [InlineData(DateTimeKind.Unspecified)]
    public async Task A_time_keeps_its_kind_and_ticks(DateTimeKind kind)
    {
        var time = new DateTime(638_000_000_000_000_001, kind);
        var back = (await RoundTrip(Table.Of(TestTables.Usual with { Time = time })))[0].Time;
        Assert.Equal((time.Ticks, kind), (back.Ticks, back.Kind));
    }

    [Fact]
    public async Task A_table_without_rows_comes_back() => Assert.Empty(await RoundTrip(Table<Everything>.Empty));

    [Fact]
    public async Task NaN_and_minus_zero_keep_their_bits()
    {
        var numbers = new[] { double.NaN, -0.0, double.Epsilon, double.PositiveInfinity };
        var back = await RoundTrip(numbers.Select(n => new Sale(0, "", n)).ToTable());
        Assert.Equal(numbers.Select(BitConverter.DoubleToInt64Bits), back.Select(s => s.Amount).Select(BitConverter.DoubleToInt64Bits));
    }

    [Fact]
    public async Task Equal_tables_give_equal_bytes_whatever_they_were_made_from()
    {
        var rows = Enumerable.Range(0, 5000).Select(i => new Sale(i, "city " + (i % 7), i / 3.0)).ToArray();
        Assert.Equal(await Write(rows.ToTable()), await Write(Table.Of(rows.Concat(rows)).Skip(2500).Take(5000).OrderBy(r => r.Id).DistinctBy(r => r.Id).Concat(Table<Sale>.Empty).Where(_ => true)));
    }

    [Fact]
    public async Task A_table_of_several_row_groups_comes_back_in_order()
    {
        var table = Enumerable.Range(0, TableCodec<Sale>.RowsInGroup + 3).Select(i => new Sale(i, "city " + (i % 100), i)).ToTable();
        Assert.Equal(table.ColumnAt(0).As<int>().ToArray(), (await RoundTrip(table)).ColumnAt(0).As<int>().ToArray());
    }

    [Fact]
    public async Task A_column_of_numbers_without_a_row_type_is_stored_too() => Assert.Equal([1.5, 2.5], await RoundTrip(Table.Of(1.5, 2.5)));

    [Fact]
    public async Task Rows_that_are_no_scalars_are_refused_by_name() =>
        Assert.Contains("Table<Uri> cannot be stored", (await Assert.ThrowsAsync<NotSupportedException>(() => Write(Table.Of(new Uri("http://x"))))).Message);

    [Fact]
    public async Task Half_a_surrogate_pair_is_refused_rather_than_changed() =>
        Assert.Contains("Row 2 of column City", (await Assert.ThrowsAsync<NotSupportedException>(() => Write(Table.Of(new Sale(1, "🙂", 0), new Sale(2, "a\ud83d", 0))))).Message);

    [Fact]
    public async Task A_file_of_another_row_type_is_refused_with_both_columns_named()
    {
        var file = await Write(Table.Of(new Sale(1, "a", 1)));
        var error = await Assert.ThrowsAsync<InvalidDataException>(async () => await TableCodec<Note>.Instance.ReadAsync(new MemoryStream(file), default));
        Assert.Contains("Id Int32, City text, Amount Double; Note has Id Int64, Text text, Score Double?", error.Message);
    }

    [Fact]
    public async Task Streams_that_cannot_seek_are_written_and_read_and_stay_open()
    {
        using var memory = new MemoryStream();
        var oneWay = new OneWay(memory);
        await TableCodec<Sale>.Instance.WriteAsync(Table.Of(new Sale(1, "a", 1)), oneWay, default);
        memory.Position = 0;
        Assert.Equal([new Sale(1, "a", 1)], await TableCodec<Sale>.Instance.ReadAsync(oneWay, default));
        Assert.True(memory.CanRead);
        Assert.Equal(await Write(Table.Of(new Sale(1, "a", 1))), memory.ToArray());
    }

    [Fact]
    public void Any_table_comes_back()
    {
        var text = Gen.String[Gen.Char.Where(c => !char.IsSurrogate(c)), 0, 12];
        var row = Gen.Select(Gen.Long, Gen.Null(text), Gen.Double.Nullable(), (id, note, score) => new Note(id, note, score));
        row.Array[0, 60].Select(Table.Of).Sample(table => Assert.Equal(TestTables.Exact(table), TestTables.Exact(RoundTrip(table).GetAwaiter().GetResult())), iter: 200);
    }

    sealed class OneWay(Stream inner) : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override void Flush() => inner.Flush();

        public override int Read(byte[] buffer, int offset, int count) => inner.Read(buffer, offset, count);

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => inner.Write(buffer, offset, count);
    }
}
