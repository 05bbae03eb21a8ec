using System.Text;
using Aqueduct.Runtime;

namespace Aqueduct.Connectors.Mail.Writing;

/// <summary>The parts of a mail as plain text, for those who read no HTML.</summary>
static class TextBody
{
    const int WidestCell = 40;

    public static string Of(IReadOnlyList<MailPart> parts, int rows)
    {
        var text = new StringBuilder();
        foreach (var part in parts)
            switch (part)
            {
                case ValuePart value:
                    text.Append($"{Labels.Of(value.Name)}: {value.Text ?? "–"}\n");
                    break;
                case TablePart table:
                    Table(text, table, rows);
                    break;
                default:
                    text.Append($"\n[image: {Labels.Of(part.Name)}]\n");
                    break;
            }

        return text.ToString();
    }

    static void Table(StringBuilder text, TablePart part, int rows)
    {
        var (table, shown) = (part.Rows, Math.Min(rows, part.Rows.Count));
        var columns = table.Fields.Select((field, c) => Enumerable.Range(0, shown).Select(row => Short(Labels.Cell(table.ColumnAt(c), row))).Prepend(Short(Labels.Of(field.Name))).ToArray()).ToArray();
        var widths = columns.Select(c => c.Max(cell => cell.Length)).ToArray();
        text.Append($"\n{Labels.Of(part.Name)}\n");
        for (var line = 0; line <= shown; line++)
            text.Append(string.Join("  ", columns.Select((cells, c) => Labels.IsNumber(table.Fields[c]) ? cells[line].PadLeft(widths[c]) : cells[line].PadRight(widths[c]))).TrimEnd()).Append('\n');
        if (Labels.Cut(shown, table.Count) is { } cut)
            text.Append($"{cut}\n");
    }

    static string Short(string cell)
    {
        var line = cell.ReplaceLineEndings(" ");
        return line.Length <= WidestCell ? line : line[..(WidestCell - 1)] + "…";
    }
}
