using System.Collections.Generic;
using System.Globalization;
using Aqueduct.Model;
using Aqueduct.Rules;

namespace Aqueduct.Generators.Emitting;

/// <summary>Writes the calls that the bodies of [Prompt] methods are.</summary>
static class PromptEmitter
{
    const string Runtime = "global::Aqueduct.Runtime.";

    /// <summary>What is called, and its arguments but the token.</summary>
    public static (string Head, List<string> Arguments) Call(PromptMethodModel prompt)
    {
        var method = prompt.Method;
        var async = method.Result.Async == AsyncShape.None ? "" : "Async";
        if (prompt.Row is not { } row || prompt.Result is not { } result)
            return ($"{Runtime}PromptCalls.Ask{async}<{method.Result.Type!.Full}>",
                [Draft(prompt), $"[{string.Join(", ", Values(prompt, null))}]", $"static answer => {Read(prompt.Answers[0], "answer", prompt.IsText)}"]);
        var (each, answer) = (Free(method, "row"), Free(method, "answer"));
        var arguments = new List<string> { Draft(prompt) };
        foreach (var parameter in method.Parameters)
            if (parameter.Row is not null)
                arguments.Add(Text.Identifier(parameter.Name));
        arguments.Add($"{each} => [{string.Join(", ", Values(prompt, each))}]");
        arguments.Add($"static ({each}, {answer}) => {Result(prompt, result, each, answer)}");
        return ($"{Runtime}PromptCalls.AskRows{async}<{row.Type.Full}, {result.Type.Full}>", arguments);
    }

    static string Draft(PromptMethodModel prompt)
    {
        var options = new List<string>();
        if (prompt.Resource is { } resource)
            options.Add($"Resource = {Text.Quote(resource.Value)}");
        if (prompt.Model is { } model)
            options.Add($"Model = {Text.Quote(model.Value)}");
        if (prompt.System is { } system)
            options.Add($"System = {Text.Quote(system.Value)}");
        if (prompt.Temperature is { } temperature)
            options.Add($"Temperature = {temperature.Value.ToString("R", CultureInfo.InvariantCulture)}D");
        if (prompt.MaxOutputTokens is { } tokens)
            options.Add($"MaxOutputTokens = {Text.Number(tokens.Value)}");
        if (prompt.MaxParallel is { } parallel)
            options.Add($"MaxParallel = {Text.Number(parallel.Value)}");
        if (prompt.Schema is { } schema)
            options.Add($"Schema = {Text.Quote(schema)}");
        return $"new {Runtime}PromptDraft({Text.Quote(prompt.Method.Display)}, {Text.Quote(prompt.Template.Value)}){(options.Count == 0 ? "" : $" {{ {string.Join(", ", options)} }}")}";
    }

    /// <summary>The values that the template names, each once, in the order of the signature and the row.</summary>
    static List<string> Values(PromptMethodModel prompt, string? row)
    {
        var (values, taken) = (new List<string>(), new HashSet<string>());
        foreach (var parameter in prompt.Method.Parameters)
            if (parameter is { Role: ParameterRole.Value, Row: null } && PromptTemplate.Names(prompt.Template.Value, parameter.Name) && taken.Add(parameter.Name))
                Add(parameter.Name, Text.Identifier(parameter.Name));
        if (row is not null)
            foreach (var member in prompt.Row!.Members)
                if (PromptTemplate.Names(prompt.Template.Value, member.Name) && taken.Add(member.Name))
                    Add(member.Name, $"{row}.{Text.Identifier(member.Name)}");

        return values;

        void Add(string name, string expression) => values.Add($"{Runtime}PromptValue.Of({Text.Quote(name)}, {expression})");
    }

    /// <summary>The row of the result: members of the row by name, and what was answered.</summary>
    static string Result(PromptMethodModel prompt, RowModel result, string row, string answer)
    {
        var (arguments, initializers) = (new List<string>(), new List<string>());
        foreach (var member in result.Members)
        {
            var value = $"{row}.{Text.Identifier(member.Name)}";
            foreach (var asked in prompt.Answers)
                if (asked.Name == member.Name)
                    value = Read(asked, answer, prompt.IsText);
            if (member.InConstructor)
                arguments.Add(value);
            else
                initializers.Add($"{Text.Identifier(member.Name)} = {value}");
        }

        return $"new {result.Type.Full}({string.Join(", ", arguments)}){(initializers.Count == 0 ? "" : $" {{ {string.Join(", ", initializers)} }}")}";
    }

    static string Read(PromptAnswer asked, string answer, bool isText) =>
        isText ? $"{answer}.GetString()!" : $"{asked.Codec}.Read({(asked.Name is null ? answer : $"{answer}.GetProperty({Text.Quote(asked.Name)})")})!";

    /// <summary>The name, or one like it that no parameter has.</summary>
    static string Free(MethodModel method, string name)
    {
        foreach (var parameter in method.Parameters)
            if (parameter.Name == name)
                return Free(method, name + "_");
        return name;
    }
}
