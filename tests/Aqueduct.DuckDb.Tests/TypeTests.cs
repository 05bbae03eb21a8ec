using Aqueduct.Runtime;

namespace Aqueduct.DuckDb.Tests;

public record Everything(
    bool Flag, sbyte Tiny, byte Small, short Short, ushort UShort, int Int, uint UInt, long Long, ulong ULong, float Float, double Double, decimal Decimal,
    string Text, char Letter, DateOnly Date, DateTime Time, DateTimeOffset Moment, TimeOnly Clock, TimeSpan Span, Guid Id, DayOfWeek Day, byte[] Bytes);

public record Optional(
    bool? Flag, sbyte? Tiny, byte? Small, short? Short, ushort? UShort, int? Int, uint? UInt, long? Long, ulong? ULong, float? Float, double? Double, decimal? Decimal,
    string? Text, char? Letter, DateOnly? Date, DateTime? Time, DateTimeOffset? Moment, TimeOnly? Clock, TimeSpan? Span, Guid? Id, DayOfWeek? Day, byte[]? Bytes);

public record Money(decimal Amount);

public record Text(string Value);

public record Names(string Name, string Type);

/// <summary>Every type of a row on its way into DuckDB and back.</summary>
public class TypeTests
{
    static readonly Everything Low = new(
        false, sbyte.MinValue, 0, short.MinValue, 0, int.MinValue, 0, long.MinValue, 0, float.MinValue, double.MinValue, -1.5m,
        "", 'a', DateOnly.MinValue, DateTime.MinValue, DateTimeOffset.MinValue, TimeOnly.MinValue, TimeSpan.FromDays(-1), Guid.Empty, DayOfWeek.Sunday, []);

    static readonly Everything High = new(
        true, sbyte.MaxValue, byte.MaxValue, short.MaxValue, ushort.MaxValue, int.MaxValue, uint.MaxValue, long.MaxValue, ulong.MaxValue, float.MaxValue, double.MaxValue, 12345678901234567890.12m,
        "Zoë 🦆 漢字 \0 and more than twelve bytes", 'ß', DateOnly.MaxValue, new(9999, 12, 31, 23, 59, 59, 999), new(2026, 1, 31, 12, 0, 0, 123, 456, TimeSpan.Zero), new(23, 59, 59, 999, 999),
        new(3, 2, 1, 0, 7), new("6f9619ff-8b86-d011-b42d-00c04fc964ff"), DayOfWeek.Saturday, [0, 255, 7, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);

    static void Same(Everything expected, Everything actual) => Assert.Equal((expected with { Bytes = [] }, Convert.ToHexString(expected.Bytes)), (actual with { Bytes = [] }, Convert.ToHexString(actual.Bytes)), Compare);

    static bool Compare((Everything Row, string Bytes) a, (Everything Row, string Bytes) b) => (a.Row with { Bytes = Same(a.Row) }) == (b.Row with { Bytes = Same(a.Row) }) && a.Bytes == b.Bytes;

    static byte[] Same(Everything row) => row.Bytes;

    [Fact]
    public void All_types_come_back_as_they_went()
    {
        var rows = Duck.Query<Everything, Everything>("SELECT * FROM rows", Table.Of(Low, High));
        Assert.Equal(2, rows.Count);
        Same(Low, rows[0]);
        Same(High, rows[1]);
    }

    [Fact]
    public void Nulls_and_values_stand_side_by_side()
    {
        var nothing = new Optional(null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null);
        var something = new Optional(true, -1, 1, -2, 2, -3, 3, -4, 4, 0.5f, 0.25, 1.25m, "x", 'x', new(2026, 2, 3), new(2026, 2, 3, 4, 5, 6), new(2026, 2, 3, 4, 5, 6, TimeSpan.Zero), new(4, 5), TimeSpan.FromHours(30), Guid.Parse("00000000-0000-0000-0000-000000000001"), DayOfWeek.Monday, [1]);
        // More than one vector of 2048, so that both kinds stand in several.
        var rows = Enumerable.Range(0, 5000).Select(i => i % 3 == 0 ? nothing : something).ToTable();
        var back = Duck.Query<Optional, Optional>("SELECT * FROM rows", rows);
        Assert.Equal(rows.Count, back.Count);
        Assert.All(back.Select((row, i) => (row, i)), pair => Assert.Equal((pair.i % 3 == 0 ? nothing : something) with { Bytes = pair.row.Bytes }, pair.row));
        Assert.All(back.Select((row, i) => (row, i)), pair => Assert.Equal(pair.i % 3 == 0 ? null : [1], pair.row.Bytes));
    }

    [Fact]
    public void Columns_have_the_types_that_queries_expect() => Assert.Equal(
        "BOOLEAN, TINYINT, UTINYINT, SMALLINT, USMALLINT, INTEGER, UINTEGER, BIGINT, UBIGINT, FLOAT, DOUBLE, DECIMAL(38,2), VARCHAR, VARCHAR, DATE, TIMESTAMP, TIMESTAMP WITH TIME ZONE, TIME, INTERVAL, UUID, VARCHAR, BLOB",
        string.Join(", ", Duck.Query<Names, Everything>("SELECT column_name AS name, column_type AS type FROM (DESCRIBE rows)", Table.Of(High)).Select(n => n.Type)));

    [Fact]
    public void A_uuid_is_the_text_that_a_Guid_is() =>
        Assert.Equal("6f9619ff-8b86-d011-b42d-00c04fc964ff", Duck.Query<Text, Everything>("SELECT CAST(id AS VARCHAR) AS value FROM rows", Table.Of(High))[0].Value);

    [Fact]
    public void A_column_of_decimals_has_the_most_digits_that_a_value_has()
    {
        var rows = Table.Of(new Money(1m), new Money(0.0001m), new Money(-79228162514264337593543950335m / 100000));
        Assert.Equal(rows, Duck.Query<Money, Money>("SELECT amount FROM rows", rows));
        Assert.Equal("DECIMAL(18,4)", Duck.Query<Names, Money>("SELECT column_name AS name, column_type AS type FROM (DESCRIBE rows)", Table.Of(new Money(1m), new Money(0.0001m)))[0].Type);
    }

    [Fact]
    public void Decimals_with_more_digits_than_DuckDB_has_are_refused_by_row() => Assert.Contains(
        "row 2 of Amount of 'rows' is 79228162514264337593543950335, which with the 28 digits behind the point that the column has is more than the 38 digits",
        Assert.Throws<ResourceException>(() => Duck.Query<Money, Money>("SELECT amount FROM rows", Table.Of(new Money(0.0000000000000000000000000001m), new Money(decimal.MaxValue)))).Message, StringComparison.Ordinal);

    [Fact]
    public void The_shortest_and_the_longest_span_come_back_to_the_microsecond() => Assert.Equal(
        [TimeSpan.MinValue + new TimeSpan(8), TimeSpan.MaxValue - new TimeSpan(7)],
        Duck.Query<Everything, Everything>("SELECT * FROM rows", Table.Of(Low with { Span = TimeSpan.MinValue }, Low with { Span = TimeSpan.MaxValue })).Select(r => r.Span));

    [Fact]
    public void Half_a_character_is_refused() => Assert.Contains("row 1 of Value of 'rows' is text with half a surrogate pair",
        Assert.Throws<ResourceException>(() => Duck.Query<Text, Text>("SELECT value FROM rows", Table.Of(new Text("\ud83e")))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("SUM(v)", 6.0)]
    [InlineData("SUM(v) / 4", 1.5)]
    [InlineData("CAST(SUM(v) AS DECIMAL(10, 3)) / 1", 6.0)]
    [InlineData("MAX(v)", 3.0)]
    public void Numbers_of_other_types_become_doubles(string expression, double expected) =>
        Assert.Equal(expected, Duck.Query<Ratio>($"SELECT {expression} AS value FROM (VALUES (1), (2), (3)) t(v)")[0].Value);

    [Theory]
    [InlineData("SUM(v)")] // HUGEINT
    [InlineData("CAST(6.0 AS DOUBLE)")]
    [InlineData("CAST(6 AS DECIMAL(4, 2))")]
    [InlineData("CAST(6 AS UTINYINT)")]
    public void Whole_numbers_of_other_types_become_integers(string expression) =>
        Assert.Equal(6, Duck.Query<Number>($"SELECT {expression} AS value FROM (VALUES (1), (2), (3)) t(v)")[0].Value);

    [Theory]
    [InlineData("6.5", "DECIMAL")]
    [InlineData("3000000000", "BIGINT")]
    [InlineData("'six'", "VARCHAR")]
    public void What_is_no_int_is_refused_by_row_and_column(string expression, string type)
    {
        var message = Duck.Error<Number>($"SELECT {expression} AS value");
        Assert.Contains($"row 1, column value is {type}, with a value that member Value (Int32) does not take; it takes whole numbers from -2147483648 to 2147483647.", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Members_of_an_enum_of_DuckDB_are_texts() => Assert.Equal("b", Duck.Query<Text>("SELECT CAST('b' AS ENUM('a', 'b')) AS value")[0].Value);
}

public record Ratio(double Value);
