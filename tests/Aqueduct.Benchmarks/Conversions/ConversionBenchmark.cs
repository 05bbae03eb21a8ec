using Apache.Arrow;
using Aqueduct.Benchmarks.Files;
using Microsoft.Data.Analysis;
using Microsoft.ML;

namespace Aqueduct.Benchmarks.Conversions;

/// <summary>1,000,000 rows of 5 columns to Arrow, ML.NET and a data frame and back, beside the same by hand.</summary>
static class ConversionBenchmark
{
    /// <summary>Prints a line a measurement and fails unless all give the same rows.</summary>
    public static bool Print(int rows, int rounds)
    {
        Console.WriteLine($"{rows:N0} rows x 5 columns, ms, median [min..max], N={rounds}");
        var table = Trades.Make(rows);
        var arrays = TradeArrays.Of(table);
        var (sum, same) = (arrays.Sum(), true);
        var (batch, view, frame) = (table.ToArrow(), table.AsDataView(), table.ToDataFrame());
        var objects = new MLContext().Data.LoadFromEnumerable(table.Select(t => new MlTrade { Id = t.Id, City = t.City, Day = t.Day.ToDateTime(default), Amount = t.Amount, Discount = t.Discount ?? double.NaN }).ToArray());

        FilesBenchmark.Measure("to arrow", [("Aqueduct", () => table.ToArrow().Dispose()), ("by hand", () => ArrowByHand.Write(arrays).Dispose())], rounds);
        FilesBenchmark.Measure("from arrow", [("Aqueduct", () => Check(TradeArrays.Of(batch.ToTable<Trade>()).Sum())), ("by hand", () => Check(ArrowByHand.Read(batch).Sum()))], rounds);
        FilesBenchmark.Measure("read by ML", [("Aqueduct", () => Check(Views.Sum(view))), ("by hand", () => Check(arrays.Sum())), ("ML objects", () => Check(Views.Sum(objects)))], rounds);
        FilesBenchmark.Measure("from ML", [("Aqueduct", () => Check(TradeArrays.Of(view.ToTable<Trade>()).Sum())), ("by hand", () => Check(Views.Read(view, rows).Sum())), ("ML objects", () => new MLContext().Data.CreateEnumerable<MlTrade>(objects, reuseRowObject: false).ToArray())], rounds);
        FilesBenchmark.Measure("to frame", [("Aqueduct", () => table.ToDataFrame()), ("by hand", () => FrameByHand(arrays))], rounds);
        FilesBenchmark.Measure("from frame", [("Aqueduct", () => Check(TradeArrays.Of(frame.ToTable<Trade>()).Sum())), ("by hand", () => Check(FrameByHand(frame).Sum()))], rounds);
        return same;

        void Check(double found) => same &= Math.Abs(found - sum) < 1e-6 * sum;
    }

    static DataFrame FrameByHand(TradeArrays t) => new(
        new Int32DataFrameColumn("Id", t.Id), new StringDataFrameColumn("City", t.City), new DateTimeDataFrameColumn("Day", t.Day.Select(d => d.ToDateTime(default))), new DoubleDataFrameColumn("Amount", t.Amount), new DoubleDataFrameColumn("Discount", t.Discount));

    static TradeArrays FrameByHand(DataFrame frame) => new(
        [.. ((Int32DataFrameColumn)frame["Id"]).Select(v => v!.Value)], [.. (StringDataFrameColumn)frame["City"]], [.. ((DateTimeDataFrameColumn)frame["Day"]).Select(v => DateOnly.FromDateTime(v!.Value))],
        [.. ((DoubleDataFrameColumn)frame["Amount"]).Select(v => v!.Value)], [.. (DoubleDataFrameColumn)frame["Discount"]]);

    /// <summary>A row as ML.NET takes it.</summary>
    sealed class MlTrade
    {
        public int Id { get; set; }

        public string City { get; set; } = "";

        public DateTime Day { get; set; }

        public double Amount { get; set; }

        public double Discount { get; set; }
    }
}

/// <summary>With Arrow's own builders.</summary>
static class ArrowByHand
{
    public static RecordBatch Write(TradeArrays t)
    {
        var discounts = new DoubleArray.Builder().Reserve(t.Id.Length);
        foreach (var discount in t.Discount)
            discounts.Append(discount);
        var days = new Date32Array.Builder().Reserve(t.Id.Length);
        foreach (var day in t.Day)
            days.Append(day);
        IArrowArray[] columns =
        [
            new Int32Array.Builder().Append(t.Id.AsSpan()).Build(), new StringArray.Builder().AppendRange(t.City).Build(), days.Build(), new DoubleArray.Builder().Append(t.Amount.AsSpan()).Build(), discounts.Build(),
        ];
        var schema = new Schema.Builder();
        foreach (var (column, i) in columns.Select((c, i) => (c, i)))
            schema.Field(new Field($"c{i}", column.Data.DataType, true));
        return new RecordBatch(schema.Build(), columns, t.Id.Length);
    }

    public static TradeArrays Read(RecordBatch batch)
    {
        var (cities, days, discounts) = ((StringArray)batch.Column(1), (Date32Array)batch.Column(2), (DoubleArray)batch.Column(4));
        var read = new TradeArrays(((Int32Array)batch.Column(0)).Values.ToArray(), new string[batch.Length], new DateOnly[batch.Length], ((DoubleArray)batch.Column(3)).Values.ToArray(), new double?[batch.Length]);
        for (var i = 0; i < batch.Length; i++)
            (read.City[i], read.Day[i], read.Discount[i]) = (cities.GetString(i), days.GetDateOnly(i)!.Value, discounts.GetValue(i));
        return read;
    }
}

/// <summary>Reads every value of a data view, as a trainer would.</summary>
static class Views
{
    delegate void Row(int row, int id, ReadOnlyMemory<char> city, DateTime day, double amount, double discount);

    public static double Sum(IDataView view)
    {
        var sum = 0d;
        Walk(view, (_, id, city, day, amount, discount) => sum += id + city.Length + DateOnly.FromDateTime(day).DayNumber + amount + (double.IsNaN(discount) ? 0 : discount));
        return sum;
    }

    public static TradeArrays Read(IDataView view, int rows)
    {
        var read = new TradeArrays(rows);
        Walk(view, (row, id, city, day, amount, discount) =>
            (read.Id[row], read.City[row], read.Day[row], read.Amount[row], read.Discount[row]) = (id, city.ToString(), DateOnly.FromDateTime(day), amount, double.IsNaN(discount) ? null : discount));
        return read;
    }

    static void Walk(IDataView view, Row take)
    {
        using var rows = view.GetRowCursor(view.Schema);
        var (getId, getCity, getDay) = (rows.GetGetter<int>(view.Schema[0]), rows.GetGetter<ReadOnlyMemory<char>>(view.Schema[1]), rows.GetGetter<DateTime>(view.Schema[2]));
        var (getAmount, getDiscount) = (rows.GetGetter<double>(view.Schema[3]), rows.GetGetter<double>(view.Schema[4]));
        var (id, city, day, amount, discount) = (0, default(ReadOnlyMemory<char>), default(DateTime), 0d, 0d);
        for (var row = 0; rows.MoveNext(); row++)
        {
            getId(ref id);
            getCity(ref city);
            getDay(ref day);
            getAmount(ref amount);
            getDiscount(ref discount);
            take(row, id, city, day, amount, discount);
        }
    }
}
