using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;

namespace Aqueduct.Benchmarks.Files;

/// <summary>The peer for CSV: CsvHelper as its manual shows it, from and into records.</summary>
static class CsvHelperPeer
{
    static readonly CsvConfiguration Configuration = new(CultureInfo.InvariantCulture) { PrepareHeaderForMatch = a => a.Header.ToLowerInvariant() };

    public static List<Trade> Read(Stream stream)
    {
        using var text = new StreamReader(stream, leaveOpen: true);
        using var csv = new CsvReader(text, Configuration);
        return [.. csv.GetRecords<Trade>()];
    }

    public static void Write(IEnumerable<Trade> trades, Stream stream)
    {
        using var text = new StreamWriter(stream, leaveOpen: true);
        using var csv = new CsvWriter(text, Configuration);
        csv.WriteRecords(trades);
    }
}
