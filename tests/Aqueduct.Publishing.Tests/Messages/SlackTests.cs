using System.Text.Json;
using Aqueduct.Runtime;

namespace Aqueduct.Publishing.Tests.Messages;

/// <summary>Messages as chats take them.</summary>
public sealed class SlackTests
{
    static JsonElement Write(MessageDraft draft, params NoticePart[] parts) => JsonDocument.Parse(SlackMessage.Write(new(new MessageSave
    {
        Resource = "chat",
        Settings = new() { Name = "chat", Url = new("https://chat.example.com/") },
        Draft = draft,
        Parts = parts,
        Table = NoticeText.Fill(draft.Text, parts),
        Mode = SaveMode.Append,
        Rows = 1,
        Workflow = "A & <B>",
    }, "r1", "Tell", DateTimeOffset.UnixEpoch))).RootElement;

    [Fact]
    public void Nothing_from_data_is_markup()
    {
        var message = Write(new("Tell", "<!channel> {who}"), NoticePart.Value("who", "<@U1> & <https://evil.example|click> *bold*"), NoticePart.Value("note", "a\u0007<b>\r\nc"),
            NoticePart.Table("notes", Table.Of(new Note("``` <!here> _x_ \n second"))));
        var text = message.GetProperty("text").GetString()!;
        Assert.StartsWith("&lt;!channel&gt; &lt;@U1&gt; &amp; &lt;https://evil.example|click&gt; *bold*\n```\nNote: a&lt;b&gt;\nc\n", text, StringComparison.Ordinal);
        Assert.Equal(3, text.Split("```").Length); // begun once, ended once
        Assert.EndsWith("A &amp; &lt;B&gt;, run r1", text, StringComparison.Ordinal);
        Assert.DoesNotContain('<', message.GetRawText().Replace("\\u003C", "<", StringComparison.Ordinal));
        var blocks = message.GetProperty("blocks");
        Assert.Equal(["section", "section", "section", "context"], blocks.EnumerateArray().Select(b => b.GetProperty("type").GetString()));
        Assert.Equal("plain_text", blocks[0].GetProperty("text").GetProperty("type").GetString());
        Assert.Equal(["Note", "a&lt;b&gt;\nc"], blocks[1].GetProperty("fields").EnumerateArray().Select(f => f.GetProperty("text").GetString()));
        Assert.Equal(3, blocks[2].GetProperty("text").GetProperty("text").GetString()!.Split("```").Length);
    }

    [Fact]
    public void What_is_longer_than_a_chat_takes_is_cut()
    {
        var message = Write(new("Tell", rows: 1000), [NoticePart.Value("note", string.Concat(Enumerable.Repeat("&😀", 20_000))), NoticePart.Table("notes", Table.Of([.. Enumerable.Range(0, 1000).Select(i => new Note($"note {i}"))])),
            .. Enumerable.Range(0, 23).Select(i => NoticePart.Value($"value{i}", i))]);
        var texts = message.GetProperty("blocks").EnumerateArray().SelectMany(b => b.TryGetProperty("fields", out var fields) ? fields.EnumerateArray().ToList() : b.TryGetProperty("text", out var one) ? [one] : []).Select(t => t.GetProperty("text").GetString()!).ToList();
        Assert.All(texts, t => Assert.InRange(t.Length, 1, 3000));
        Assert.All(message.GetProperty("blocks").EnumerateArray().Where(b => b.TryGetProperty("fields", out _)), b => Assert.InRange(b.GetProperty("fields").GetArrayLength(), 2, 10));
        Assert.InRange(message.GetProperty("text").GetString()!.Length, 1, 40_000);
        Assert.All(texts, t => Assert.DoesNotContain('\uFFFD', t));
    }

    public record Note(string Text);
}
