using System.Net;
using System.Net.Sockets;
using Aqueduct.Connectors.Mail;
using Aqueduct.Connectors.Mail.Sending;
using Aqueduct.Runtime;

namespace Aqueduct.Publishing.Tests.Mail;

/// <summary>Mails that a real server takes, and what is said where it does not.</summary>
public class SmtpTests
{
    static MailSave Save(MailSettings settings, params string[] recipients) => new()
    {
        Resource = "mail",
        Table = "Hello",
        Mode = SaveMode.Append,
        Rows = 1,
        Service = new MailSender(settings),
        Draft = new MailDraft("Hello"),
        Parts = [NoticePart.Value("number", 1)],
        Recipients = recipients.Length == 0 ? ["ann@example.com"] : recipients,
    };

    static void Send(MailSettings settings, params string[] recipients)
    {
        using var transaction = SmtpTransaction.Open(settings, default);
        var save = Save(settings, recipients);
        transaction.Put(save, default);
        transaction.Note("run", "Mail", save, DateTimeOffset.UnixEpoch);
        transaction.Commit();
    }

    static ResourceException Error(MailSettings settings, params string[] recipients) => Assert.Throws<ResourceException>(() => Send(settings, recipients));

    [SmtpFact]
    public void A_server_takes_it_for_everybody()
    {
        using var server = new SmtpServer();
        Send(MailResource.Settings(server.Members()), "ann@example.com", "Bob <bob@example.com>");
        var mail = Assert.Single(server.Mails);
        Assert.Equal(("Hello", "nightly@example.com", "auto-generated", DateTimeOffset.UnixEpoch), (mail.Subject, mail.From.Mailboxes.Single().Address, mail.Headers["Auto-Submitted"], mail.Date));
        Assert.Equal(["ann@example.com", "bob@example.com"], server.Envelope(0).GetProperty("to").EnumerateArray().Select(a => a.GetString()));
    }

    [SmtpFact]
    public void The_connection_is_encrypted_before_a_password_goes_over_it()
    {
        using var server = new SmtpServer(new() { ["user"] = "nightly", ["password"] = "secret" }, encrypts: true);
        Send(MailResource.Settings(server.Members(("tls", null), ("user", "nightly"), ("password", "secret"))) with { Trusted = server.Certificate });
        Assert.True(server.Envelope(0).GetProperty("secure").GetBoolean());
        Assert.Equal("nightly", server.Envelope(0).GetProperty("user").GetString());
    }

    [SmtpFact]
    public void It_may_be_encrypted_from_the_beginning()
    {
        using var server = new SmtpServer(new() { ["secure"] = true }, encrypts: true);
        Send(MailResource.Settings(server.Members(("tls", "tls"))) with { Trusted = server.Certificate });
        Assert.True(server.Envelope(0).GetProperty("secure").GetBoolean());
    }

    [SmtpFact]
    public void A_certificate_that_nobody_trusts_is_refused()
    {
        using var server = new SmtpServer(encrypts: true);
        var error = Error(MailResource.Settings(server.Members(("tls", "starttls"))));
        Assert.StartsWith($"Resource 'mail': no encrypted connection to 127.0.0.1:{server.Port} comes about:", error.Message, StringComparison.Ordinal);
        Assert.Contains("Look at \"tls\"", error.Message, StringComparison.Ordinal);
        Assert.Empty(server.Mails);
    }

    [SmtpFact]
    public void Nothing_goes_out_in_the_clear_where_encryption_is_asked_for()
    {
        using var server = new SmtpServer();
        Assert.Contains("offers no STARTTLS, and nothing is sent in the clear", Error(MailResource.Settings(server.Members(("tls", "starttls")))).Message, StringComparison.Ordinal);
        Assert.Empty(server.Mails);
    }

    [SmtpFact]
    public void A_wrong_password_is_not_repeated_in_the_error()
    {
        using var server = new SmtpServer(new() { ["user"] = "nightly", ["password"] = "right" });
        var error = Error(MailResource.Settings(server.Members(("user", "nightly"), ("password", "hunter2"))));
        Assert.Equal($"Resource 'mail': the server 127.0.0.1:{server.Port} refuses the user 'nightly' or its password. Look at both; some providers want a password made for the app.", error.Message);
        Assert.DoesNotContain("hunter2", error.ToString(), StringComparison.Ordinal);
    }

    [SmtpFact]
    public void A_recipient_that_is_refused_is_named_and_nobody_gets_the_mail()
    {
        using var server = new SmtpServer(new() { ["refuse"] = "gone@example.com" });
        var error = Error(MailResource.Settings(server.Members()), "ann@example.com", "gone@example.com");
        Assert.Equal($"Resource 'mail': the server 127.0.0.1:{server.Port} refuses the recipient gone@example.com: 550 No such user here. The mail was sent to nobody. Look at \"to\" and \"recipients\".", error.Message);
        Assert.False(error.IsSystem);
        Assert.Empty(server.Mails);
    }

    [SmtpFact]
    public void A_server_that_puts_it_off_is_asked_again()
    {
        using var server = new SmtpServer(new() { ["busy"] = 1 });
        Send(MailResource.Settings(server.Members()));
        Assert.Single(server.Mails);
    }

    [Fact]
    public void A_host_that_nobody_knows_is_named()
    {
        var error = Error(MailResource.Settings(new() { ["resources:mail:type"] = "mail", ["resources:mail:host"] = "no-such-host.invalid", ["resources:mail:from"] = "a@example.com" }));
        Assert.StartsWith("Resource 'mail': the server no-such-host.invalid:587 cannot be reached:", error.Message, StringComparison.Ordinal);
        Assert.True(error.IsSystem);
    }

    [Fact]
    public void A_server_that_says_nothing_is_given_up()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var port = ((IPEndPoint)silent.LocalEndpoint).Port;
        var error = Error(MailResource.Settings(new() { ["resources:mail:type"] = "mail", ["resources:mail:host"] = "127.0.0.1", ["resources:mail:port"] = port.ToString(System.Globalization.CultureInfo.InvariantCulture), ["resources:mail:tls"] = "none", ["resources:mail:from"] = "a@example.com", ["resources:mail:timeout"] = "1s" }));
        Assert.Equal($"Resource 'mail': the server 127.0.0.1:{port} did not answer within 1 s. Look at \"port\" and \"tls\", or give it longer by \"timeout\".", error.Message);
    }
}
