using System.Net;
using System.Text;
using Aqueduct.Runtime;

namespace Aqueduct.Connectors.Mail.Writing;

/// <summary>The parts of a mail as HTML. Styles stand at each element: mail programs throw style sheets away. Everything that is not ours is escaped.</summary>
static class HtmlBody
{
    const string Cell = "padding:4px 12px 4px 0;border-bottom:1px solid #ddd";

    /// <param name="parts">What the mail shows.</param>
    /// <param name="rows">The most rows of a table.</param>
    /// <param name="images">Content ids by the part's name.</param>
    public static string Of(IReadOnlyList<NoticePart> parts, int rows, IReadOnlyDictionary<string, string> images)
    {
        var html = new StringBuilder("<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\"></head><body style=\"font-family:sans-serif;font-size:14px;color:#222\">\n");
        for (var i = 0; i < parts.Count; i++)
            switch (parts[i])
            {
                case ValuePart:
                    var last = i;
                    while (last + 1 < parts.Count && parts[last + 1] is ValuePart)
                        last++;
                    Values(html, parts.Skip(i).Take(last - i + 1).Cast<ValuePart>());
                    i = last;
                    break;
                case TablePart table:
                    Table(html, table, rows);
                    break;
                case { Name: var name } when images.TryGetValue(name, out var id):
                    html.Append($"<p><img src=\"cid:{Escape(id)}\" alt=\"{Escape(NoticeLabels.Of(name))}\" style=\"max-width:100%\"></p>\n");
                    break;
            }

        return html.Append("</body></html>\n").ToString();
    }

    static void Values(StringBuilder html, IEnumerable<ValuePart> values)
    {
        html.Append("<table style=\"border-collapse:collapse\">\n");
        foreach (var value in values)
            html.Append($"<tr><td style=\"{Cell}\">{Escape(NoticeLabels.Of(value.Name))}</td><td style=\"{Cell};font-weight:bold\">{Lines(value.Text ?? "–")}</td></tr>\n");
        html.Append("</table>\n");
    }

    static void Table(StringBuilder html, TablePart part, int rows)
    {
        var (table, shown) = (part.Rows, Math.Min(rows, part.Rows.Count));
        html.Append($"<h3 style=\"margin:20px 0 6px\">{Escape(NoticeLabels.Of(part.Name))}</h3>\n<table style=\"border-collapse:collapse\">\n<tr>");
        foreach (var field in table.Fields)
            html.Append($"<th style=\"{Cell};text-align:{Side(field)}\">{Escape(NoticeLabels.Of(field.Name))}</th>");
        html.Append("</tr>\n");
        for (var row = 0; row < shown; row++)
        {
            html.Append("<tr>");
            for (var c = 0; c < table.Fields.Count; c++)
                html.Append($"<td style=\"{Cell};text-align:{Side(table.Fields[c])}\">{Lines(NoticeLabels.Cell(table.ColumnAt(c), row))}</td>");
            html.Append("</tr>\n");
        }

        html.Append("</table>\n");
        if (NoticeLabels.Cut(shown, table.Count) is { } cut)
            html.Append($"<p style=\"color:#777;margin:4px 0\">{cut}</p>\n");
    }

    static string Side(Field field) => NoticeLabels.IsNumber(field) ? "right" : "left";

    static string Lines(string text) => Escape(text.ReplaceLineEndings("\n")).Replace("\n", "<br>", StringComparison.Ordinal);

    static string Escape(string text) => WebUtility.HtmlEncode(new string([.. text.Where(c => c is '\n' or '\t' || !char.IsControl(c))]));
}
