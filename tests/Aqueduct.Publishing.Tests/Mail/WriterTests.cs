using System.Text;
using Aqueduct.Connectors.Mail.Sending;
using Aqueduct.Connectors.Mail.Writing;
using Aqueduct.Publishing.Tests.Charts;
using Aqueduct.Publishing.Tests.Spreadsheets;
using Aqueduct.Runtime;
using MimeKit;

namespace Aqueduct.Publishing.Tests.Mail;

public record Prediction(int CustomerId, string Name, double Churn, DateOnly? Since);

/// <summary>The generator lays out the rows that a marked method names.</summary>
static class Predictions
{
    [Operator]
    public static int Count(Table<Prediction> rows) => rows.Count;

    public static Table<Prediction> Of(int count) => Enumerable.Range(0, count).Select(i => new Prediction(i, i == 1 ? "<script>alert(\"x\")</script> & co" : $"Customer {i}", 1 / (i + 3.0), i == 0 ? null : new DateOnly(2026, 1, i % 28 + 1))).ToTable();
}

/// <summary>What is in a mail.</summary>
public class WriterTests
{
    static MailSave Mail(MailDraft draft, params NoticePart[] parts) => new()
    {
        Resource = "mail",
        Table = NoticeText.Fill(draft.Subject, parts),
        Mode = SaveMode.Append,
        Rows = 1,
        Service = null!,
        Draft = draft,
        Parts = parts,
        Recipients = ["Ann <ann@example.com>", "bob@example.com"],
    };

    static MimeMessage Write(MailDraft draft, params NoticePart[] parts) => MailWriter.Write(MailboxAddress.Parse("Nightly <nightly@example.com>"), Mail(draft, parts), default);

    static Chart Chart => Aqueduct.Charts.Bar(Predictions.Of(3), p => p.Name, p => p.Churn);

    [Fact]
    public void It_shows_numbers_in_a_table_tables_as_their_first_rows_and_charts_inline()
    {
        var mail = Write(new("Churn {day}", rows: 2), NoticePart.Value("averageChurn", 1 / 3.0), NoticePart.Value("customers", 1234), NoticePart.Value<string?>("note", null), NoticePart.Table("churn", Predictions.Of(30)), NoticePart.Content("chart", Chart), NoticePart.Value("day", new DateOnly(2026, 1, 31)));

        Assert.Equal("Churn 2026-01-31", mail.Subject);
        var html = mail.HtmlBody;
        Assert.Contains(">Average churn</td><td style=\"padding:4px 12px 4px 0;border-bottom:1px solid #ddd;font-weight:bold\">0.333333</td>", html, StringComparison.Ordinal);
        Assert.Contains(">1234</td>", html, StringComparison.Ordinal);
        Assert.Contains(">–</td>", html, StringComparison.Ordinal);
        Assert.Contains(">Customer id</th>", html, StringComparison.Ordinal);
        Assert.Contains("2 rows of 30", html, StringComparison.Ordinal);
        Assert.DoesNotContain("Customer 2", html, StringComparison.Ordinal);
        Assert.DoesNotContain(">Day<", html, StringComparison.Ordinal); // it stands in the subject
        Assert.Contains("<img src=\"cid:chart@aqueduct\" alt=\"Chart\"", html, StringComparison.Ordinal);
        var image = mail.BodyParts.OfType<MimePart>().Single(p => p.ContentId == "chart@aqueduct");
        Assert.Equal("image/png", image.ContentType.MimeType);
        Assert.Equal(Chart.Png.ToArray(), Bytes(image));
    }

    [Fact]
    public void The_plain_text_says_the_same()
    {
        var text = Write(new("Churn", rows: 2), NoticePart.Value("averageChurn", 0.25), NoticePart.Table("churn", Predictions.Of(3)), NoticePart.Content("chart", Chart)).TextBody!.ReplaceLineEndings("\n");
        Assert.Equal("""
            Average churn: 0.25

            Churn
            Customer id  Name                                 Churn  Since
                      0  Customer 0                        0.333333
                      1  <script>alert("x")</script> & co      0.25  2026-01-02
            2 rows of 3

            [image: Chart]

            """, text);
    }

    [Fact]
    public void Everything_from_the_data_is_escaped()
    {
        var html = Write(new("a"), NoticePart.Value("note", "<b onclick='x'>\r\nsecond & \u0007line"), NoticePart.Table("churn", Predictions.Of(3))).HtmlBody;
        Assert.DoesNotContain("<script>", html, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &amp; co", html, StringComparison.Ordinal);
        Assert.Contains("&lt;b onclick=&#39;x&#39;&gt;<br>second &amp; line", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("x\r\nBcc: eve@example.com")]
    [InlineData("x\nBcc: eve@example.com\n\nbody")]
    [InlineData("x\u2028Bcc: eve@example.com")]
    [InlineData("x\u0085\0Bcc: eve@example.com")]
    public void A_value_in_the_subject_begins_no_header(string value)
    {
        var mail = Write(new("Churn {name}"), NoticePart.Value("name", value));
        using var bytes = new MemoryStream();
        mail.WriteTo(bytes);
        bytes.Position = 0;
        var read = MimeMessage.Load(bytes);
        Assert.Empty(read.Bcc);
        Assert.Equal(2, read.To.Count);
        Assert.StartsWith("Churn x Bcc: eve@example.com", read.Subject!.Replace("  ", " ", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain("\nBcc:", Encoding.UTF8.GetString(bytes.ToArray()), StringComparison.Ordinal);
    }

    [Fact]
    public void Braces_in_a_value_are_no_placeholders() => Assert.Equal("a {b} c", NoticeText.Fill("a {a} c", [NoticePart.Value("a", "{b}"), NoticePart.Value("b", "x")]));

    [Fact]
    public void Parameters_are_attached_in_the_forms_that_are_asked_for()
    {
        var mail = Write(new("a", attach: "churn.csv, churn.xlsx,chart.svg, model.onnx"), NoticePart.Table("churn", Predictions.Of(3)), NoticePart.Content("chart", Chart), NoticePart.Bytes("model", [1, 2, 3]));
        var files = mail.Attachments.OfType<MimePart>().ToDictionary(a => a.FileName!, a => (a.ContentType.MimeType, Bytes: Bytes(a)));
        Assert.Equal(["churn.csv", "churn.xlsx", "chart.svg", "model.onnx"], files.Keys);
        Assert.StartsWith("customer_id,name,churn,since\r\n0,", Encoding.UTF8.GetString(files["churn.csv"].Bytes), StringComparison.Ordinal);
        Assert.Equal(Predictions.Of(3), Sheets.Read<Prediction>(files["churn.xlsx"].Bytes));
        Assert.Equal(("image/svg+xml", Chart.Svg), (files["chart.svg"].MimeType, Encoding.UTF8.GetString(files["chart.svg"].Bytes)));
        Assert.Equal([1, 2, 3], files["model.onnx"].Bytes);
    }

    [Fact]
    public void What_cannot_be_attached_is_named()
    {
        Assert.Equal("Resource 'mail', file 'chart.jpg': it has no form with that ending.", Assert.Throws<ResourceException>(() => Write(new("a", attach: "chart.jpg"), NoticePart.Content("chart", Chart))).Message);
        Assert.Equal("Resource 'mail', file 'x.csv': it is attached, and no parameter of the mail has that name.", Assert.Throws<ResourceException>(() => Write(new("a", attach: "x.csv"))).Message);
    }

    [Theory]
    [InlineData("averageChurn", "Average churn")]
    [InlineData("AverageChurn", "Average churn")]
    [InlineData("customer_id", "Customer id")]
    [InlineData("RocAUC", "Roc AUC")]
    [InlineData("AUCOfAll", "AUC of all")]
    [InlineData("x", "X")]
    public void Names_become_words(string name, string words) => Assert.Equal(words, NoticeLabels.Of(name));

    static byte[] Bytes(MimePart part)
    {
        using var bytes = new MemoryStream();
        part.Content!.DecodeTo(bytes);
        return bytes.ToArray();
    }
}
