using System.Data.Common;
using System.Text.Json.Serialization;

namespace Aqueduct.Benchmarks.Files;

/// <summary>A row of five columns: a number, a text of few values, a date, a number with a fraction, and one that may be missing.</summary>
public sealed record Trade(int Id, string City, DateOnly Day, double Amount, double? Discount);

/// <summary>Where the row's layout is generated for.</summary>
static class Trades
{
    static readonly string[] Cities = [.. Enumerable.Range(0, 500).Select(i => $"City number {i}")];

    /// <summary>The same rows on every machine.</summary>
    [Operator]
    public static Table<Trade> Make(int rows)
    {
        var random = new Random(7);
        return Enumerable.Range(0, rows).Select(i => new Trade(i, Cities[random.Next(Cities.Length)], new DateOnly(2020, 1, 1).AddDays(random.Next(2000)),
            Math.Round(random.NextDouble() * 1000, 2), random.Next(4) == 0 ? null : random.NextDouble())).ToTable();
    }
}

/// <summary>The columns as arrays: what the raw libraries read into and write from.</summary>
sealed record TradeArrays(int[] Id, string[] City, DateOnly[] Day, double[] Amount, double?[] Discount)
{
    public TradeArrays(int rows)
        : this(new int[rows], new string[rows], new DateOnly[rows], new double[rows], new double?[rows])
    {
    }

    public static TradeArrays Of(Table<Trade> rows) =>
        new([.. rows.Columns.Id], [.. rows.Columns.City], [.. rows.Columns.Day], [.. rows.Columns.Amount], [.. rows.Columns.Discount]);

    /// <summary>As an ADO.NET provider reads them: id, city, day, amount, discount.</summary>
    public static TradeArrays Read(DbDataReader reader, int count)
    {
        var rows = new TradeArrays(count);
        for (var i = 0; reader.Read(); i++)
        {
            rows.Id[i] = reader.GetInt32(0);
            rows.City[i] = reader.GetString(1);
            rows.Day[i] = reader.GetFieldValue<DateOnly>(2);
            rows.Amount[i] = reader.GetDouble(3);
            rows.Discount[i] = reader.IsDBNull(4) ? null : reader.GetDouble(4);
        }

        return rows;
    }

    /// <summary>A number that tells the same rows from others.</summary>
    public double Sum()
    {
        var sum = 0d;
        for (var i = 0; i < Id.Length; i++)
            sum += Id[i] + City[i].Length + Day[i].DayNumber + Amount[i] + (Discount[i] ?? 0);
        return sum;
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(List<Trade>))]
sealed partial class TradeJson : JsonSerializerContext;
