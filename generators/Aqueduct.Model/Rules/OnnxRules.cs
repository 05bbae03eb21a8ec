using System.Collections.Generic;
using System.Linq;
using Aqueduct.Model;
using Aqueduct.OnnxModels;
using Aqueduct.Reading;

namespace Aqueduct.Rules;

/// <summary>Models: AQ4056 to AQ4059 and AQ4067.</summary>
static class OnnxRules
{
    /// <param name="model">The method, its file found where there is one.</param>
    public static IEnumerable<Fault> Check(OnnxMethodModel model, OnnxFiles files) =>
        Signature(model) is { Count: > 0 } faults ? faults : model.File is null ? Missing(model, files) : Fit(model);

    /// <summary>Whether code that calls the model can be written.</summary>
    public static bool CanCall(OnnxMethodModel model) => model.File is not null && Signature(model).Count == 0;

    /// <summary>AQ4056: a model that the project does not have.</summary>
    static IEnumerable<Fault> Missing(OnnxMethodModel model, OnnxFiles files)
    {
        var near = NearestName.Of(SqlFiles.Plain(model.Path.Value), files.Files.Select(f => f.Path))
            ?? files.Files.FirstOrDefault(f => NameOf(f.Path) == NameOf(SqlFiles.Plain(model.Path.Value)))?.Path;
        yield return Faults.At(model.Path.Anchor, RuleIds.OnnxFileMissing, model.Method.Name, model.Path.Value, Faults.DidYouMean(near)).With(FixFacts.Replace + "1", near);
    }

    /// <summary>AQ4057: a signature that no model has.</summary>
    static List<Fault> Signature(OnnxMethodModel model)
    {
        var (method, faults) = (model.Method, new List<Fault>());
        if (method.Result.Kind is not null && (method.Result.Row is null || method.Result.Async != AsyncShape.None || method.Result.IsStream))
            faults.Add(At(method.Result.Anchor, $"returns '{method.Result.Declared.Display}'", "it returns Table<T>, a row for each row that it is given"));
        if (method.IsGeneric)
            faults.Add(At(method.Anchor, "is generic", "write it for one row type"));
        var tables = method.Parameters.AsEnumerable().Where(p => p.Role == ParameterRole.Value).ToArray();
        if (tables.Length != 1)
            faults.Add(At(method.Anchor, tables.Length == 0 ? "takes no rows" : $"takes {string.Join(" and ", tables.Select(p => $"'{p.Name}'"))}", "it takes one Table<T>, and may take a CancellationToken"));
        else if (tables[0].Row is null || tables[0].IsStream || tables[0].IsByReference || tables[0].IsParams)
            faults.Add(At(tables[0].Anchor, $"takes '{tables[0].Name}' of type '{tables[0].Modifier}{tables[0].Type.Display}'", "it takes one Table<T>, and may take a CancellationToken"));
        return faults;

        Fault At(int anchor, string found, string expected) => Faults.At(anchor, RuleIds.OnnxSignature, method.Name, found, expected);
    }

    static IEnumerable<Fault> Fit(OnnxMethodModel model)
    {
        if (model.Row is not { IsComplete: true } row || model.Result is not { IsComplete: true } result)
            yield break;
        var plan = OnnxBinder.Bind(OnnxSignature.Parse(model.File!.Text)[0], Members(row), Members(result), new(model.Features?.Value, model.Outputs?.Value));
        foreach (var problem in plan.Problems)
        {
            var anchor = problem.Where switch { "Features" => model.Features?.Anchor, "Outputs" => model.Outputs?.Anchor, _ => null } ?? model.Path.Anchor;
            yield return problem.Kind == OnnxFault.Model
                ? Faults.At(anchor, RuleIds.OnnxSignature, model.Method.Name, $"calls a model that {problem.Found}", Lower(problem.Expected))
                : Faults.At(anchor, IdOf(problem.Kind), model.Method.Name, problem.Found, problem.Expected).With(FixFacts.Replace + "1", problem.Instead);
        }
    }

    static string IdOf(OnnxFault kind) => kind switch { OnnxFault.Input => RuleIds.OnnxInput, OnnxFault.Output => RuleIds.OnnxOutput, _ => RuleIds.OnnxName };

    static OnnxMember[] Members(RowModel row) => row.Members.Select(m => new OnnxMember(m.Name, m.Column, m.Scalar == "enum" ? m.Type.Full.TrimEnd('?') : m.Scalar, m.IsNullable));

    static string NameOf(string path) => path.Substring(path.LastIndexOf('/') + 1);

    static string Lower(string text) => char.ToLowerInvariant(text[0]) + text.Substring(1);
}
