using Aqueduct.Runtime;
using MimeKit;

namespace Aqueduct.Connectors.Mail.Sending;

/// <summary>Writes the mail as an .eml file, which mail programs open: for those who have no server yet.</summary>
sealed class FolderTransaction(MailSettings settings, string folder) : MailTransaction(settings)
{
    const int LongestName = 60;

    readonly string _name = settings.Name;

    /// <inheritdoc/>
    protected override void Send(MimeMessage message)
    {
        var words = string.Concat((message.Subject ?? "").Select(c => char.IsLetterOrDigit(c) ? c : '-')).Trim('-');
        var file = Path.Combine(folder, $"{(words.Length <= LongestName ? words : words[..LongestName].TrimEnd('-'))}-{message.MessageId![..8]}.eml");
        try
        {
            Directory.CreateDirectory(folder);
            var temporary = Path.Combine(folder, $".{Guid.NewGuid():N}.tmp");
            message.WriteTo(temporary);
            File.Move(temporary, file, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ResourceException(_name, $"Resource '{_name}': the mail cannot be written to '{file}': {e.Message} Free space or fix the folder's permissions.", e) { IsSystem = true };
        }
    }
}
