using System.Globalization;
using Aqueduct.Connectors.Mail;
using Aqueduct.Runtime;
using Microsoft.Extensions.Configuration;

namespace Aqueduct.Publishing.Tests.Mail;

/// <summary>Resources of type mail, as aqueduct.json would declare them.</summary>
static class MailResource
{
    /// <summary>The members of a resource that sends by this server.</summary>
    public static Dictionary<string, string?> Members(this SmtpServer server, params (string Member, string? Value)[] instead)
    {
        var members = new Dictionary<string, string?>
        {
            ["resources:mail:type"] = "mail",
            ["resources:mail:host"] = "127.0.0.1",
            ["resources:mail:port"] = server.Port.ToString(CultureInfo.InvariantCulture),
            ["resources:mail:tls"] = "none",
            ["resources:mail:from"] = "Nightly <nightly@example.com>",
            ["resources:mail:to"] = "ann@example.com",
        };
        foreach (var (member, value) in instead)
            members["resources:mail:" + member] = value;
        return members;
    }

    /// <summary>What the connector makes of them.</summary>
    public static MailSettings Settings(Dictionary<string, string?> members) =>
        MailSettings.Of(new ConnectorSettings(new ConfigurationBuilder().AddInMemoryCollection(members).Build().GetSection("resources:mail"), "/"));
}
