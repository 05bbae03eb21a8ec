using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace Aqueduct.Runtime;

/// <summary>What a text may be.</summary>
static class TextFormats
{
    const string AtextBeside = ".!#$%&'*+/=?^_`{|}~-";

    /// <summary>The HTML standard's valid e-mail address: a local part of RFC 5322's atext and points, and a host of labels.</summary>
    public static bool IsEmail(ReadOnlySpan<char> text)
    {
        var at = text.IndexOf('@');
        if (at <= 0)
            return false;
        foreach (var c in text[..at])
            if (!char.IsAsciiLetterOrDigit(c) && !AtextBeside.Contains(c))
                return false;
        foreach (var label in text[(at + 1)..].Split('.'))
            if (!IsLabel(text[(at + 1)..][label]))
                return false;
        return true;
    }

    public static bool IsUrl(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri.Host.Length > 0 && Uri.IsWellFormedUriString(text, UriKind.Absolute);

    /// <summary>.NET also reads <c>1</c> and <c>0x7f.1</c> as IPv4 addresses; people write four numbers.</summary>
    public static bool IsIpAddress(string text) => IPAddress.TryParse(text, out var address)
        && (address.AddressFamily == AddressFamily.InterNetworkV6 ? !text.Contains('[') : address.ToString() == text);

    public static bool IsDate(string text, string? format) => format is null
        ? ScalarText.TryParse<DateOnly>(FieldKind.DateOnly, text, out _) || ScalarText.TryParse<DateTimeOffset>(FieldKind.DateTimeOffset, text, out _)
        : DateTime.TryParseExact(text, format, CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    public static bool IsJson(string text)
    {
        // Not JsonDocument: it would keep what it reads.
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(text));
        try
        {
            while (reader.Read())
            {
            }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    static bool IsLabel(ReadOnlySpan<char> label)
    {
        if (label.Length is 0 or > 63 || label[0] == '-' || label[^1] == '-')
            return false;
        foreach (var c in label)
            if (!char.IsAsciiLetterOrDigit(c) && c != '-')
                return false;
        return true;
    }
}
