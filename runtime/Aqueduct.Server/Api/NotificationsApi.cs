using Aqueduct.Runtime;

namespace Aqueduct.Server.Api;

/// <summary>What was told of the ends of runs: listed, and marked as read.</summary>
sealed class NotificationsApi(ApiData data)
{
    const int DefaultCount = 50, MostCount = 500;

    // For everybody who looks at the server: who has read a failure has read it for the team.
    const string ReadBody = """{"type":"object","properties":{"run":{"type":"string"}},"required":[]}""";

    /// <summary>What can be asked.</summary>
    public IReadOnlyList<ApiOperation> Operations =>
    [
        new("notifications.list", "GET", "/api/v1/notifications", Role.Viewer, "What was told of the ends of runs, and to which channel, the last end first. For the next page pass the last run and channel as before and beforeChannel.", ListAsync)
        {
            Query =
            [
                ApiParameter.Text("channel", "Only those of this channel; in-app is the list that people read here."),
                ApiParameter.OneOf("unread", ["true", "false"], "Only those that nobody has read."),
                ApiParameter.Text("before", "Run of the notification after which the page begins."),
                ApiParameter.Text("beforeChannel", "Its channel; in-app without it."),
                ApiParameter.Count("limit", DefaultCount, MostCount, "Most notifications."),
            ],
            Answer = "aqueduct-notifications.v1.json",
        },
        new("notifications.unread", "GET", "/api/v1/notifications/unread", Role.Viewer, "How many of the list nobody has read.", CountAsync) { Answer = """{"type":"object","properties":{"unread":{"type":"integer"}},"required":["unread"]}""" },
        new("notifications.read", "POST", "/api/v1/notifications/read", Role.Operator, "Marks those of a run as read, or all of them where the body names none. The answer says how many nobody had read.", ReadAsync)
            { Body = ReadBody, Answer = """{"type":"object","properties":{"read":{"type":"integer"}},"required":["read"]}""" },
    ];

    Task ListAsync(ApiCall call)
    {
        (string Run, string Channel)? before = call.Text("before") is { } run ? (run, call.Text("beforeChannel") ?? NotificationChannel.InApp) : null;
        if (before is var (id, channel) && !data.Store.Read(q => q.NotificationsOf(id)).Any(n => n.Channel == channel))
            throw ApiProblem.NotFound($"Channel '{channel}' was not told of a run '{id}' to begin after. The run may have been removed.");
        var unread = call.Text("unread") is { } text && (bool.TryParse(text, out var only) ? only : throw ApiProblem.Wrong([new Mistake("unread", $"'{text}'", "true or false")]));
        return call.ListAsync(data.Store.Read(q => q.Notifications(call.Count("limit", DefaultCount, MostCount), before, call.Text("channel"), unread)), NotificationJson.Write);
    }

    Task CountAsync(ApiCall call) => CountAsync(call, "unread", data.Store.Read(q => q.Unread()));

    async Task ReadAsync(ApiCall call)
    {
        var body = await call.BodyAsync().ConfigureAwait(false);
        var run = body.TryGetProperty("run", out var given) ? given.GetString() : null;
        await CountAsync(call, "read", await data.Store.WriteAsync(t => NotificationOutbox.Read(t, run, data.Clock.GetUtcNow())).ConfigureAwait(false)).ConfigureAwait(false);
    }

    static Task CountAsync(ApiCall call, string name, int count) => call.JsonAsync(json =>
    {
        json.WriteStartObject();
        json.WriteNumber(name, count);
        json.WriteEndObject();
    });
}
