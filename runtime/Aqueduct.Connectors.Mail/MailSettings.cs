using System.Globalization;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using Aqueduct.Model;
using Aqueduct.Runtime;
using MimeKit;

namespace Aqueduct.Connectors.Mail;

/// <summary>How the way to a server is kept secret.</summary>
enum MailTls
{
    /// <summary>The connection begins in the clear and goes on encrypted; without that nothing is sent.</summary>
    StartTls,

    /// <summary>The connection is encrypted from the beginning.</summary>
    Tls,

    /// <summary>Nothing is encrypted.</summary>
    None,
}

/// <summary>A resource of type mail.</summary>
sealed record MailSettings
{
    static readonly string[] Members = ["type", "host", "port", "tls", "user", "password", "from", "to", "recipients", "folder", "timeout"];

    /// <summary>Name of the resource; errors name it.</summary>
    public required string Name { get; init; }

    /// <summary>The server; null where mails are written into a folder.</summary>
    public string? Host { get; init; }

    public int Port { get; init; }

    public MailTls Tls { get; init; }

    public string? User { get; init; }

    public string? Password { get; init; }

    /// <summary>Full path of the folder that mails are written into; null where a server sends them.</summary>
    public string? Folder { get; init; }

    public required MailboxAddress From { get; init; }

    /// <summary>Who receives mails that name nobody; null where nobody does.</summary>
    public string? To { get; init; }

    /// <summary>Lists of recipients by name.</summary>
    public required IReadOnlyDictionary<string, string> Recipients { get; init; }

    /// <summary>How long the server may take for an answer.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>A certificate that is trusted beside those of the machine; null for none. Not to be set from outside.</summary>
    internal X509Certificate2? Trusted { get; init; }

    /// <summary>Reads them from aqueduct.json.</summary>
    /// <exception cref="ResourceException">One is missing, unknown or wrong.</exception>
    public static MailSettings Of(ConnectorSettings settings)
    {
        settings.RefuseUnknown(Members);
        var (host, folder, user, password) = (settings.Find("host"), settings.Find("folder"), settings.Find("user"), settings.Find("password"));
        if (host is null && folder is null)
            throw new ResourceException(settings.Name, $"\"{settings.Name}\" in aqueduct.json has neither \"host\", the server that sends mail, nor \"folder\", where mails are written as .eml files to look at.");
        var tls = settings.Find("tls")?.ToLowerInvariant() switch
        {
            null or "starttls" => MailTls.StartTls,
            "tls" => MailTls.Tls,
            "none" => MailTls.None,
            var other => throw new ResourceException(settings.Name, $"\"tls\" of \"{settings.Name}\" in aqueduct.json is '{other}'; it is starttls (port 587), tls (port 465) or none."),
        };
        if ((user is null) != (password is null))
            throw new ResourceException(settings.Name, $"\"{settings.Name}\" in aqueduct.json needs \"user\" and \"password\" together, the password as a reference such as \"${{MAIL_PASSWORD}}\".");
        if (host is not null && user is not null && tls == MailTls.None && !IsOwn(host))
            throw new ResourceException(settings.Name, $"\"{settings.Name}\" in aqueduct.json would send its password to {host} in the clear. Use \"tls\": \"starttls\" or \"tls\", or leave \"user\" and \"password\" out.");
        return new MailSettings
        {
            Name = settings.Name,
            Host = host,
            Port = PortOf(settings, tls),
            Tls = tls,
            User = user,
            Password = password,
            Folder = host is not null ? null : Path.GetFullPath(folder!, settings.Folder),
            From = Address(settings, "from", settings.Require("from", "the address that mails come from, such as \"Nightly <nightly@example.com>\"")),
            To = settings.List("to"),
            Recipients = settings.Lists("recipients"),
            Timeout = settings.Find("timeout") is not { } text ? TimeSpan.FromSeconds(30)
                : Durations.TryParse(text, out var timeout) && timeout > TimeSpan.Zero ? timeout
                : throw new ResourceException(settings.Name, $"\"timeout\" of \"{settings.Name}\" in aqueduct.json is '{text}'; it is a duration such as 30s or 2m."),
        };
    }

    /// <summary>Addresses in one text, separated by commas.</summary>
    /// <exception cref="ResourceException">One is no address.</exception>
    public static InternetAddressList Addresses(string resource, string text) =>
        !text.Any(char.IsControl) && InternetAddressList.TryParse(text, out var list) && list.Mailboxes.Any() && list.Mailboxes.All(m => m.Address.IndexOf('@', StringComparison.Ordinal) > 0)
            ? list
            : throw new ResourceException(resource, $"Resource '{resource}': '{new string([.. text.Select(c => char.IsControl(c) ? '\uFFFD' : c)])}' is no list of addresses. Addresses are separated by commas: ann@example.com, Bob <bob@example.com>.");

    static MailboxAddress Address(ConnectorSettings settings, string member, string text) => Addresses(settings.Name, text).Mailboxes.ToList() is [var one]
        ? one
        : throw new ResourceException(settings.Name, $"\"{member}\" of \"{settings.Name}\" in aqueduct.json is one address, such as \"Nightly <nightly@example.com>\".");

    static int PortOf(ConnectorSettings settings, MailTls tls) => settings.Find("port") switch
    {
        null => tls switch { MailTls.StartTls => 587, MailTls.Tls => 465, _ => 25 },
        var text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and < 65_536 => port,
        var text => throw new ResourceException(settings.Name, $"\"port\" of \"{settings.Name}\" in aqueduct.json is '{text}'; it is a number from 1 to 65535, mostly 587."),
    };

    static bool IsOwn(string host) => string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));
}
