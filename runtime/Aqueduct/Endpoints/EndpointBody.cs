using System.Text.Json;

namespace Aqueduct.Runtime;

/// <summary>What generated code reads the values of a request's body with.</summary>
public static class EndpointBody
{
    /// <summary>Reads a parameter.</summary>
    /// <param name="codec">Reads its JSON.</param>
    /// <param name="body">The body.</param>
    /// <param name="member">The member that holds it; null where the body itself is the value.</param>
    /// <exception cref="FormatException">The JSON says what no schema can: a text that is no value of a type, for instance.</exception>
    public static T Read<T>(JsonCodec<T> codec, JsonElement body, string? member)
    {
        ArgumentNullException.ThrowIfNull(codec);
        try
        {
            return codec.Read(member is null ? body : body.GetProperty(member));
        }
        catch (Exception e) when (e is FormatException or InvalidOperationException or ArgumentException or KeyNotFoundException or OverflowException or IndexOutOfRangeException)
        {
            throw new EndpointBodyException(member, e);
        }
    }

    /// <summary>Reads a parameter that a body may leave out.</summary>
    /// <param name="codec">Reads its JSON.</param>
    /// <param name="body">The body, an object.</param>
    /// <param name="member">The member that holds it.</param>
    /// <param name="otherwise">What it is where the body has no such member.</param>
    /// <exception cref="FormatException">The JSON says what no schema can: a text that is no value of a type, for instance.</exception>
    public static T Read<T>(JsonCodec<T> codec, JsonElement body, string member, T otherwise) => body.TryGetProperty(member, out _) ? Read(codec, body, member) : otherwise;
}

/// <summary>A value of a body is none of its type.</summary>
/// <param name="member">Where it stands; null for the body itself.</param>
/// <param name="cause">What the codec said.</param>
sealed class EndpointBodyException(string? member, Exception cause) : FormatException(cause.Message, cause)
{
    /// <summary>Where it stands, as a JSON pointer.</summary>
    public string Pointer { get; } = member is null ? "" : "/" + member;
}
