using System.Data.Common;

namespace Aqueduct.Runtime;

sealed partial class RunQueries
{
    const string NotificationColumns = "run, channel, slug, run_state, ended_at, title, summary, state, attempts, due_at, sent_at, error, read_at";

    /// <summary>Runs whose end is to be told now, with their workflows, the first to end first.</summary>
    public IReadOnlyList<(string Id, string Workflow, string Slug, RunState State)> ToNotify(DateTimeOffset now) =>
        Rows("SELECT id, workflow, slug, state FROM runs WHERE notify_at IS NOT NULL AND notify_at <= $1 ORDER BY notify_at, id",
            r => (r.GetString(0), r.GetString(1), r.GetString(2), Enum.Parse<RunState>(r.GetString(3))), StoreText.Of(now));

    /// <summary>Notifications that are to be sent now, the one that waits longest first.</summary>
    public IReadOnlyList<Notification> DueNotifications(DateTimeOffset now) =>
        Rows($"SELECT {NotificationColumns} FROM notifications WHERE due_at IS NOT NULL AND due_at <= $1 ORDER BY due_at, run, channel", Notification, StoreText.Of(now));

    /// <summary>A page of notifications, the last end first.</summary>
    /// <param name="count">Most of them.</param>
    /// <param name="before">Run and channel after which, the last first, they begin; null begins with the last.</param>
    /// <param name="channel">Of one channel; null is all.</param>
    /// <param name="unread">Only those that nobody has read.</param>
    public IReadOnlyList<Notification> Notifications(int count, (string Run, string Channel)? before = null, string? channel = null, bool unread = false)
    {
        var (where, values) = (new List<string>(), new List<object> { count });
        if (before is var (run, beforeChannel))
        {
            where.Add("(ended_at, run, channel) < (SELECT b.ended_at, b.run, b.channel FROM notifications b WHERE b.run = $2 AND b.channel = $3)");
            values.AddRange([run, beforeChannel]);
        }

        if (channel is not null)
        {
            values.Add(channel);
            where.Add($"channel = ${StoreText.Number(values.Count)}");
        }

        if (unread)
            where.Add("read_at IS NULL");
        return Rows($"SELECT {NotificationColumns} FROM notifications{(where.Count == 0 ? "" : " WHERE " + string.Join(" AND ", where))} ORDER BY ended_at DESC, run DESC, channel DESC LIMIT $1", Notification, [.. values]);
    }

    /// <summary>The notifications of a run, by channel.</summary>
    public IReadOnlyList<Notification> NotificationsOf(string run) => Rows($"SELECT {NotificationColumns} FROM notifications WHERE run = $1 ORDER BY channel", Notification, run);

    /// <summary>How many of <c>in-app</c> nobody has read.</summary>
    public int Unread() => Rows("SELECT count(*) FROM notifications WHERE channel = 'in-app' AND read_at IS NULL", r => Int(r, 0)) is [var count] ? count : 0;

    /// <summary>How the run of the same workflow that was started before one ended; null where there is none.</summary>
    public RunState? StateBefore(RunRecord run) =>
        Rows("SELECT state FROM runs WHERE slug = $1 AND started_at < $2 AND id <> $3 AND finished_at IS NOT NULL ORDER BY started_at DESC LIMIT 1", r => Enum.Parse<RunState>(r.GetString(0)), run.Slug, StoreText.Of(run.StartedAt), run.Id) is [var state] ? state : null;

    /// <summary>Whether a channel was told, or is to be told, that a workflow's run ended so since some time.</summary>
    public bool WasTold(string slug, string channel, RunState state, DateTimeOffset since) =>
        Rows("SELECT run FROM notifications WHERE slug = $1 AND channel = $2 AND run_state = $3 AND ended_at > $4 AND state IN ('Pending', 'Sent') LIMIT 1", r => r.GetString(0), slug, channel, state.ToString(), StoreText.Of(since)).Count > 0;

    static Notification Notification(DbDataReader r) => new(r.GetString(0), r.GetString(1), r.GetString(2), Enum.Parse<RunState>(r.GetString(3)), StoreText.Time(r.GetString(4)), r.GetString(5), r.GetString(6),
        Enum.Parse<DeliveryState>(r.GetString(7)), Int(r, 8), Time(r, 9), Time(r, 10), Text(r, 11), Time(r, 12));
}
