using System.Globalization;
using Aqueduct.Connectors.Mail.Sending;
using Aqueduct.Runtime;
using MimeKit;

namespace Aqueduct.Connectors.Mail;

/// <summary>What a resource of type mail sends by.</summary>
sealed class MailSender(MailSettings settings) : MailService
{
    /// <inheritdoc/>
    public override string Location => settings.Folder ?? string.Create(CultureInfo.InvariantCulture, $"{settings.Host}:{settings.Port}");

    /// <inheritdoc/>
    public override IReadOnlyList<string> Recipients(string? to)
    {
        var names = (to ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (names.Length == 0)
            return Texts(settings.To ?? throw new ResourceException(settings.Name, $"Resource '{settings.Name}' has no \"to\", and the mail names nobody. Give \"to\" in aqueduct.json, or To on [Email]."));
        var all = new List<string>();
        foreach (var name in names)
            all.AddRange(Texts(name.Contains('@', StringComparison.Ordinal) ? name : settings.Recipients.TryGetValue(name, out var list) ? list
                : throw new ResourceException(settings.Name, $"Resource '{settings.Name}' has no list '{name}' among its \"recipients\".{Nearest.Hint(name, settings.Recipients.Keys)} Its lists are: {(settings.Recipients.Count == 0 ? "none" : string.Join(", ", settings.Recipients.Keys.Order(StringComparer.Ordinal)))}.")));
        return [.. all.Distinct(StringComparer.OrdinalIgnoreCase)];
    }

    /// <inheritdoc/>
    public override PublicationTransaction Begin(CancellationToken cancel) => settings.Folder is { } folder ? new FolderTransaction(settings, folder) : SmtpTransaction.Open(settings, cancel);

    IEnumerable<string> Parsed(string text) => MailSettings.Addresses(settings.Name, text).Mailboxes.Select(m => m.ToString());

    List<string> Texts(string text) => [.. Parsed(text)];
}
