using Aqueduct.Runtime;

namespace Aqueduct.Dashboard.Parts;

/// <summary>How a parameter is asked for, by its type.</summary>
static class ParameterFields
{
    static readonly string[] Whole = ["int", "long", "short", "byte", "uint", "ulong", "ushort", "sbyte"];

    static readonly string[] Real = ["double", "float", "decimal"];

    /// <summary>Whether it is a box to tick.</summary>
    public static bool IsFlag(ParameterDefinition parameter) => parameter.Type == "bool";

    /// <summary>The kind of field of a browser.</summary>
    public static string InputOf(ParameterDefinition parameter) => parameter.Type.TrimEnd('?') switch
    {
        "DateOnly" => "date",
        var type when Whole.Contains(type) || Real.Contains(type) => "number",
        _ => "text",
    };

    /// <summary>Which numbers it takes; null where it takes none.</summary>
    public static string? StepOf(ParameterDefinition parameter) => Whole.Contains(parameter.Type.TrimEnd('?')) ? "1" : Real.Contains(parameter.Type.TrimEnd('?')) ? "any" : null;
}
