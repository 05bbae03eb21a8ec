using System.Text.Json;

namespace Aqueduct.Runtime;

/// <summary>Notifications as JSON; schema: docs/schema/aqueduct-notifications.v1.json.</summary>
static class NotificationJson
{
    /// <summary>The members of one.</summary>
    public static void Write(Utf8JsonWriter json, Notification told)
    {
        json.WriteString("run", told.Run);
        json.WriteString("channel", told.Channel);
        json.WriteString("workflow", told.Slug);
        json.WriteString("runState", told.RunState.ToString());
        json.WriteString("endedAt", StoreText.Of(told.EndedAt));
        json.WriteString("title", told.Title);
        json.WriteString("summary", told.Summary);
        json.WriteString("state", told.State.ToString());
        json.WriteNumber("attempts", told.Attempts);
        json.WriteString("dueAt", StoreText.Of(told.DueAt));
        json.WriteString("sentAt", StoreText.Of(told.SentAt));
        json.WriteString("error", told.Error);
        json.WriteString("readAt", StoreText.Of(told.ReadAt));
    }
}
