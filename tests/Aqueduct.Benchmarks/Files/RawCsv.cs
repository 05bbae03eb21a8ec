using System.Globalization;
using nietras.SeparatedValues;

namespace Aqueduct.Benchmarks.Files;

/// <summary>The limit for CSV: Sep, from and into arrays; it looks at no quotes in this file, has no names to find and nothing to say of a mistake.</summary>
static class RawCsv
{
    public static TradeArrays Read(Stream stream, int rows)
    {
        var trades = new TradeArrays(rows);
        using var text = new StreamReader(stream, leaveOpen: true);
        using var reader = Sep.New(',').Reader(o => o with { CultureInfo = CultureInfo.InvariantCulture, CreateToString = SepToString.PoolPerCol() }).From(text);
        var i = 0;
        foreach (var row in reader)
        {
            trades.Id[i] = row[0].Parse<int>();
            trades.City[i] = row[1].ToString();
            trades.Day[i] = DateOnly.ParseExact(row[2].Span, "yyyy-MM-dd", CultureInfo.InvariantCulture);
            trades.Amount[i] = row[3].Parse<double>();
            trades.Discount[i++] = row[4].TryParse<double>();
        }

        return trades;
    }

    public static void Write(TradeArrays trades, Stream stream)
    {
        using var text = new StreamWriter(stream, leaveOpen: true);
        using var writer = Sep.New(',').Writer(o => o with { CultureInfo = CultureInfo.InvariantCulture }).To(text);
        for (var i = 0; i < trades.Id.Length; i++)
        {
            using var row = writer.NewRow();
            row["id"].Format(trades.Id[i]);
            row["city"].Set(trades.City[i]);
            row["day"].Set($"{trades.Day[i]:yyyy-MM-dd}");
            row["amount"].Format(trades.Amount[i]);
            if (trades.Discount[i] is { } discount)
                row["discount"].Format(discount);
            else
                row["discount"].Set("");
        }
    }
}
