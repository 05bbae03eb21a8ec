using System.Text;

namespace Aqueduct.Runtime;

/// <summary>What the generated bodies of [Email] methods call.</summary>
public static class MailCalls
{
    /// <summary>Mails something: at the end of the run inside one, at once in a plain call.</summary>
    /// <param name="resource">Name of a resource of type mail.</param>
    /// <param name="draft">What the attribute says.</param>
    /// <param name="parts">What the mail shows and attaches, in that order.</param>
    /// <exception cref="ResourceException">The resource is unknown or wrong, there is nobody to send to, or the mail cannot be sent.</exception>
    public static void Send(string resource, MailDraft draft, params MailPart[] parts)
    {
        ArgumentNullException.ThrowIfNull(draft);
        ArgumentNullException.ThrowIfNull(parts);
        var (run, service) = (RunContext.Current, ResourceRegistry.Current.Mail(resource));
        var recipients = service.Recipients(draft.To);
        var mail = new MailSave
        {
            Resource = resource,
            Service = service,
            Draft = draft,
            Parts = parts,
            Recipients = recipients,
            Table = Subject(draft.Subject, parts),
            Mode = SaveMode.Append,
            Rows = recipients.Count,
        };
        if (run.Defer(mail))
            return;
        using var transaction = mail.Begin(run.Cancellation);
        transaction.Put(mail, run.Cancellation);
        transaction.Note(Guid.NewGuid().ToString("N"), "call", mail, DateTimeOffset.UtcNow);
        transaction.Commit();
    }

    /// <summary>The subject with its placeholders replaced, on one line: a line end in a value would begin another header.</summary>
    internal static string Subject(string template, IReadOnlyList<MailPart> parts)
    {
        // One pass over the template: braces in a value are not looked at again.
        var text = new StringBuilder(template.Length);
        var at = 0;
        while (template.IndexOf('{', at) is >= 0 and var open && template.IndexOf('}', open) is >= 0 and var close)
        {
            var name = template[(open + 1)..close];
            text.Append(template, at, open - at).Append(parts.FirstOrDefault(p => p.Name == name) is ValuePart part ? part.Text : template[open..(close + 1)]);
            at = close + 1;
        }

        text.Append(template, at, template.Length - at);
        for (var i = 0; i < text.Length; i++)
            if (char.IsControl(text[i]) || text[i] is '\u2028' or '\u2029')
                text[i] = ' ';
        return text.ToString().Trim();
    }
}
