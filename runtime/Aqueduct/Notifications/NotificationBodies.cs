using System.Buffers;
using System.Text.Json;

namespace Aqueduct.Runtime;

/// <summary>A notification as a webhook gets it: a message for a chat, or JSON for programs.</summary>
static class NotificationBodies
{
    const int LongestBlock = 1500, LongestMessage = 12_000;

    /// <summary>For Slack, and chats that take the same.</summary>
    public static byte[] Slack(NotificationMessage message) => Write(json =>
    {
        var link = message.Link is null ? "" : $"\n<{SlackMessage.Escape(message.Link)}|Look at the run>";
        json.WriteString("text", SlackMessage.Escape(Words.Fit(NotificationTexts.Plain(message with { Link = null }), LongestMessage)) + link);
        json.WriteStartArray("blocks");
        SlackMessage.Section(json, "text", () => SlackMessage.Text(json, "mrkdwn", $"*{Mark(message.Title)}*\n{SlackMessage.Escape(NotificationSections.Origin(message))}{link}"));
        foreach (var section in NotificationSections.Of(message))
            SlackMessage.Section(json, "text", () => SlackMessage.Text(json, "plain_text", SlackMessage.Escape(Words.Fit($"{section.Heading}\n{string.Join('\n', section.Lines.Select(l => $"• {l.Name}: {l.Text}"))}", LongestBlock))));
        json.WriteEndArray();
    });

    /// <summary>For programs; schema: docs/schema/aqueduct-notification.v1.json. Type, timestamp and data are those that Standard Webhooks proposes.</summary>
    public static byte[] Json(NotificationMessage message) => Write(json =>
    {
        json.WriteString("type", "run.ended");
        json.WriteString("timestamp", StoreText.Of(message.Run.FinishedAt));
        json.WriteStartObject("data");
        json.WriteString("workflow", message.Run.Workflow);
        json.WriteString("slug", message.Run.Slug);
        json.WriteString("run", message.Run.Id);
        json.WriteString("state", message.Run.State.ToString());
        json.WriteString("level", Words.Lower(NotificationLevels.Of(message.Run.State)));
        json.WriteString("title", message.Title);
        json.WriteString("startedAt", StoreText.Of(message.Run.StartedAt));
        json.WriteString("finishedAt", StoreText.Of(message.Run.FinishedAt));
        json.WriteString("logicalTime", StoreText.Of(message.Run.LogicalTime));
        RunJson.WriteArray(json, "failures", message.Failures, static (w, f) =>
        {
            w.WriteString("node", f.Node);
            w.WriteString("owner", Words.Lower(f.Owner));
            w.WriteString("error", f.Error);
            w.WriteString("tip", f.Tip);
        });
        RunJson.WriteArray(json, "checks", message.Checks, static (w, c) =>
        {
            w.WriteString("name", c.Name);
            w.WriteString("severity", Words.Lower(c.Severity));
            w.WriteString("found", c.Found);
        });
        RunJson.WriteArray(json, "metrics", message.Metrics, static (w, m) =>
        {
            w.WriteString("name", m.Name);
            RunJson.WriteNumber(w, "value", m.Value);
            WriteTexts(w, "bounds", m.Bounds);
        });
        WriteTexts(json, "notApplied", message.NotApplied);
        json.WriteString("link", message.Link);
        json.WriteEndObject();
    });

    // The stars that make a title bold must not end inside it.
    static string Mark(string text) => SlackMessage.Escape(text.Replace('*', '∗').Replace('_', 'ˍ').Replace('`', 'ˋ').Replace('~', '∼'));

    static void WriteTexts(Utf8JsonWriter json, string name, IReadOnlyList<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
            json.WriteStringValue(text);
        json.WriteEndArray();
    }

    static byte[] Write(Action<Utf8JsonWriter> members)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            members(json);
            json.WriteEndObject();
        }

        return bytes.WrittenSpan.ToArray();
    }
}
