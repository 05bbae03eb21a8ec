using System.Globalization;
using Aqueduct.Crash.Tests.Kills;
using Aqueduct.Publishing.Tests.Mail;
using Aqueduct.Runtime;

namespace Aqueduct.Publishing.Tests.Messages;

/// <summary>A process that dies when a message or a mail is out, before and after its own note of it; then the run goes on.</summary>
public sealed class NoticeKillTests : IDisposable
{
    readonly string _home = Directory.CreateTempSubdirectory("aqueduct-kill-").FullName;
    readonly HookServer _hook = new();

    public void Dispose()
    {
        _hook.Dispose();
        Directory.Delete(_home, recursive: true);
    }

    /// <param name="place">Where the first process dies.</param>
    /// <param name="visit">At which visit: the message comes first, the mail second.</param>
    /// <param name="messages">How often the message arrives.</param>
    /// <param name="mails">How often the mail does.</param>
    [SmtpTheory]
    [InlineData(Failpoint.FinalPublished, 1, 2, 1)]
    [InlineData(Failpoint.FinalPublished, 2, 1, 2)]
    [InlineData(Failpoint.PublicationCommitted, 1, 1, 1)]
    [InlineData(Failpoint.PublicationCommitted, 2, 1, 1)]
    public async Task What_is_noted_goes_out_once_and_what_is_not_again_under_the_same_id(object place, int visit, int messages, int mails)
    {
        using var smtp = new SmtpServer();
        var variables = new Dictionary<string, string>
        {
            ["AQUEDUCT_RESOURCES__HOOK__URL"] = _hook.Url,
            ["AQUEDUCT_RESOURCES__MAIL__PORT"] = smtp.Port.ToString(CultureInfo.InvariantCulture),
        };
        var killed = await Worker.RunAsync(_home, ["run", "notices"], new Place((Failpoint)place, visit), variables: variables);
        Assert.True(killed.Killed, killed.Output);
        var done = await Worker.RunAsync(_home, ["run", "notices", "--resume", "last"], variables: variables);
        Assert.True(done.Code == 0, done.Output);

        Assert.Equal((messages, mails), (_hook.Received.Count, smtp.Mails.Count));
        Assert.Single(_hook.Received.Select(r => r.Id).Distinct());
        Assert.Single(smtp.Mails.Select(m => m.MessageId).Distinct());
    }
}
