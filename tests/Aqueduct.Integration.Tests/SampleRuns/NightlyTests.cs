using System.Globalization;
using System.Text;
using Aqueduct.Integration.Tests.Infrastructure;
using Aqueduct.Publishing.Tests.Mail;
using MimeKit;

namespace Aqueduct.Integration.Tests.SampleRuns;

/// <summary>The nightly sample: a dataset, a chart, and the mail that a real server takes.</summary>
public sealed class NightlyTests(Samples samples) : IClassFixture<Samples>
{
    static readonly string Folder = Path.Combine(PackedFeed.Repository, "samples/nightly/out");

    [SmtpFact]
    public void The_stakeholders_get_the_chart_and_the_workbook()
    {
        using var server = new SmtpServer();
        var (exitCode, run) = samples.RunJsonWith("nightly/nightly.cs", ("AQUEDUCT_RESOURCES__MAIL__HOST", "127.0.0.1"), ("AQUEDUCT_RESOURCES__MAIL__PORT", server.Port.ToString(CultureInfo.InvariantCulture)), ("AQUEDUCT_RESOURCES__MAIL__TLS", "none"));

        Assert.Equal((0, "Succeeded"), (exitCode, run.GetProperty("state").GetString()));
        Assert.True(File.Exists(Path.Combine(Folder, "months-2015.xlsx")));
        var mail = Assert.Single(server.Mails);
        Assert.Equal("The weather of 2015", mail.Subject);
        Assert.Equal(["you@localhost"], mail.To.Mailboxes.Select(m => m.Address));
        Assert.Contains(">Wettest month<", mail.HtmlBody, StringComparison.Ordinal);
        Assert.Contains(">Seattle<", mail.HtmlBody, StringComparison.Ordinal);
        Assert.Equal(24, mail.HtmlBody!.Split("2015-").Length - 1); // twelve months of two places
        Assert.Contains("Wettest month: 284.5", mail.TextBody, StringComparison.Ordinal);
        var chart = mail.BodyParts.OfType<MimePart>().Single(p => p.ContentId == "chart@aqueduct");
        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], Bytes(chart)[..4]);
        var workbook = mail.Attachments.OfType<MimePart>().Single();
        Assert.Equal("months.xlsx", workbook.FileName);
        Assert.Equal("PK", Encoding.ASCII.GetString(Bytes(workbook)[..2]));
        Assert.Contains(run.GetProperty("publications").EnumerateArray(), p => p.GetProperty("node").GetString() == "Report");
    }

    [Fact]
    public void Without_a_server_the_mail_is_a_file()
    {
        if (Directory.Exists(Folder))
            Directory.Delete(Folder, recursive: true);
        var output = samples.Run("nightly/nightly.cs", "run", "--year", "2014");
        Assert.True(output.ExitCode == 0, output.Text);
        var mail = MimeMessage.Load(Assert.Single(Directory.GetFiles(Path.Combine(Folder, "mails"), "*.eml")));
        Assert.Equal("The weather of 2014", mail.Subject);
    }

    static byte[] Bytes(MimePart part)
    {
        using var bytes = new MemoryStream();
        part.Content!.DecodeTo(bytes);
        return bytes.ToArray();
    }
}
