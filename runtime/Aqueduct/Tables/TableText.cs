using System.Text;

namespace Aqueduct.Runtime;

/// <summary>Tables as text for people: a debugger, a test's failure, a log line.</summary>
static class TableText
{
    const int Rows = 10;
    const int Width = 40;

    /// <summary>The number of rows and the first of them; numbers to the right, long values cut.</summary>
    public static string Render(string type, IReadOnlyList<Field> fields, Column[] columns, int count)
    {
        var text = new StringBuilder().Append(count).Append(count == 1 ? " row of " : " rows of ").Append(type);
        var shown = Math.Min(count, Rows);
        if (shown == 0)
            return text.ToString();
        var cells = columns.Select((column, c) => Enumerable.Range(0, shown).Select(r => Cut(column.TextAt(r) ?? "null")).Prepend(fields[c].Name).ToArray()).ToArray();
        var widths = cells.Select(column => column.Max(cell => cell.Length)).ToArray();
        for (var r = 0; r <= shown; r++)
        {
            var line = string.Join("  ", cells.Select((column, c) => IsNumber(fields[c].Kind) ? column[r].PadLeft(widths[c]) : column[r].PadRight(widths[c])));
            text.Append('\n').Append(line.TrimEnd());
        }

        return count > shown ? text.Append("\n… ").Append(count - shown).Append(" more").ToString() : text.ToString();
    }

    static string Cut(string text)
    {
        text = text.ReplaceLineEndings(" ");
        return text.Length <= Width ? text : string.Concat(text.AsSpan(0, Width - 1), "…");
    }

    static bool IsNumber(FieldKind kind) => kind is >= FieldKind.SByte and <= FieldKind.Decimal;
}
