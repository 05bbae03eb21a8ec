using System.Net;
using System.Text;

namespace Aqueduct.Runtime;

/// <summary>A notification as a mail has it: plain text, and HTML in which everything that is not ours is escaped.</summary>
static class NotificationTexts
{
    const string Cell = "padding:4px 12px 4px 0;border-bottom:1px solid #ddd;vertical-align:top";

    public static string Plain(NotificationMessage message)
    {
        var text = new StringBuilder($"{message.Title}\n{NotificationSections.Origin(message)}\n");
        foreach (var section in NotificationSections.Of(message))
        {
            text.Append($"\n{section.Heading}\n");
            foreach (var (name, said) in section.Lines)
                text.Append($"- {name}: {said}\n");
        }

        if (message.Link is { } link)
            text.Append($"\n{link}\n");
        return text.ToString();
    }

    public static string Html(NotificationMessage message)
    {
        var html = new StringBuilder("<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\"></head><body style=\"font-family:sans-serif;font-size:14px;color:#222\">\n")
            .Append($"<h2 style=\"margin:0 0 4px\">{Escape(message.Title)}</h2>\n<p style=\"color:#666;margin:0 0 12px\">{Escape(NotificationSections.Origin(message))}</p>\n");
        foreach (var section in NotificationSections.Of(message))
        {
            html.Append($"<h3 style=\"margin:20px 0 6px\">{section.Heading}</h3>\n<table style=\"border-collapse:collapse\">\n");
            foreach (var (name, said) in section.Lines)
                html.Append($"<tr><td style=\"{Cell};font-weight:bold\">{Escape(name)}</td><td style=\"{Cell}\">{Escape(said)}</td></tr>\n");
            html.Append("</table>\n");
        }

        if (message.Link is { } link)
            html.Append($"<p style=\"margin:20px 0\"><a href=\"{Escape(link)}\">Look at the run</a></p>\n");
        return html.Append("</body></html>\n").ToString();
    }

    static string Escape(string text) => WebUtility.HtmlEncode(new string([.. text.Where(c => !char.IsControl(c))]));
}
