using System.Text.Json;

namespace Aqueduct.Databases.Tests.GoogleSheets.Peer;

/// <summary>A call that the peer refuses as Google does.</summary>
sealed class PeerError(int code, string status, string message) : Exception(message)
{
    public int Code => code;

    public string Json => JsonSerializer.Serialize(new { error = new { code, message = Message, status } });

    public static PeerError Invalid(string message) => new(400, "INVALID_ARGUMENT", message);
}

/// <summary>Reads what is sent as strictly as Google: a member that nobody knows is refused.</summary>
static class PeerJson
{
    public static JsonElement Only(this JsonElement element, string place, params string[] known)
    {
        if (element.ValueKind != JsonValueKind.Object)
            throw PeerError.Invalid($"Invalid value at '{place}'");
        foreach (var member in element.EnumerateObject())
            if (!known.Contains(member.Name))
                throw PeerError.Invalid($"Invalid JSON payload received. Unknown name \"{member.Name}\" at '{place}': Cannot find field.");
        return element;
    }

    public static JsonElement Need(this JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value : throw PeerError.Invalid($"Must specify {name}.");

    public static int? Number(this JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value.GetInt32() : null;

    public static string? Text(this JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value.GetString() : null;
}
