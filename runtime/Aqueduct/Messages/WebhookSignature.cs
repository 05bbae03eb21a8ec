using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Aqueduct.Runtime;

/// <summary>Signs what is sent, so that its receiver knows who sent it and when.</summary>
/// <remarks>The scheme is that of Standard Webhooks 1.0.0 (standardwebhooks.com), symmetric signatures: libraries for most languages verify it.</remarks>
static class WebhookSignature
{
    const string Prefix = "whsec_";
    const int ShortestKey = 24, LongestKey = 64;

    /// <summary>The bytes of a key; null where the text is none.</summary>
    /// <param name="text">24 to 64 bytes in Base64, with <c>whsec_</c> before them or without.</param>
    public static byte[]? Key(string text)
    {
        var base64 = text.StartsWith(Prefix, StringComparison.Ordinal) ? text[Prefix.Length..] : text;
        var bytes = new byte[base64.Length];
        return Convert.TryFromBase64String(base64, bytes, out var count) && count is >= ShortestKey and <= LongestKey ? bytes[..count] : null;
    }

    /// <summary>The value of the header webhook-signature: one signature for each key, so that a key can be changed while both are known.</summary>
    public static string Of(IEnumerable<byte[]> keys, string id, DateTimeOffset at, ReadOnlySpan<byte> body)
    {
        byte[] signed = [.. Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{id}.{at.ToUnixTimeSeconds()}.")), .. body];
        return string.Join(' ', keys.Select(key => "v1," + Convert.ToBase64String(HMACSHA256.HashData(key, signed))));
    }
}
