using Aqueduct.Graph;
using Microsoft.CodeAnalysis;

namespace Aqueduct.Reading;

/// <summary>What a parameter is where a caller leaves it out.</summary>
static class Defaults
{
    /// <summary>C# of it; the parameter has one.</summary>
    public static string Literal(IParameterSymbol parameter) =>
        parameter.ExplicitDefaultValue is { } value ? Constants.Literal(value, parameter.Type)
        : parameter.Type.IsValueType ? $"default({TypeNames.Full(parameter.Type)})"
        : "null!";

    /// <summary>JSON of it as the codec of its type writes it; null where JSON has no form that a schema would accept: numbers that are none, structs that only C# can name.</summary>
    public static string? Json(IParameterSymbol parameter)
    {
        var inner = Scalars.Unwrap(parameter.Type, out var isNullable);
        return parameter.ExplicitDefaultValue switch
        {
            null => isNullable || parameter.Type.IsReferenceType ? "null" : null,
            bool flag => flag ? "true" : "false",
            string text => CanonicalJson.Quote(text),
            char c => CanonicalJson.Quote(c.ToString()),
            double.NaN or double.PositiveInfinity or double.NegativeInfinity or float.NaN or float.PositiveInfinity or float.NegativeInfinity => null,
            { } value when inner.TypeKind == TypeKind.Enum => Constants.EnumMember(inner, value) is { } member ? CanonicalJson.Quote(member) : null,
            { } number => Constants.Text(number),
        };
    }
}
