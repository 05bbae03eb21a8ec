using System.Runtime.CompilerServices;
using Aqueduct.Runtime;

namespace Aqueduct.Tests.Tables;

/// <summary>A layout written by hand, as the generator would emit it.</summary>
sealed class TestRows<T>(Field[] fields, Func<Column[], int, T> read, Action<ColumnBuilder[], T> append) : RowType<T>
{
    public override IReadOnlyList<Field> Fields => fields;

    public override T Read(Column[] columns, int index) => read(columns, index);

    public override void Append(ColumnBuilder[] builders, T row) => append(builders, row);
}

public sealed record Sale(int Id, string City, double Amount);

public sealed record Note(long Id, string? Text, double? Score);

public sealed record CustomerId(int CustId);

public enum Weekday
{
    Monday,
    Tuesday,
    Wednesday,
}

public sealed record Everything(
    bool Flag, sbyte Tiny, byte Small, short Short, ushort UShort, int Int, uint UInt, long Long, ulong ULong, float Float, double Double, decimal Decimal,
    string Text, char Letter, DateOnly Date, DateTime Time, DateTimeOffset Moment, TimeOnly Clock, TimeSpan Span, Guid Id, Weekday Day, byte[] Bytes);

public sealed record Optional(
    bool? Flag, sbyte? Tiny, byte? Small, short? Short, ushort? UShort, int? Int, uint? UInt, long? Long, ulong? ULong, float? Float, double? Double, decimal? Decimal,
    string? Text, char? Letter, DateOnly? Date, DateTime? Time, DateTimeOffset? Moment, TimeOnly? Clock, TimeSpan? Span, Guid? Id, Weekday? Day, byte[]? Bytes);

static class TestLayouts
{
    [ModuleInitializer]
    internal static void Register()
    {
        RowType<Sale>.Register(new TestRows<Sale>(
            [Field.Of<int>("Id", false), Field.Of<string>("City", false), Field.Of<double>("Amount", false)],
            (c, i) => new(c[0].At<int>(i), c[1].At<string>(i), c[2].At<double>(i)),
            (b, r) => { b[0].Add(r.Id); b[1].Add(r.City); b[2].Add(r.Amount); }));
        RowType<CustomerId>.Register(new TestRows<CustomerId>([Field.Of<int>("CustId", false)], (c, i) => new(c[0].At<int>(i)), (b, r) => b[0].Add(r.CustId)));
        RowType<Note>.Register(new TestRows<Note>(
            [Field.Of<long>("Id", false), Field.Of<string>("Text", true, "body"), Field.Of<double?>("Score", true)],
            (c, i) => new(c[0].At<long>(i), c[1].At<string?>(i), c[2].At<double?>(i)),
            (b, r) => { b[0].Add(r.Id); b[1].Add(r.Text); b[2].Add(r.Score); }));
        RowType<Everything>.Register(new TestRows<Everything>(
            [
                Field.Of<bool>("Flag", false), Field.Of<sbyte>("Tiny", false), Field.Of<byte>("Small", false), Field.Of<short>("Short", false), Field.Of<ushort>("UShort", false), Field.Of<int>("Int", false),
                Field.Of<uint>("UInt", false), Field.Of<long>("Long", false), Field.Of<ulong>("ULong", false), Field.Of<float>("Float", false), Field.Of<double>("Double", false), Field.Of<decimal>("Decimal", false),
                Field.Of<string>("Text", false), Field.Of<char>("Letter", false), Field.Of<DateOnly>("Date", false), Field.Of<DateTime>("Time", false), Field.Of<DateTimeOffset>("Moment", false), Field.Of<TimeOnly>("Clock", false),
                Field.Of<TimeSpan>("Span", false), Field.Of<Guid>("Id", false), Field.Of<Weekday>("Day", false), Field.Of<byte[]>("Bytes", false),
            ],
            (c, i) => new(
                c[0].At<bool>(i), c[1].At<sbyte>(i), c[2].At<byte>(i), c[3].At<short>(i), c[4].At<ushort>(i), c[5].At<int>(i), c[6].At<uint>(i), c[7].At<long>(i), c[8].At<ulong>(i), c[9].At<float>(i), c[10].At<double>(i),
                c[11].At<decimal>(i), c[12].At<string>(i), c[13].At<char>(i), c[14].At<DateOnly>(i), c[15].At<DateTime>(i), c[16].At<DateTimeOffset>(i), c[17].At<TimeOnly>(i), c[18].At<TimeSpan>(i), c[19].At<Guid>(i), c[20].At<Weekday>(i), c[21].At<byte[]>(i)),
            (b, r) =>
            {
                b[0].Add(r.Flag); b[1].Add(r.Tiny); b[2].Add(r.Small); b[3].Add(r.Short); b[4].Add(r.UShort); b[5].Add(r.Int); b[6].Add(r.UInt); b[7].Add(r.Long); b[8].Add(r.ULong); b[9].Add(r.Float); b[10].Add(r.Double);
                b[11].Add(r.Decimal); b[12].Add(r.Text); b[13].Add(r.Letter); b[14].Add(r.Date); b[15].Add(r.Time); b[16].Add(r.Moment); b[17].Add(r.Clock); b[18].Add(r.Span); b[19].Add(r.Id); b[20].Add(r.Day); b[21].Add(r.Bytes);
            }));
        RowType<Optional>.Register(new TestRows<Optional>(
            [
                Field.Of<bool?>("Flag", true), Field.Of<sbyte?>("Tiny", true), Field.Of<byte?>("Small", true), Field.Of<short?>("Short", true), Field.Of<ushort?>("UShort", true), Field.Of<int?>("Int", true),
                Field.Of<uint?>("UInt", true), Field.Of<long?>("Long", true), Field.Of<ulong?>("ULong", true), Field.Of<float?>("Float", true), Field.Of<double?>("Double", true), Field.Of<decimal?>("Decimal", true),
                Field.Of<string?>("Text", true), Field.Of<char?>("Letter", true), Field.Of<DateOnly?>("Date", true), Field.Of<DateTime?>("Time", true), Field.Of<DateTimeOffset?>("Moment", true), Field.Of<TimeOnly?>("Clock", true),
                Field.Of<TimeSpan?>("Span", true), Field.Of<Guid?>("Id", true), Field.Of<Weekday?>("Day", true), Field.Of<byte[]?>("Bytes", true),
            ],
            (c, i) => new(
                c[0].At<bool?>(i), c[1].At<sbyte?>(i), c[2].At<byte?>(i), c[3].At<short?>(i), c[4].At<ushort?>(i), c[5].At<int?>(i), c[6].At<uint?>(i), c[7].At<long?>(i), c[8].At<ulong?>(i), c[9].At<float?>(i), c[10].At<double?>(i),
                c[11].At<decimal?>(i), c[12].At<string?>(i), c[13].At<char?>(i), c[14].At<DateOnly?>(i), c[15].At<DateTime?>(i), c[16].At<DateTimeOffset?>(i), c[17].At<TimeOnly?>(i), c[18].At<TimeSpan?>(i), c[19].At<Guid?>(i), c[20].At<Weekday?>(i), c[21].At<byte[]?>(i)),
            (b, r) =>
            {
                b[0].Add(r.Flag); b[1].Add(r.Tiny); b[2].Add(r.Small); b[3].Add(r.Short); b[4].Add(r.UShort); b[5].Add(r.Int); b[6].Add(r.UInt); b[7].Add(r.Long); b[8].Add(r.ULong); b[9].Add(r.Float); b[10].Add(r.Double);
                b[11].Add(r.Decimal); b[12].Add(r.Text); b[13].Add(r.Letter); b[14].Add(r.Date); b[15].Add(r.Time); b[16].Add(r.Moment); b[17].Add(r.Clock); b[18].Add(r.Span); b[19].Add(r.Id); b[20].Add(r.Day); b[21].Add(r.Bytes);
            }));
    }
}

/// <summary>Rows with every type at its ends, and the exact text of a table, in which 1.0 and 1.00, and times of different kinds, differ.</summary>
static class TestTables
{
    public static Everything Lowest => new(
        false, sbyte.MinValue, byte.MinValue, short.MinValue, ushort.MinValue, int.MinValue, uint.MinValue, long.MinValue, 0, float.NegativeInfinity, double.NegativeInfinity, decimal.MinValue,
        "", ' ', DateOnly.MinValue, DateTime.MinValue, DateTimeOffset.MinValue, TimeOnly.MinValue, TimeSpan.MinValue, Guid.Empty, Weekday.Monday, []);

    public static Everything Usual => new(
        true, 1, 2, 3, 4, 5, 6, 7, 8, 1.1f, 2.2, 3.30m, "Zürich 東京 🙂 \"quoted\" \0 tab\t", 'é', new(2024, 2, 29), new(2024, 2, 29, 12, 30, 15, 123, 456, DateTimeKind.Utc), new(2024, 2, 29, 12, 30, 15, TimeSpan.FromHours(5.5)),
        new(23, 59, 59, 999), new(1, 2, 3, 4, 5), new("0f8fad5b-d9cb-469f-a165-70867728950e"), Weekday.Tuesday, [0, 255, 7]);

    public static Everything Highest => new(
        true, sbyte.MaxValue, byte.MaxValue, short.MaxValue, ushort.MaxValue, int.MaxValue, uint.MaxValue, long.MaxValue, long.MaxValue, float.MaxValue, double.MaxValue, 0.0000000000000000000000000001m,
        "longer", '\u00ff', DateOnly.MaxValue, DateTime.MaxValue, DateTimeOffset.MaxValue, TimeOnly.MaxValue, TimeSpan.MaxValue, new("ffffffff-ffff-ffff-ffff-ffffffffffff"), (Weekday)7, [1]);

    public static Optional None => new(null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null);

    public static Optional Some(Everything e) => new(
        e.Flag, e.Tiny, e.Small, e.Short, e.UShort, e.Int, e.UInt, e.Long, e.ULong, e.Float, e.Double, e.Decimal, e.Text, e.Letter, e.Date, e.Time, e.Moment, e.Clock, e.Span, e.Id, e.Day, e.Bytes);

    public static string[] Exact<T>(Table<T> table) =>
        [.. Enumerable.Range(0, table.Count).Select(row => string.Join(" | ", table.Fields.Select((f, c) => $"{f.Name}={table.ColumnAt(c).TextAt(row) ?? "NULL"}")))];
}
