using Aqueduct.Runtime;
using Aqueduct.Spreadsheets;

namespace Aqueduct.Publishing.Tests.Spreadsheets;

public enum Size
{
    Small,
    Large,
}

public record Everything(int Id, long Big, double Ratio, decimal Price, bool Flag, string Name, string? Note, DateOnly Day, DateTime At, TimeOnly Hour, DateTimeOffset Instant, Guid Key, Size Size, int? Maybe, double? MaybeRatio, DateOnly? MaybeDay, bool? MaybeFlag, DateTime? MaybeAt);

public record Text(string Value);

public record Number(int Value);

public record Foreign(string Name, double Amount, DateOnly Day, DateTime? Seen, bool Paid, string? Note);

/// <summary>The generator lays out the rows that a marked method names.</summary>
static class Shapes
{
    [Operator]
    public static int All(Table<Everything> a, Table<Text> b, Table<Number> c, Table<Foreign> d) => a.Count + b.Count + c.Count + d.Count;
}

/// <summary>Workbooks in memory.</summary>
static class Sheets
{
    public static readonly FilePlace File = new("data", "a.xlsx");

    public static byte[] Write(params FileSheet[] sheets)
    {
        using var stream = new MemoryStream();
        new Workbooks().Write(sheets, stream, File, default);
        return stream.ToArray();
    }

    public static byte[] Write<T>(Table<T> rows) => Write(FileSheet.Of("rows", rows));

    public static Table<T> Read<T>(byte[] bytes)
    {
        using var rows = new Workbooks().Open<T>(new MemoryStream(bytes), File);
        return rows.All(default);
    }

    public static string Error(Action call) => Assert.Throws<ResourceException>(call).Message;
}
