namespace Aqueduct.Runtime;

/// <summary>What the generated bodies of [Message] methods call.</summary>
public static class MessageCalls
{
    /// <summary>Sends something: at the end of the run inside one, at once in a plain call.</summary>
    /// <param name="resource">Name of a resource of type webhook.</param>
    /// <param name="draft">What the attribute says.</param>
    /// <param name="parts">What is sent, in that order.</param>
    /// <exception cref="ResourceException">The resource is unknown or wrong, or the message cannot be sent.</exception>
    public static void Send(string resource, MessageDraft draft, params NoticePart[] parts)
    {
        ArgumentNullException.ThrowIfNull(draft);
        ArgumentNullException.ThrowIfNull(parts);
        var run = RunContext.Current;
        var message = new MessageSave
        {
            Resource = resource,
            Settings = ResourceRegistry.Current.Webhook(resource),
            Parts = parts,
            Draft = draft,
            Table = NoticeText.Fill(draft.Text, parts),
            Mode = SaveMode.Append,
            Rows = 1,
        };
        if (!run.Defer(message))
            message.PublishAlone(run.Cancellation);
    }
}
