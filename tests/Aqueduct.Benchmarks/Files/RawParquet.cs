using Parquet;
using Parquet.Schema;

namespace Aqueduct.Benchmarks.Files;

/// <summary>The limit for Parquet: Parquet.Net's low-level calls, with the same settings, from and into arrays.</summary>
static class RawParquet
{
    const int RowsInGroup = 1 << 18;

    static readonly DataField[] Fields =
        [new DataField<int>("id"), new DataField<string>("city"), new DataField<DateOnly>("day"), new DataField<double>("amount"), new DataField<double?>("discount")];

    public static TradeArrays Read(Stream stream) => ReadAsync(stream).GetAwaiter().GetResult();

    public static void Write(TradeArrays trades, Stream stream) => WriteAsync(trades, stream).GetAwaiter().GetResult();

    static async Task<TradeArrays> ReadAsync(Stream stream)
    {
        var reader = await ParquetReader.CreateAsync(stream, new ParquetOptions { UseDateOnlyTypeForDates = true }, leaveStreamOpen: true).ConfigureAwait(false);
        await using (reader.ConfigureAwait(false))
        {
            var fields = reader.Schema.DataFields;
            var trades = new TradeArrays((int)reader.RowGroups.Sum(g => g.RowCount));
            for (var (g, start) = (0, 0); g < reader.RowGroupCount; g++)
            {
                using var group = reader.OpenRowGroupReader(g);
                var count = (int)group.RowCount;
                await group.ReadAsync<int>(fields[0], trades.Id.AsMemory(start, count)).ConfigureAwait(false);
                await group.ReadAsync(fields[1], trades.City.AsMemory(start, count)!).ConfigureAwait(false);
                await group.ReadAsync<DateOnly>(fields[2], trades.Day.AsMemory(start, count)).ConfigureAwait(false);
                await group.ReadAsync<double>(fields[3], trades.Amount.AsMemory(start, count)).ConfigureAwait(false);
                await group.ReadAsync<double>(fields[4], trades.Discount.AsMemory(start, count)).ConfigureAwait(false);
                start += count;
            }

            return trades;
        }
    }

    static async Task WriteAsync(TradeArrays trades, Stream stream)
    {
        var options = new ParquetOptions { CompressionMethod = CompressionMethod.Snappy };
        options.ColumnEncodingHints["city"] = EncodingHint.Dictionary;
        var writer = await ParquetWriter.CreateAsync(new ParquetSchema(Fields), stream, options).ConfigureAwait(false);
        await using (writer.ConfigureAwait(false))
        {
            for (var start = 0; start < trades.Id.Length; start += RowsInGroup)
            {
                var count = Math.Min(RowsInGroup, trades.Id.Length - start);
                using var group = writer.CreateRowGroup();
                await group.WriteAsync<int>(Fields[0], trades.Id.AsMemory(start, count)).ConfigureAwait(false);
                await group.WriteAsync(Fields[1], new ArraySegment<string>(trades.City, start, count)).ConfigureAwait(false);
                await group.WriteAsync<DateOnly>(Fields[2], trades.Day.AsMemory(start, count)).ConfigureAwait(false);
                await group.WriteAsync<double>(Fields[3], trades.Amount.AsMemory(start, count)).ConfigureAwait(false);
                await group.WriteAsync<double>(Fields[4], trades.Discount.AsMemory(start, count)).ConfigureAwait(false);
                group.CompleteValidate();
            }
        }
    }
}
