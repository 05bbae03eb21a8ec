using System;
using System.Collections.Generic;
using System.Linq;
using Aqueduct.Model;

namespace Aqueduct.Rules;

/// <summary>Prompts: AQ4065, AQ4066, AQ4068, AQ1008 and AQ1009.</summary>
static class PromptRules
{
    const string Forms = "it takes texts, numbers, dates and other scalars and returns a text, a number, an enum, a record or a list; or it takes one Table<T> beside them and returns Table<T>";

    public static IEnumerable<Fault> Check(PromptMethodModel model, ResourceFile? file) =>
        (model.Resource is { } resource ? ResourceRules.Resource(model.Method, resource, file, ResourceFile.OpenAi).Concat(Kind(model.Method, resource, file)) : [])
        .Concat(Signature(model)).Concat(Options(model))
        // A name that is misspelt is the one that seems unused.
        .Concat(Unknown(model).ToArray() is { Length: > 0 } unknown ? unknown : Unused(model));

    /// <summary>Whether code that asks can be written.</summary>
    public static bool CanAsk(PromptMethodModel model) => !Signature(model).Any() && !Result(model).Any() && !Unknown(model).Any() && model.Answers.Count > 0;

    /// <summary>AQ1008: a result of which it is not plain what is asked for.</summary>
    public static IEnumerable<Fault> Result(PromptMethodModel model)
    {
        if (model.Row is not { IsComplete: true } row || model.Result is not { IsComplete: true } result)
            yield break;
        var asked = 0;
        foreach (var member in result.Members.AsEnumerable())
        {
            var carried = row.Members.AsEnumerable().FirstOrDefault(m => m.Name == member.Name);
            asked += carried is null ? 1 : 0;
            if (carried is not null && carried.Type.Full != member.Type.Full)
                yield return At($"has '{member.Name}' of type '{member.Type.Display}', which is '{carried.Type.Display}' in '{row.Type.Display}': it is neither carried on nor asked for", "Give it the same type, or a name of its own");
            else if (carried is null && member.Scalar == "bytes")
                yield return At($"asks for '{member.Name}' of type '{member.Type.Display}', and a language model gives texts", "Ask for a text, a number, a date or an enum");
        }

        if (asked == 0)
            yield return At($"has nothing to ask for: '{row.Type.Display}' has all of its members", "Add a member for the answer");

        Fault At(string found, string expected) => Faults.At(model.Method.Result.Anchor, RuleIds.PromptResult, result.Type.Display, model.Method.Name, found, expected);
    }

    /// <summary>AQ1009: a cached answer that another model may have given.</summary>
    public static IEnumerable<Fault> Cached(PromptMethodModel model)
    {
        if (model.Model is null)
            yield return Faults.At(model.Template.Anchor, RuleIds.CachedPrompt, model.Method.Name, model.Resource is { } resource ? $"resource '{resource.Value}'" : "the app's client");
    }

    static IEnumerable<Fault> Kind(MethodModel method, Given<string> resource, ResourceFile? file)
    {
        if ((file ?? ResourceFile.None).TypeOf(resource.Value) is { } type && !string.Equals(type, ResourceFile.OpenAi, StringComparison.OrdinalIgnoreCase))
            yield return Faults.At(resource.Anchor, RuleIds.ResourceKind, method.Name, "[Prompt]", resource.Value, $"of type {type}", $"a resource of type {ResourceFile.OpenAi}");
    }

    /// <summary>AQ4065: a signature that no prompt has.</summary>
    static IEnumerable<Fault> Signature(PromptMethodModel model)
    {
        var method = model.Method;
        var values = method.Parameters.AsEnumerable().Where(p => p.Role == ParameterRole.Value).ToArray();
        var tables = values.Where(p => p.Row is not null).ToArray();
        if (method.IsGeneric)
            yield return At(method.Anchor, "is generic", "write it for one type");
        foreach (var parameter in values.Where(p => p.IsByReference || p.IsParams || p.IsStream || (p.Row is null && (!p.IsBindable || p.Type.Full.TrimEnd('?') == "byte[]"))))
            yield return At(parameter.Anchor, $"takes '{parameter.Name}' of type '{parameter.Modifier}{parameter.Type.Display}'", Forms);
        if (tables.Length > 1)
            yield return At(tables[1].Anchor, $"takes {string.Join(" and ", tables.Select(t => $"'{t.Name}'"))}", "it takes one table");
        else if (method.Result.Type is null)
            yield return At(method.Result.Anchor, "returns nothing", Forms);
        else if (method.Result.IsStream || tables.Length == 1 != method.Result.Row is not null || (tables.Length == 1 && (model.Row is null || model.Result is null)))
            yield return At(method.Result.Anchor, $"returns '{method.Result.Declared.Display}'{(tables.Length == 1 ? $" for '{tables[0].Name}' of type '{tables[0].Type.Display}'" : "")}", Forms);
        else if (model.Reason is { } reason)
            yield return At(method.Result.Anchor, $"returns '{method.Result.Declared.Display}': {reason}", Forms);
        if (model.Template.Value.Trim().Length == 0)
            yield return At(model.Template.Anchor, "asks for nothing", "write what the language model shall do, with {name} for what it shall do it with");
        else if (values.Length == 0)
            yield return At(method.Anchor, "takes nothing that the question is about", Forms);

        Fault At(int anchor, string found, string expected) => Faults.At(anchor, RuleIds.PromptSignature, method.Name, found, expected);
    }

    static IEnumerable<Fault> Options(PromptMethodModel model)
    {
        if (model.Temperature is { } temperature && temperature.Value is not (>= 0 and <= 2))
            yield return At(temperature.Anchor, "has a temperature that is not from 0 to 2", "0 answers alike each time as far as the language model can, 2 most freely");
        if (model.MaxOutputTokens is { Value: < 1 } tokens)
            yield return At(tokens.Anchor, "has room for no answer", "MaxOutputTokens is 1 or more; without it the language model's own limit holds");
        if (model.MaxParallel is { Value: < 1 } parallel)
            yield return At(parallel.Anchor, "asks fewer than one row at a time", "MaxParallel is 1 or more");

        Fault At(int anchor, string found, string expected) => Faults.At(anchor, RuleIds.PromptSignature, model.Method.Name, found, expected);
    }

    /// <summary>AQ4066: placeholders that nothing bears.</summary>
    static IEnumerable<Fault> Unknown(PromptMethodModel model)
    {
        var names = Parameters(model).Select(p => p.Name).Concat(model.Row?.Members.AsEnumerable().Select(m => m.Name) ?? []).ToArray();
        return from placeholder in PromptTemplate.Of(model.Template.Value)
               where !names.Contains(placeholder.Name)
               let near = NearestName.Of(placeholder.Name, names)
               select Faults.At(model.Template.Anchor, RuleIds.PromptName, model.Method.Name, placeholder.Name, model.Row is { } row ? $"parameter and no member of '{row.Type.Display}'" : "parameter", Faults.DidYouMean(near is null ? null : "{" + near + "}"))
                   .Within(placeholder.Position, placeholder.Name.Length + 2)
                   .With(FixFacts.Replace + "1", near is null ? null : model.Template.Value.Replace("{" + placeholder.Name + "}", "{" + near + "}"));
    }

    /// <summary>AQ4068: a parameter that the question is not about, or rows of which it names nothing.</summary>
    static IEnumerable<Fault> Unused(PromptMethodModel model)
    {
        var template = model.Template.Value;
        foreach (var parameter in Parameters(model))
            if (!PromptTemplate.Names(template, parameter.Name))
                yield return At($"parameter '{parameter.Name}'", "{" + parameter.Name + "}");
        if (model.Row is { } row && !row.Members.AsEnumerable().Any(m => PromptTemplate.Names(template, m.Name)))
            yield return At($"any member of '{row.Type.Display}'", null);

        Fault At(string what, string? write) => Faults.At(model.Template.Anchor, RuleIds.PromptUnused, model.Method.Name, what, write is null ? "a member's name in braces" : write)
            .With(FixFacts.Replace + "1", write is null || template.Trim().Length == 0 ? null : template.TrimEnd() + " " + write);
    }

    static IEnumerable<MethodParameter> Parameters(PromptMethodModel model) => model.Method.Parameters.AsEnumerable().Where(p => p is { Role: ParameterRole.Value, Row: null, IsParams: false, IsByReference: false } && p.IsBindable);
}
