using System;
using System.Collections.Generic;
using System.Linq;
using Aqueduct.Model;

namespace Aqueduct.Rules;

/// <summary>Mails: AQ4062 to AQ4064.</summary>
static class EmailRules
{
    static readonly string[] TableEndings = [".csv", ".json", ".parquet", ".xlsx"];

    public static IEnumerable<Fault> Check(NoticeMethodModel model, ResourceFile? file) =>
        ResourceRules.Resource(model.Method, model.Resource, file, "mail")
            .Concat(NoticeForms.Kind(model, file, ResourceFile.Mail))
            .Concat(Signature(model))
            .Concat(PathPlaceholders.Unknown(model.Method, model.Subject!, null))
            .Concat(Recipients(model, file))
            .Concat(Attachments(model));

    /// <summary>The files that are attached: the parameter's name, and the ending with its point.</summary>
    public static IEnumerable<(string Name, string Ending)> FilesOf(NoticeMethodModel model) =>
        from file in Parts(model.Attach?.Value)
        let dot = file.LastIndexOf('.')
        select dot < 0 ? (file, "") : (file.Substring(0, dot), file.Substring(dot).ToLowerInvariant());

    static bool IsImage(string ending) => ending is ".png" or ".jpg" or ".gif";

    static IEnumerable<string> Parts(string? text) => (text ?? "").Split(',').Select(p => p.Trim()).Where(p => p.Length > 0);

    static IEnumerable<Fault> Signature(NoticeMethodModel model)
    {
        var method = model.Method;
        if (method.Result.Type is not null || method.Result.Async == AsyncShape.ValueTask)
            yield return Faults.At(method.Result.Anchor, RuleIds.EmailSignature, method.Name, $"returns '{method.Result.Declared.Display}'", "it returns void or Task");
        if (method.IsGeneric)
            yield return Faults.At(method.Anchor, RuleIds.EmailSignature, method.Name, "is generic", "write it for one row type");
        if (model.Subject!.Value.Trim().Length == 0 || model.Subject!.Value.Any(char.IsControl))
            yield return Faults.At(model.Subject!.Anchor, RuleIds.EmailSignature, method.Name, model.Subject!.Value.Trim().Length == 0 ? "has no subject" : "has a line end in its subject", "a subject is one line of text");
        if (model.Rows is { Value: < 0 } rows)
            yield return Faults.At(rows.Anchor, RuleIds.EmailSignature, method.Name, "shows fewer than no rows", "Rows is 0 or more");
        var attached = new HashSet<string>(FilesOf(model).Select(f => f.Name));
        foreach (var parameter in method.Parameters.Where(p => p.Role == ParameterRole.Value))
            if (NoticeForms.Of(parameter) is not { } form)
                yield return Faults.At(parameter.Anchor, RuleIds.EmailSignature, method.Name, $"takes '{parameter.Name}' of type '{parameter.Type.Display}'", "a mail shows numbers, texts, dates, Table<T> and values that are files, such as a Chart");
            else if ((form == "Bytes" || (form == "Content" && !parameter.Endings!.Value.Any(IsImage))) && !attached.Contains(parameter.Name))
                yield return Faults.At(parameter.Anchor, RuleIds.EmailSignature, method.Name, $"takes '{parameter.Name}', which cannot be shown, and does not attach it", $"write Attach = \"{parameter.Name}{(form == "Content" ? parameter.Endings!.Value.FirstOrDefault() ?? ".bin" : ".bin")}\", with the ending that it has");
    }

    /// <summary>AQ4063: who is neither an address nor a list of the resource.</summary>
    static IEnumerable<Fault> Recipients(NoticeMethodModel model, ResourceFile? file)
    {
        var mail = file?.MailOf(model.Resource.Value);
        if (model.To is not { } to || !Parts(to.Value).Any())
        {
            if (mail is { HasTo: false })
                yield return Faults.At(model.To?.Anchor ?? model.Method.AttributeAnchor, RuleIds.EmailRecipient, model.Method.Name, $"names nobody, and resource '{model.Resource.Value}' has no \"to\"", "");
            yield break;
        }

        foreach (var part in Parts(to.Value))
            if (part.IndexOf('@') >= 0 ? !IsAddress(part) : mail is { } known && !known.Lists.Contains(part, StringComparer.OrdinalIgnoreCase))
            {
                var near = part.IndexOf('@') >= 0 || mail is null ? null : NearestName.Of(part, mail.Lists);
                yield return Faults.At(to.Anchor, RuleIds.EmailRecipient, model.Method.Name, part.IndexOf('@') >= 0 ? $"is sent to '{part}', which is no address"
                        : $"is sent to '{part}', which is no address and no list among the recipients of resource '{model.Resource.Value}'", Faults.DidYouMean(near))
                    .With(FixFacts.Replace + "1", near is null ? null : to.Value.Replace(part, near));
            }
    }

    static bool IsAddress(string text) => text.IndexOf('@') is > 0 and var at && at == text.LastIndexOf('@') && at < text.Length - 1
        && !text.Any(c => char.IsWhiteSpace(c) || char.IsControl(c) || c is '<' or '>' or '"' or ';' or ':' or '(' or ')');

    /// <summary>AQ4064: a file that no parameter gives.</summary>
    static IEnumerable<Fault> Attachments(NoticeMethodModel model)
    {
        var parameters = model.Method.Parameters.Where(p => p.Role == ParameterRole.Value).ToArray();
        foreach (var (name, ending) in FilesOf(model))
        {
            var parameter = Array.Find(parameters, p => p.Name == name);
            var near = parameter is null ? NearestName.Of(name, parameters.Select(p => p.Name)) : null;
            var endings = parameter is null ? [] : EndingsOf(parameter);
            if (parameter is null)
                yield return At($"is of no parameter. {Faults.DidYouMean(near)}A file is called as the parameter that it holds, with an ending: churn.csv", near is null ? null : near + ending);
            else if (endings is { Length: 0 })
                yield return At($"holds a '{parameter.Type.Display}', which is shown in the mail and not attached", null);
            else if (ending.Length < 2 || (endings is not null && !endings.Contains(ending)))
                yield return At(endings is null ? "has no ending" : $"holds a '{parameter.Type.Display}', which is attached as {string.Join(", ", endings)}", endings is null ? null : name + endings[0]);

            Fault At(string reason, string? instead) => Faults.At(model.Attach!.Anchor, RuleIds.EmailAttachment, model.Method.Name, name + ending, reason)
                .With(FixFacts.Replace + "1", instead is null ? null : string.Join(", ", Parts(model.Attach.Value).Select(f => string.Equals(f, name + ending, StringComparison.OrdinalIgnoreCase) ? instead : f)));
        }
    }

    /// <summary>The endings that a parameter can be attached with; null is any, empty none.</summary>
    static string[]? EndingsOf(MethodParameter parameter) => NoticeForms.Of(parameter) switch
    {
        "Table" => TableEndings,
        "Content" => [.. parameter.Endings!.Value],
        "Bytes" => null,
        "Value" when parameter.Type.Full is "string" or "string?" => null,
        _ => [],
    };
}
