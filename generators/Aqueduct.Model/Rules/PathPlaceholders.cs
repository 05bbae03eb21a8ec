using System.Collections.Generic;
using System.Linq;
using Aqueduct.Model;

namespace Aqueduct.Rules;

/// <summary>A <c>{name}</c> in a path or a table's name.</summary>
/// <param name="Name">What stands between the braces.</param>
/// <param name="Position">Where the opening brace stands.</param>
readonly record struct PathPlaceholder(string Name, int Position);

/// <summary>Finds the placeholders of paths and tables, as the runtime does.</summary>
static class PathPlaceholders
{
    public static List<PathPlaceholder> Of(string text)
    {
        var found = new List<PathPlaceholder>();
        for (var open = text.IndexOf('{'); open >= 0; open = text.IndexOf('{', open + 1))
        {
            var close = text.IndexOf('}', open);
            if (close < 0)
                break;
            found.Add(new PathPlaceholder(text.Substring(open + 1, close - open - 1), open));
            open = close;
        }

        return found;
    }

    /// <summary>Whether the text names the parameter.</summary>
    public static bool Names(string text, string parameter)
    {
        foreach (var placeholder in Of(text))
            if (placeholder.Name == parameter)
                return true;
        return false;
    }

    /// <summary>What a [Write] method publishes: the parameter that its path does not name; null where there is none or several.</summary>
    public static MethodParameter? Payload(FileMethodModel model)
    {
        MethodParameter? payload = null;
        foreach (var parameter in model.Method.Parameters)
        {
            if (parameter.Role != ParameterRole.Value || Names(model.Path.Value, parameter.Name))
                continue;
            if (payload is not null)
                return null;
            payload = parameter;
        }

        return payload is { IsParams: false, IsByReference: false } && ContentOf(payload) is not null ? payload : null;
    }

    /// <summary>The tables that a [Write] method publishes as the sheets of one workbook; empty where it is no workbook, or holds one table.</summary>
    public static List<MethodParameter> Sheets(FileMethodModel model)
    {
        var sheets = new List<MethodParameter>();
        if (model.Kind != NodeKind.Write || !(model.Format == "Xlsx" || (model.Format == "Auto" && model.Path.Value.EndsWith(".xlsx", System.StringComparison.OrdinalIgnoreCase))))
            return sheets;
        foreach (var parameter in model.Method.Parameters)
            if (parameter.Row is not null && !parameter.IsParams && !parameter.IsByReference)
                sheets.Add(parameter);
            else if (parameter.Role == ParameterRole.Value && !Names(model.Path.Value, parameter.Name))
                return [];
        return sheets.Count > 1 ? sheets : [];
    }

    /// <summary>How a payload is written: Table, Content, Text or Bytes; null for what no file holds.</summary>
    public static string? ContentOf(MethodParameter parameter) => parameter.Row is not null ? "Table" : parameter.Endings is not null ? "Content" : ContentOf(parameter.Type);

    /// <summary>How a result is read.</summary>
    public static string? ContentOf(ResultModel result) => result.Row is not null ? "Table" : result.Type is { } type ? ContentOf(type) : null;

    static string? ContentOf(TypeName type) => type.Full switch
    {
        "string" or "string?" => "Text",
        "byte[]" or "byte[]?" => "Bytes",
        _ => null,
    };

    /// <summary>AQ4031: placeholders that are no parameter.</summary>
    public static IEnumerable<Fault> Unknown(MethodModel method, Given<string> text, string? payload)
    {
        var names = method.Parameters.Where(p => p.Role == ParameterRole.Value && p.IsBindable && p.Row is null && p.Name != payload).Select(p => p.Name).ToArray();
        return from placeholder in Of(text.Value)
               where !names.Contains(placeholder.Name)
               let near = NearestName.Of(placeholder.Name, names)
               select Faults.At(text.Anchor, RuleIds.UnknownPlaceholder, method.Name, placeholder.Name, Faults.DidYouMean(near is null ? null : "{" + near + "}"))
                   .Within(placeholder.Position, placeholder.Name.Length + 2)
                   .With(FixFacts.Replace + "1", near is null ? null : text.Value.Replace("{" + placeholder.Name + "}", "{" + near + "}"));
    }
}
