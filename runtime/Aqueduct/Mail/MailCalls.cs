namespace Aqueduct.Runtime;

/// <summary>What the generated bodies of [Email] methods call.</summary>
public static class MailCalls
{
    /// <summary>Mails something: at the end of the run inside one, at once in a plain call.</summary>
    /// <param name="resource">Name of a resource of type mail.</param>
    /// <param name="draft">What the attribute says.</param>
    /// <param name="parts">What the mail shows and attaches, in that order.</param>
    /// <exception cref="ResourceException">The resource is unknown or wrong, there is nobody to send to, or the mail cannot be sent.</exception>
    public static void Send(string resource, MailDraft draft, params NoticePart[] parts)
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
            Table = NoticeText.Fill(draft.Subject, parts),
            Mode = SaveMode.Append,
            Rows = recipients.Count,
        };
        if (!run.Defer(mail))
            mail.PublishAlone(run.Cancellation);
    }
}
