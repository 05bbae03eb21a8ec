using System;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Aqueduct.Reading;

/// <summary>Constants as C# and as invariant text.</summary>
static class Constants
{
    /// <summary>C# of the constant, of exactly the given type, so that overloads resolve as they did where it was written.</summary>
    public static string Literal(object? value, ITypeSymbol type)
    {
        if (value is null)
            return $"default({TypeNames.Plain(type).Full})";
        type = Scalars.Unwrap(type, out _);
        if (type.TypeKind == TypeKind.Enum)
            return EnumMember(type, value) is { } member ? $"{TypeNames.Full(type)}.{Identifier(member)}" : $"({TypeNames.Full(type)})({Text(value)})";
        return value switch
        {
            bool b => b ? "true" : "false",
            string s => SymbolDisplay.FormatLiteral(s, quote: true),
            char c => SymbolDisplay.FormatLiteral(c, quote: true),
            double d when double.IsNaN(d) => "double.NaN",
            double d when double.IsInfinity(d) => d > 0 ? "double.PositiveInfinity" : "double.NegativeInfinity",
            double => Text(value) + "D",
            float f when float.IsNaN(f) => "float.NaN",
            float f when float.IsInfinity(f) => f > 0 ? "float.PositiveInfinity" : "float.NegativeInfinity",
            float => Text(value) + "F",
            decimal => Text(value) + "M",
            int => Text(value)!,
            uint => Text(value) + "U",
            long => Text(value) + "L",
            ulong => Text(value) + "UL",
            byte => "(byte)" + Text(value),
            sbyte => $"(sbyte)({Text(value)})",
            short => $"(short)({Text(value)})",
            ushort => "(ushort)" + Text(value),
            _ => throw new ArgumentException($"No literal for a {value.GetType()}.", nameof(value)),
        };
    }

    /// <summary>Invariant text; null for null.</summary>
    public static string? Text(object? value) => value switch
    {
        null => null,
        bool b => b ? "true" : "false",
        double d => d.ToString("R", CultureInfo.InvariantCulture),
        float f => f.ToString("R", CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };

    /// <summary>Name of the enumeration's member with this value.</summary>
    public static string? EnumMember(ITypeSymbol type, object? value)
    {
        foreach (var member in type.GetMembers())
            if (member is IFieldSymbol { HasConstantValue: true } field && Equals(field.ConstantValue, value))
                return field.Name;
        return null;
    }

    /// <summary>The name as an identifier: a keyword gets its @.</summary>
    public static string Identifier(string name) =>
        SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None ? name : "@" + name;
}
