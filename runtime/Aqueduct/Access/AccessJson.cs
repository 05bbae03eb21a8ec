using System.Text.Json;

namespace Aqueduct.Runtime;

/// <summary>Users, tokens and the log of actions as JSON, on the command line and over HTTP. No secret is among it.</summary>
static class AccessJson
{
    /// <summary>The members of a user.</summary>
    public static void WriteUser(Utf8JsonWriter json, AccessUser user)
    {
        json.WriteString("name", user.Name);
        json.WriteString("role", Words.Lower(user.Role));
        json.WriteString("changedAt", StoreText.Of(user.ChangedAt));
    }

    /// <summary>The members of a token.</summary>
    public static void WriteToken(Utf8JsonWriter json, AccessToken token)
    {
        json.WriteString("id", token.Id);
        json.WriteString("name", token.Name);
        json.WriteString("role", Words.Lower(token.Role));
        json.WriteBoolean("session", token.IsSession);
        json.WriteString("createdAt", StoreText.Of(token.CreatedAt));
        json.WriteString("expiresAt", StoreText.Of(token.ExpiresAt));
    }

    /// <summary>The members of an entry of the log.</summary>
    public static void WriteEntry(Utf8JsonWriter json, (long Position, AuditEntry Entry) logged)
    {
        json.WriteNumber("position", logged.Position);
        json.WriteString("at", StoreText.Of(logged.Entry.At));
        json.WriteString("who", logged.Entry.Who);
        json.WriteString("role", Words.Lower(logged.Entry.Role));
        json.WriteString("action", logged.Entry.Action);
        json.WriteString("target", logged.Entry.Target);
        json.WriteString("detail", logged.Entry.Detail);
    }
}
