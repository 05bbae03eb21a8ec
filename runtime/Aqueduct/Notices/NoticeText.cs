using System.Text;

namespace Aqueduct.Runtime;

/// <summary>The parts of a mail or a message as plain text, for those who read nothing else.</summary>
static class NoticeText
{
    const int WidestCell = 40;

    public static string Of(IReadOnlyList<NoticePart> parts, int rows)
    {
        var text = new StringBuilder();
        foreach (var part in parts)
            switch (part)
            {
                case ValuePart value:
                    text.Append($"{NoticeLabels.Of(value.Name)}: {value.Text ?? "–"}\n");
                    break;
                case TablePart table:
                    Table(text, table, rows);
                    break;
                default:
                    text.Append($"\n[image: {NoticeLabels.Of(part.Name)}]\n");
                    break;
            }

        return text.ToString();
    }

    /// <summary>A subject or a sentence with its placeholders replaced, on one line: a line end in a value would begin another header.</summary>
    public static string Fill(string template, IReadOnlyList<NoticePart> parts)
    {
        // One pass over the template: braces in a value are not looked at again.
        var text = new StringBuilder(template.Length);
        var at = 0;
        while (template.IndexOf('{', at) is >= 0 and var open && template.IndexOf('}', open) is >= 0 and var close)
        {
            var name = template[(open + 1)..close];
            text.Append(template, at, open - at).Append(parts.FirstOrDefault(p => p.Name == name) is ValuePart part ? part.Text : template[open..(close + 1)]);
            at = close + 1;
        }

        text.Append(template, at, template.Length - at);
        for (var i = 0; i < text.Length; i++)
            if (char.IsControl(text[i]) || text[i] is '\u2028' or '\u2029')
                text[i] = ' ';
        return text.ToString().Trim();
    }

    static void Table(StringBuilder text, TablePart part, int rows)
    {
        var (table, shown) = (part.Rows, Math.Min(rows, part.Rows.Count));
        var columns = table.Fields.Select((field, c) => Enumerable.Range(0, shown).Select(row => Short(NoticeLabels.Cell(table.ColumnAt(c), row))).Prepend(Short(NoticeLabels.Of(field.Name))).ToArray()).ToArray();
        var widths = columns.Select(c => c.Max(cell => cell.Length)).ToArray();
        text.Append($"\n{NoticeLabels.Of(part.Name)}\n");
        for (var line = 0; line <= shown; line++)
            text.Append(string.Join("  ", columns.Select((cells, c) => NoticeLabels.IsNumber(table.Fields[c]) ? cells[line].PadLeft(widths[c]) : cells[line].PadRight(widths[c]))).TrimEnd()).Append('\n');
        if (NoticeLabels.Cut(shown, table.Count) is { } cut)
            text.Append($"{cut}\n");
    }

    static string Short(string cell)
    {
        var line = cell.ReplaceLineEndings(" ");
        return line.Length <= WidestCell ? line : line[..(WidestCell - 1)] + "…";
    }
}
