namespace Aqueduct.Runtime;

/// <summary>Sends a message by the resource of a channel, once: when it is tried again, the outbox says.</summary>
static class NotificationSender
{
    /// <exception cref="ResourceException">It is not out: the resource is not as it should be, or its receiver does not take it.</exception>
    public static async Task SendAsync(ResourceRegistry registry, NotificationChannel channel, NotificationMessage message, TimeProvider clock, CancellationToken cancel)
    {
        var resource = channel.Resource!;
        if (registry.TypeOf(resource) == ResourceRegistry.MailType)
        {
            // Its library blocks: not the thread of whoever waits.
            await Task.Run(() => Mail(registry, channel, message, clock, cancel), cancel).ConfigureAwait(false);
            return;
        }

        var settings = registry.Webhook(resource);
        using var sender = new WebhookSender(settings, clock, tries: 1);
        var body = settings.Format == WebhookFormat.Slack ? NotificationBodies.Slack(message) : NotificationBodies.Json(message);
        await sender.SendAsync("msg_" + message.IdFor(channel.Name), body, cancel).ConfigureAwait(false);
    }

    static void Mail(ResourceRegistry registry, NotificationChannel channel, NotificationMessage message, TimeProvider clock, CancellationToken cancel)
    {
        var service = registry.Mail(channel.Resource!);
        var recipients = service.Recipients(channel.To is { } to ? Secrets.Resolve(channel.Name, to) : null);
        var mail = new MailSave
        {
            Resource = channel.Resource!,
            Service = service,
            Draft = new MailDraft(message.Subject),
            Parts = [],
            Body = (NotificationTexts.Plain(message), NotificationTexts.Html(message)),
            Recipients = recipients,
            Table = message.Subject,
            Mode = SaveMode.Append,
            Rows = recipients.Count,
        };
        using var transaction = mail.Begin(cancel);
        transaction.Put(mail, cancel);
        transaction.Note(message.Run.Id, $"notification\n{message.IdFor(channel.Name)}", mail, clock.GetUtcNow());
        transaction.Commit();
    }
}
