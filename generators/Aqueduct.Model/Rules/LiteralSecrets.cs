using System;
using System.Collections.Generic;
using System.Linq;

namespace Aqueduct.Rules;

/// <summary>Finds passwords, keys and tokens written out in aqueduct.json, which lies in source control.</summary>
static class LiteralSecrets
{
    static readonly string[] Names =
    [
        "password", "pwd", "passwd", "secret", "clientsecret", "token", "accesstoken", "sessiontoken", "apikey", "accountkey", "accesskey", "secretkey",
        "secretaccesskey", "sharedaccesskey", "sharedaccesssignature", "connectionkey", "passphrase", "privatekey",
    ];

    /// <summary>Adds a fault for every secret that is no reference.</summary>
    public static void Find(JsonTextValue value, List<ResourceFault> faults)
    {
        foreach (var member in value.Members)
        {
            Find(member.Value, faults);
            if (member.Value.Kind == JsonTextKind.Array && IsSecret(member.Name))
                foreach (var item in member.Value.Members.Where(m => m.Value.Kind == JsonTextKind.String))
                    Report(member.Name, item.Value.Text, item.Value, faults);
            if (member.Value.Kind != JsonTextKind.String)
                continue;
            if (IsSecret(member.Name) || member.Value.Text.IndexOf("PRIVATE KEY-----", StringComparison.Ordinal) >= 0)
                Report(member.Name, member.Value.Text, member.Value, faults);
            else if (UserInfo(member.Value.Text) is { } password)
                Report("password", password, member.Value, faults);
            else
                foreach (var part in member.Value.Text.Split(';'))
                    if (part.IndexOf('=') is var equals and > 0 && IsSecret(part.Substring(0, equals)))
                        Report(part.Substring(0, equals).Trim(), part.Substring(equals + 1).Trim(), member.Value, faults);
        }
    }

    /// <summary>The name of the secret that a connection string or URL holds; null where it holds none.</summary>
    public static string? Within(string text)
    {
        if (UserInfo(text) is { Length: > 0 } password && !IsReference(password) && password.IndexOf('{') < 0 && !password.Any(char.IsWhiteSpace))
            return "password";
        foreach (var part in text.Split(';'))
            if (part.IndexOf('=') is var equals and > 0 && IsSecret(part.Substring(0, equals)) && part.Substring(equals + 1).Trim() is { Length: > 0 } secret
                && !IsReference(secret) && secret.IndexOf('{') < 0 && text.IndexOf(';') >= 0)
                return part.Substring(0, equals).Trim();
        return null;
    }

    /// <summary>The fault stands on the secret itself where the text holds it unescaped.</summary>
    static void Report(string name, string secret, JsonTextValue value, List<ResourceFault> faults)
    {
        if (secret.Length == 0 || IsReference(secret))
            return;
        var offset = value.Text.Length + 2 == value.Length ? value.Text.LastIndexOf(secret, StringComparison.Ordinal) : -1;
        var (start, length) = offset < 0 ? (value.Start, value.Length) : (value.Start + 1 + offset, secret.Length);
        faults.Add(new ResourceFault(RuleIds.LiteralSecret, start, length, name, Reference(name)) { Instead = offset < 0 ? null : Reference(name) });
    }

    /// <summary>The password of <c>scheme://user:password@host</c>.</summary>
    static string? UserInfo(string text)
    {
        var start = text.IndexOf("://", StringComparison.Ordinal);
        var colon = start < 0 ? -1 : text.IndexOf(':', start + 3);
        var at = start < 0 ? -1 : text.IndexOf('@', start + 3);
        return colon > 0 && at > colon ? text.Substring(colon + 1, at - colon - 1) : null;
    }

    public static bool IsReference(string text) => text.StartsWith("${", StringComparison.Ordinal) && text.IndexOf('}') == text.Length - 1;

    public static bool IsSecret(string name) => Names.Contains(new string([.. name.Where(char.IsLetterOrDigit)]).ToLowerInvariant(), StringComparer.Ordinal);

    static string Reference(string name) => "${" + new string([.. name.Select(c => char.IsLetterOrDigit(c) ? char.ToUpperInvariant(c) : '_')]) + "}";
}
