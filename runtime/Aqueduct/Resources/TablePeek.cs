using System.Globalization;

namespace Aqueduct.Runtime;

/// <summary>How much of a table is looked at.</summary>
/// <param name="Rows">Most rows.</param>
/// <param name="Text">Most characters of a text; what is longer is cut.</param>
sealed record PeekSize(int Rows = PeekSize.DefaultRows, int Text = PeekSize.ShownText)
{
    /// <summary>Rows that are looked at where nobody says how many, and the most that can be.</summary>
    public const int DefaultRows = 100, MostRows = 1000;

    /// <summary>Characters of a text that are shown, and those that the cell of a spreadsheet takes, into which people put files.</summary>
    public const int ShownText = 200, FileText = 32_767;
}

/// <summary>The first rows of a table or view, for people to look at: texts are cut, and of bytes there is their number. A column whose values are all numbers, or all true or false, has their type; all others are text.</summary>
sealed class TablePeek : ITabular
{
    readonly Column[] _columns;

    TablePeek(TableDescription table, List<(Field Field, Column Column)> columns, int count, bool hasMore, int cut) =>
        (Table, Fields, _columns, Count, HasMore, Cut) = (table, [.. columns.Select(c => c.Field)], [.. columns.Select(c => c.Column)], count, hasMore, cut);

    /// <summary>The table.</summary>
    public TableDescription Table { get; }

    /// <inheritdoc/>
    public IReadOnlyList<Field> Fields { get; }

    /// <inheritdoc/>
    public int Count { get; }

    /// <summary>Whether the table has more rows.</summary>
    public bool HasMore { get; }

    /// <summary>How many texts are cut.</summary>
    public int Cut { get; }

    /// <inheritdoc/>
    public long Bytes => _columns.Sum(static c => c.Bytes);

    /// <inheritdoc/>
    public Column ColumnAt(int index) => _columns[index];

    /// <summary>How much of the table this is, in words.</summary>
    public string Extent(PeekSize size) => (HasMore ? $"the first {Words.Rows(Count)}" : Words.Rows(Count))
        + (Cut == 0 ? "" : $"; {(Cut == 1 ? "1 text is" : $"{Words.Count(Cut)} texts are")} cut after {Words.Count(size.Text)} characters");

    /// <summary>Takes rows as far as they are wanted; one more says that there are more.</summary>
    /// <param name="table">The table.</param>
    /// <param name="names">Names of the columns.</param>
    /// <param name="rows">Their values, each as its database has it.</param>
    /// <param name="size">How much is wanted.</param>
    public static TablePeek Of(TableDescription table, IReadOnlyList<string> names, IEnumerable<IReadOnlyList<object?>> rows, PeekSize size)
    {
        var cells = names.Select(_ => new List<object?>()).ToArray();
        var (count, cut, hasMore) = (0, 0, false);
        foreach (var row in rows)
        {
            if (hasMore = count == size.Rows)
                break;
            for (var c = 0; c < cells.Length; c++)
                cells[c].Add(Shown(row[c], size.Text, ref cut));
            count++;
        }

        return new TablePeek(table, [.. names.Select((name, c) => ColumnOf(name, cells[c]))], count, hasMore, cut);
    }

    static object? Shown(object? value, int most, ref int cut)
    {
        switch (value)
        {
            case null or DBNull: return null;
            case bool or long or double or decimal: return value;
            case sbyte or byte or short or ushort or int or uint: return Convert.ToInt64(value, CultureInfo.InvariantCulture);
            case ulong whole: return (decimal)whole;
            case float number: return double.Parse(ScalarText.Format(number)!, CultureInfo.InvariantCulture); // with the digits that it is written with
            case byte[] bytes: return Words.Bytes(bytes.LongLength);
        }

        var text = ScalarText.Format(value)!;
        cut += text.Length > most ? 1 : 0;
        var begin = Words.Begin(text, most);
        // Half a surrogate pair is no character, and neither JSON nor CSV takes it.
        return begin.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF') ? string.Concat(begin.EnumerateRunes()) : begin;
    }

    static (Field, Column) ColumnOf(string name, List<object?> cells)
    {
        var values = cells.OfType<object>().ToList();
        if (values.Count > 0 && values.TrueForAll(v => v is bool))
            return Typed(name, cells, v => (bool)v);
        if (values.Count == 0 || !values.TrueForAll(v => v is long or double or decimal))
            return (Field.Of<string>(name, nullable: true), new Column<string?>([.. cells.Select(ScalarText.Format)]));
        return values.TrueForAll(v => v is long) ? Typed(name, cells, v => (long)v)
            : values.Exists(v => v is double) ? Typed(name, cells, v => Convert.ToDouble(v, CultureInfo.InvariantCulture))
            : Typed(name, cells, v => Convert.ToDecimal(v, CultureInfo.InvariantCulture));
    }

    static (Field, Column) Typed<V>(string name, List<object?> cells, Func<object, V> convert) where V : struct =>
        (Field.Of<V?>(name, nullable: true), new Column<V?>([.. cells.Select(c => c is null ? (V?)null : convert(c))]));
}
