using System;
using System.Collections.Generic;
using System.Linq;
using Aqueduct.Model;

namespace Aqueduct.Rules;

/// <summary>What mails and messages have in common.</summary>
static class NoticeForms
{
    /// <summary>What is made of a parameter: Table, Content, Bytes or Value; null where there is no form for it.</summary>
    public static string? Of(MethodParameter parameter) =>
        parameter.IsParams || parameter.IsByReference || parameter.IsStream ? null
        : parameter.Row is not null ? "Table"
        : parameter.Endings is not null ? "Content"
        : parameter.Type.Full is "byte[]" or "byte[]?" ? "Bytes"
        : parameter.IsBindable ? "Value" : null;

    /// <summary>Whether a mail or a message takes the parameter: of bytes and charts a message has no form.</summary>
    public static bool Takes(NodeKind kind, MethodParameter parameter) => Of(parameter) is { } form && (kind == NodeKind.Email || form is "Table" or "Value");

    /// <summary>Whether there is a form for all of them.</summary>
    public static bool TakesAll(NoticeMethodModel model) => model.Method.Parameters.All(p => p.Role != ParameterRole.Value || Takes(model.Kind, p));

    /// <summary>AQ4034: a resource of another kind.</summary>
    public static IEnumerable<Fault> Kind(NoticeMethodModel model, ResourceFile? file, string wanted)
    {
        var type = (file ?? ResourceFile.None).TypeOf(model.Resource.Value);
        if (type is null || string.Equals(type, wanted, StringComparison.OrdinalIgnoreCase))
            yield break;
        var found = type.ToLowerInvariant() switch
        {
            "files" => "a folder of files",
            ResourceFile.Mail => "of type mail, which sends mails",
            ResourceFile.Webhook => "a webhook",
            ResourceFile.OpenAi => "of type openai, which answers prompts",
            var other => ObjectStoreTypes.IsOne(other) ? "an object store" : "a database",
        };
        yield return Faults.At(model.Resource.Anchor, RuleIds.ResourceKind, model.Method.Name, $"[{model.Kind}]", model.Resource.Value, found, $"a resource of type {wanted}");
    }
}
