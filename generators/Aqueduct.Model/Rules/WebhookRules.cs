using System;
using System.Collections.Generic;
using System.Linq;

namespace Aqueduct.Rules;

/// <summary>Resources of type webhook in aqueduct.json: AQ4053 and AQ4054, and addresses that are secrets (AQ4007).</summary>
static class WebhookRules
{
    const string Secure = "https://", Clear = "http://";

    static readonly string[] Formats = ["json", "slack"];

    public static void Check(JsonTextMember resource, List<ResourceFault> faults)
    {
        var url = Find(resource, "url");
        var format = Find(resource, "format");
        if (url is not { Kind: JsonTextKind.String } || url.Text.Trim().Length == 0)
            faults.Add(new(RuleIds.WebhookResource, resource.NameStart, resource.NameLength, resource.Name, "lacks \"url\", the address that messages are sent to: \"https://example.com/hook\", or \"${HOOK_URL}\" where it is a secret"));
        else if (url.Text.IndexOf("${", StringComparison.Ordinal) < 0)
            Url(resource.Name, url, Is(format?.Text, "slack"), faults);
        if (format is { Kind: JsonTextKind.String } && !Formats.Any(f => Is(format.Text, f)))
        {
            var near = NearestName.Of(format.Text, Formats);
            faults.Add(new(RuleIds.WebhookResource, format.Start, format.Length, resource.Name, $"has the format '{format.Text}'; it is json, for programs, or slack, for chats") { Instead = near is null ? null : $"\"{near}\"" });
        }
    }

    static void Url(string name, JsonTextValue url, bool isChat, List<ResourceFault> faults)
    {
        var isClear = url.Text.StartsWith(Clear, StringComparison.OrdinalIgnoreCase);
        if (!Uri.TryCreate(url.Text, UriKind.Absolute, out var address) || address.Host.Length == 0 || !(isClear || url.Text.StartsWith(Secure, StringComparison.OrdinalIgnoreCase)))
            faults.Add(new(RuleIds.WebhookResource, url.Start, url.Length, name, $"has the url '{url.Text}'; it starts with https:// or http://"));
        else if (isChat && !address.IsLoopback && address.AbsolutePath.Length > 1)
            faults.Add(new(RuleIds.LiteralSecret, url.Start, url.Length, "url", "${CHAT_URL}") { Instead = "\"${CHAT_URL}\"" });
        else if (isClear && !address.IsLoopback)
            faults.Add(new(RuleIds.WebhookInTheClear, url.Start, url.Length, name, address.Host) { Instead = $"\"{Secure}{url.Text.Substring(Clear.Length)}\"" });
    }

    static JsonTextValue? Find(JsonTextMember resource, string member) => resource.Value.Members.FirstOrDefault(m => Is(m.Name, member))?.Value;

    static bool Is(string? name, string expected) => string.Equals(name, expected, StringComparison.OrdinalIgnoreCase);
}
