using System.Collections.Generic;
using System.Linq;
using Aqueduct.Model;

namespace Aqueduct.Rules;

/// <summary>Messages to chats and webhooks: AQ4052.</summary>
static class MessageRules
{
    public static IEnumerable<Fault> Check(NoticeMethodModel model, ResourceFile? file) =>
        ResourceRules.Resource(model.Method, model.Resource, file, ResourceFile.Webhook)
            .Concat(NoticeForms.Kind(model, file, ResourceFile.Webhook))
            .Concat(Signature(model))
            .Concat(model.Subject is { } text ? PathPlaceholders.Unknown(model.Method, text, null) : []);

    static IEnumerable<Fault> Signature(NoticeMethodModel model)
    {
        var method = model.Method;
        if (method.Result.Type is not null || method.Result.Async == AsyncShape.ValueTask)
            yield return Faults.At(method.Result.Anchor, RuleIds.MessageSignature, method.Name, $"returns '{method.Result.Declared.Display}'", "it returns void or Task");
        if (method.IsGeneric)
            yield return Faults.At(method.Anchor, RuleIds.MessageSignature, method.Name, "is generic", "write it for one row type");
        if (model.Subject is { } text && (text.Value.Trim().Length == 0 || text.Value.Any(char.IsControl)))
            yield return Faults.At(text.Anchor, RuleIds.MessageSignature, method.Name, text.Value.Trim().Length == 0 ? "has an empty text" : "has a line end in its text", "Text is one sentence; without it the method's name is sent");
        if (model.Rows is { Value: < 0 } rows)
            yield return Faults.At(rows.Anchor, RuleIds.MessageSignature, method.Name, "sends fewer than no rows", "Rows is 0 or more");
        foreach (var parameter in method.Parameters.Where(p => p.Role == ParameterRole.Value && !NoticeForms.Takes(NodeKind.Message, p)))
            yield return Faults.At(parameter.Anchor, RuleIds.MessageSignature, method.Name, $"takes '{parameter.Name}' of type '{parameter.Type.Display}'",
                "a message tells numbers, texts, dates and Table<T>; a chart or a file is mailed by [Email], or written by [Write]");
    }
}
