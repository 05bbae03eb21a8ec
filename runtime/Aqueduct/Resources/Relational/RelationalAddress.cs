namespace Aqueduct.Runtime.Relational;

/// <summary>The parts of an address that is a URL, unescaped.</summary>
/// <param name="Host">The host; empty where none is named.</param>
/// <param name="Port">The port; null where none is named.</param>
/// <param name="User">The user; null where none is named.</param>
/// <param name="Password">The password; null where none is named.</param>
/// <param name="Database">The path; empty where there is none.</param>
/// <param name="Options">What follows the question mark, in its order.</param>
sealed record AddressUrl(string Host, int? Port, string? User, string? Password, string Database, IReadOnlyList<(string Name, string Value)> Options);

/// <summary>Reads where a database is: a URL, or the keywords of its driver.</summary>
static class RelationalAddress
{
    /// <summary>Reads an address in either form.</summary>
    /// <param name="text">The address.</param>
    /// <param name="driver">Name of the driver, for messages.</param>
    /// <param name="schemes">What a URL begins with, the usual one first.</param>
    /// <param name="ofKeywords">Reads the driver's keywords.</param>
    /// <param name="ofUrl">Makes the driver's keywords of the parts of a URL.</param>
    /// <param name="wrong">Makes the error of a reason.</param>
    /// <exception cref="ResourceException">It is neither; the message holds nothing of it that may be secret.</exception>
    public static B Read<B>(string text, string driver, string[] schemes, Func<string, B> ofKeywords, Func<AddressUrl, B> ofUrl, Func<string, ResourceException> wrong)
    {
        if (text.Contains("://", StringComparison.Ordinal))
            return Uri.TryCreate(text, UriKind.Absolute, out var url) && schemes.Contains(url.Scheme) ? ofUrl(Parts(url)) : throw wrong($"it is no URL {schemes[0]}://…");
        try
        {
            return ofKeywords(text);
        }
        catch (Exception e) when (e is ArgumentException or FormatException or OverflowException or InvalidOperationException)
        {
            // The exception's message may quote a value.
            throw wrong($"it holds a keyword or a value that {driver} does not know");
        }
    }

    /// <summary>What is wrong with an option that was not taken: its value where there is such an option, else its name.</summary>
    public static ResourceException Refused((string Name, string Value) option, string[] known, Func<string, ResourceException> wrong) => wrong(known.Contains(option.Name)
        ? $"'{option.Value}' is no value of its option {option.Name}"
        : $"its option '{option.Name}' is unknown.{Nearest.Hint(option.Name, known)} Options are {string.Join(", ", known)}");

    static AddressUrl Parts(Uri url)
    {
        var (user, password) = url.UserInfo.Split(':', 2) is [{ Length: > 0 } name, .. var secret] ? (Uri.UnescapeDataString(name), secret is [var word] ? Uri.UnescapeDataString(word) : null) : (null, null);
        var options = url.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries).Select(o => o.Split('=', 2)).Select(o => (o[0], o.Length == 2 ? Uri.UnescapeDataString(o[1]) : ""));
        return new(url.Host, url.Port > 0 ? url.Port : null, user, password, Uri.UnescapeDataString(url.AbsolutePath.Trim('/')), [.. options]);
    }
}
