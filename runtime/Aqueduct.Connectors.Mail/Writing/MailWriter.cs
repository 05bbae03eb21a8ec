using Aqueduct.Runtime;
using MimeKit;
using MimeKit.Utils;

namespace Aqueduct.Connectors.Mail.Writing;

/// <summary>Puts a mail together: HTML with its images, the same as plain text, attachments.</summary>
static class MailWriter
{
    static readonly Dictionary<string, string> Images = new(StringComparer.Ordinal) { [".png"] = "image/png", [".jpg"] = "image/jpeg", [".gif"] = "image/gif" };

    /// <exception cref="ResourceException">Something cannot be attached as its ending asks.</exception>
    public static MimeMessage Write(MailboxAddress from, MailSave mail, CancellationToken cancel)
    {
        var message = new MimeMessage { Subject = mail.Table };
        message.From.Add(from);
        foreach (var recipient in mail.Recipients)
            message.To.AddRange(MailSettings.Addresses(mail.Resource, recipient));
        // Answering machines leave such mails alone: RFC 3834.
        message.Headers.Add("Auto-Submitted", "auto-generated");
        var shown = mail.Parts.Where(p => p is TablePart or ContentPart || (p is ValuePart && !mail.Draft.Subject.Contains($"{{{p.Name}}}", StringComparison.Ordinal))).ToList();
        var body = new BodyBuilder();
        var ids = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var part in shown.OfType<ContentPart>())
            if (Image(part) is var (ending, bytes))
            {
                var image = body.LinkedResources.Add(part.Name + ending, bytes, ContentType.Parse(Images[ending]));
                ids[part.Name] = image.ContentId = $"{part.Name}@aqueduct";
            }

        (body.TextBody, body.HtmlBody) = mail.Body ?? (NoticeText.Of(shown, mail.Draft.Rows), HtmlBody.Of(shown, mail.Draft.Rows, ids));
        foreach (var file in mail.Draft.Attach)
            Attach(body, mail, file, cancel);
        message.Body = body.ToMessageBody();
        return message;
    }

    static (string Ending, byte[] Bytes)? Image(ContentPart part)
    {
        foreach (var ending in Images.Keys)
        {
            using var stream = new MemoryStream();
            if (part.Source.TryWrite(ending, stream))
                return (ending, stream.ToArray());
        }

        return null;
    }

    static void Attach(BodyBuilder body, MailSave mail, string file, CancellationToken cancel)
    {
        var name = Path.GetFileNameWithoutExtension(file);
        var place = new FilePlace(mail.Resource, file.ToLowerInvariant());
        var part = mail.Parts.FirstOrDefault(p => p.Name == name) ?? throw place.Error("it is attached, and no parameter of the mail has that name.");
        using var stream = new MemoryStream();
        if (!part.TryWrite(place, stream, cancel))
            throw place.Error("it has no form with that ending.");
        body.Attachments.Add(file, stream.ToArray(), ContentType.Parse(MimeTypes.GetMimeType(file)));
    }
}
