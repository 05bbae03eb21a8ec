namespace Aqueduct.Runtime;

/// <summary>A message on its way out. It cannot be taken back, so that it comes after everything that can.</summary>
sealed class MessageSave : SaveRequest
{
    /// <summary>Where it goes.</summary>
    public required WebhookSettings Settings { get; init; }

    /// <summary>What it tells.</summary>
    public required IReadOnlyList<NoticePart> Parts { get; init; }

    /// <summary>What its attribute says.</summary>
    public required MessageDraft Draft { get; init; }

    /// <inheritdoc/>
    public override string Location => Settings.Place;

    /// <inheritdoc/>
    public override bool IsFinal => true;

    /// <summary>The receiver is connected here, so that a wrong address fails a run that has published nothing.</summary>
    public override PublicationTransaction Begin(CancellationToken cancel)
    {
        var sender = new WebhookSender(Settings, TimeProvider.System);
        try
        {
            sender.ConnectAsync(cancel).GetAwaiter().GetResult();
            return new MessageTransaction(sender, cancel);
        }
        catch
        {
            sender.Dispose();
            throw;
        }
    }
}

/// <summary>Writes one message when it is staged, and lets it out at the commit.</summary>
sealed class MessageTransaction(WebhookSender sender, CancellationToken cancel) : PublicationTransaction
{
    const int MostBytes = 1 << 20;

    MessageSave? _save;
    (string Id, byte[] Body) _message;
    PublicationResult? _result;

    /// <summary>A receiver keeps no list that we could ask: the run's own record was looked at before.</summary>
    public override (int Rows, DateTimeOffset At)? FindPublication(string run, string node) => null;

    /// <inheritdoc/>
    public override void Put(SaveRequest save, CancellationToken cancel) => _save = (MessageSave)save;

    /// <inheritdoc/>
    public override void Note(string run, string node, SaveRequest save, DateTimeOffset at)
    {
        var content = new MessageContent(_save!, run, node, at);
        var body = _save!.Settings.Format == WebhookFormat.Slack ? SlackMessage.Write(content) : JsonMessage.Write(content);
        if (body.Length > MostBytes)
            throw new ResourceException(save.Resource, $"The message to resource '{save.Resource}' is {Words.Bytes(body.Length)} long, and {Words.Bytes(MostBytes)} is the most that is sent. Send fewer rows by Rows of [Message], or shorter texts, and publish the rest as a file.");
        _message = ("msg_" + save.StableId(run, node), body);
        _result = new PublicationResult(node, save.Resource, save.Table, save.Rows, save.Place, at);
    }

    /// <inheritdoc/>
    public override void Commit()
    {
        sender.SendAsync(_message.Id, _message.Body, cancel).GetAwaiter().GetResult();
        _save!.IsOut(_result!);
    }

    /// <inheritdoc/>
    public override void Dispose() => sender.Dispose();
}

/// <summary>What a message says, for whoever writes it down.</summary>
/// <param name="Save">The message.</param>
/// <param name="Run">Id of the run.</param>
/// <param name="Node">Name of the node.</param>
/// <param name="At">When it was put together.</param>
sealed record MessageContent(MessageSave Save, string Run, string Node, DateTimeOffset At);
