using System.Buffers;
using System.Text.Json;

namespace Aqueduct.Runtime;

/// <summary>A message for a chat: <c>text</c> says all of it, for those that know nothing else; <c>blocks</c> say it as Slack lays it out.</summary>
/// <remarks>Nothing from data is markup: <c>&amp;</c>, <c>&lt;</c> and <c>&gt;</c>, by which Slack writes links and mentions, are escaped, values are plain text, tables stand in code blocks that they cannot end.</remarks>
static class SlackMessage
{
    // What Slack takes at the most.
    const int MostBlocks = 50, MostFields = 10, LongestText = 3000, LongestField = 2000, LongestMessage = 12_000;

    public static byte[] Write(MessageContent content)
    {
        var save = content.Save;
        var parts = save.Parts.Where(p => p is not ValuePart || !save.Draft.Text.Contains($"{{{p.Name}}}", StringComparison.Ordinal)).ToList();
        var origin = save.Workflow is { } workflow ? $"{workflow}, run {content.Run}" : content.Node;
        var all = NoticeText.Of(parts, save.Draft.Rows).Trim('\n');
        var blocks = Blocks(save, parts, origin);
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteString("text", $"{Escape(Words.Fit(save.Table, LongestText))}\n{(all.Length == 0 ? "" : Code(Words.Fit(all, LongestMessage)) + "\n")}{Escape(origin)}");
            if (blocks.Count <= MostBlocks)
            {
                json.WriteStartArray("blocks");
                foreach (var block in blocks)
                    block(json);
                json.WriteEndArray();
            }

            json.WriteEndObject();
        }

        return bytes.WrittenSpan.ToArray();
    }

    static List<Action<Utf8JsonWriter>> Blocks(MessageSave save, List<NoticePart> parts, string origin)
    {
        var blocks = new List<Action<Utf8JsonWriter>> { json => Section(json, "text", () => Plain(json, save.Table, LongestText)) };
        foreach (var values in parts.OfType<ValuePart>().Chunk(MostFields / 2))
            blocks.Add(json => Section(json, "fields", () =>
            {
                json.WriteStartArray();
                foreach (var value in values)
                {
                    Plain(json, NoticeLabels.Of(value.Name), LongestField);
                    Plain(json, value.Text is { Length: > 0 } text ? text : "–", LongestField);
                }

                json.WriteEndArray();
            }));
        foreach (var table in parts.OfType<TablePart>())
            blocks.Add(json => Section(json, "text", () => Text(json, "mrkdwn", Code(Words.Fit(NoticeText.Of([table], save.Draft.Rows).Trim('\n'), LongestText / 2)))));
        blocks.Add(json =>
        {
            json.WriteStartObject();
            json.WriteString("type", "context");
            json.WriteStartArray("elements");
            Plain(json, origin, LongestField);
            json.WriteEndArray();
            json.WriteEndObject();
        });
        return blocks;
    }

    /// <summary>A block of type section.</summary>
    public static void Section(Utf8JsonWriter json, string member, Action value)
    {
        json.WriteStartObject();
        json.WriteString("type", "section");
        json.WritePropertyName(member);
        value();
        json.WriteEndObject();
    }

    static void Plain(Utf8JsonWriter json, string text, int longest) => Text(json, "plain_text", Escape(Words.Fit(text, longest / 2)));

    /// <summary>A text object; the text is escaped already where its type is mrkdwn.</summary>
    public static void Text(Utf8JsonWriter json, string type, string text)
    {
        json.WriteStartObject();
        json.WriteString("type", type);
        json.WriteString("text", text.Length == 0 ? " " : text);
        json.WriteEndObject();
    }

    /// <summary>A code block. Its own end cannot stand inside.</summary>
    static string Code(string text) => $"```\n{Escape(text.Replace('`', 'ˋ'))}\n```";

    /// <summary>The text without what Slack takes for links and mentions.</summary>
    public static string Escape(string text) => new string([.. text.ReplaceLineEndings("\n").Where(c => c == '\n' || !char.IsControl(c))])
        .Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);
}
