using Aqueduct.Connectors.Mail;

namespace Aqueduct.Publishing.Tests.Mail;

/// <summary>What a resource of type mail may say.</summary>
public class SettingsTests
{
    static Dictionary<string, string?> Members(params (string Member, string? Value)[] members)
    {
        var all = new Dictionary<string, string?> { ["resources:mail:type"] = "mail", ["resources:mail:host"] = "mail.example.com", ["resources:mail:from"] = "a@example.com" };
        foreach (var (member, value) in members)
            all["resources:mail:" + member] = value;
        return all;
    }

    [Theory]
    [InlineData("starttls", 587)]
    [InlineData("tls", 465)]
    [InlineData("none", 25)]
    public void The_port_is_that_of_the_encryption(string tls, int port) => Assert.Equal(port, MailResource.Settings(Members(("tls", tls))).Port);

    [Fact]
    public void The_connection_is_encrypted_where_nobody_says_otherwise() => Assert.Equal(MailTls.StartTls, MailResource.Settings(Members()).Tls);

    [Theory]
    [InlineData("tls", "ssl", "\"tls\" of \"mail\" in aqueduct.json is 'ssl'; it is starttls (port 587), tls (port 465) or none.")]
    [InlineData("port", "0", "\"port\" of \"mail\" in aqueduct.json is '0'; it is a number from 1 to 65535, mostly 587.")]
    [InlineData("user", "a", "\"mail\" in aqueduct.json needs \"user\" and \"password\" together, the password as a reference such as \"${MAIL_PASSWORD}\".")]
    [InlineData("from", "nobody", "Resource 'mail': 'nobody' is no list of addresses. Addresses are separated by commas: ann@example.com, Bob <bob@example.com>.")]
    [InlineData("from", "a@example.com\r\nBcc: b@example.com", "Resource 'mail': 'a@example.com\uFFFD\uFFFDBcc: b@example.com' is no list of addresses. Addresses are separated by commas: ann@example.com, Bob <bob@example.com>.")]
    [InlineData("from", "a@example.com, b@example.com", "\"from\" of \"mail\" in aqueduct.json is one address, such as \"Nightly <nightly@example.com>\".")]
    [InlineData("timeout", "soon", "\"timeout\" of \"mail\" in aqueduct.json is 'soon'; it is a duration such as 30s or 2m.")]
    [InlineData("hots", "x", "\"mail\" in aqueduct.json has a member \"hots\", which is unknown. Did you mean 'host'? Members are: type, host, port, tls, user, password, from, to, recipients, folder, timeout.")]
    [InlineData("host", null, "\"mail\" in aqueduct.json has neither \"host\", the server that sends mail, nor \"folder\", where mails are written as .eml files to look at.")]
    public void What_is_wrong_is_named(string member, string? value, string message) => Assert.Equal(message, Assert.Throws<ResourceException>(() => MailResource.Settings(Members((member, value)))).Message);

    [Fact]
    public void A_password_does_not_go_out_in_the_clear()
    {
        var error = Assert.Throws<ResourceException>(() => MailResource.Settings(Members(("tls", "none"), ("user", "a"), ("password", "secret")))).Message;
        Assert.Contains("would send its password to mail.example.com in the clear", error, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", error.Replace("password", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Equal("a", MailResource.Settings(Members(("host", "localhost"), ("tls", "none"), ("user", "a"), ("password", "secret"))).User);
    }

    [Fact]
    public void Recipients_are_the_resource_s_own_lists_by_name_or_addresses()
    {
        var sender = new MailSender(MailResource.Settings(Members(("to", "ann@example.com, Bob <bob@example.com>"), ("recipients:team:0", "eve@example.com"), ("recipients:team:1", "ann@example.com"))));
        Assert.Equal(["ann@example.com", "\"Bob\" <bob@example.com>"], sender.Recipients(null));
        Assert.Equal(["eve@example.com", "ann@example.com", "x@example.com"], sender.Recipients("team, x@example.com, ann@example.com"));
        Assert.Equal("Resource 'mail' has no list 'taem' among its \"recipients\". Did you mean 'team'? Its lists are: team.", Assert.Throws<ResourceException>(() => sender.Recipients("taem")).Message);
        Assert.Contains("Give \"to\" in aqueduct.json", Assert.Throws<ResourceException>(() => new MailSender(MailResource.Settings(Members())).Recipients(null)).Message, StringComparison.Ordinal);
    }
}
