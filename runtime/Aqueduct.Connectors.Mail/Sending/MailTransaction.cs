using Aqueduct.Connectors.Mail.Writing;
using Aqueduct.Runtime;
using MimeKit;
using MimeKit.Utils;

namespace Aqueduct.Connectors.Mail.Sending;

/// <summary>Writes one mail when it is staged, and lets it out at the commit.</summary>
abstract class MailTransaction(MailSettings settings) : PublicationTransaction
{
    MimeMessage? _message;
    MailSave? _save;
    PublicationResult? _result;

    /// <summary>A server keeps no list of what it has sent: the run's own record was looked at before.</summary>
    public override (int Rows, DateTimeOffset At)? FindPublication(string run, string node) => null;

    /// <inheritdoc/>
    public override void Put(SaveRequest save, CancellationToken cancel)
    {
        _save = (MailSave)save;
        _message = MailWriter.Write(settings.From, _save, cancel);
    }

    /// <inheritdoc/>
    public override void Note(string run, string node, SaveRequest save, DateTimeOffset at)
    {
        // A run that goes on where another ended sends the same mail: programs that know its id show it once.
        _message!.MessageId = $"{save.StableId(run, node)}@{settings.From.Domain}";
        _message.Date = at;
        _message.Headers.Add("X-Aqueduct-Run", run);
        _result = new PublicationResult(node, save.Resource, save.Table, save.Rows, save.Place, at);
    }

    /// <inheritdoc/>
    public override void Commit()
    {
        Send(_message!);
        _save!.IsOut(_result!);
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _message?.Dispose();
        Close();
    }

    /// <summary>Lets the mail out; once it returns, the mail is out.</summary>
    protected abstract void Send(MimeMessage message);

    /// <summary>Lets go of what sends.</summary>
    protected virtual void Close()
    {
    }
}
