using System;
using System.Security.Cryptography;
using System.Text;
using Aqueduct.Model;
using Microsoft.CodeAnalysis;

namespace Aqueduct.Reading;

/// <summary>Types as text.</summary>
static class TypeNames
{
    static readonly SymbolDisplayFormat FullFormat = SymbolDisplayFormat.FullyQualifiedFormat
        .AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    static readonly SymbolDisplayFormat DisplayFormat = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypes,
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.UseSpecialTypes | SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    public static TypeName Of(ITypeSymbol type) => new(type.ToDisplayString(FullFormat), Display(type));

    public static string Full(ITypeSymbol type) => type.ToDisplayString(FullFormat);

    /// <summary>Without a reference type's own annotation, as <c>new</c> and <c>default(…)</c> want it.</summary>
    public static TypeName Plain(ITypeSymbol type) => Of(type.IsReferenceType ? type.WithNullableAnnotation(NullableAnnotation.NotAnnotated) : type);

    public static string Display(ITypeSymbol type) => type.ToDisplayString(DisplayFormat);

    /// <summary>An identifier for the type that no other type has: its name, and a hash where the name alone might not do.</summary>
    public static string Identifier(ITypeSymbol type)
    {
        var full = Plain(type).Full.Replace("global::", "");
        var text = new StringBuilder(full.Length);
        var isPlain = true;
        foreach (var c in full)
        {
            var isLetter = char.IsLetterOrDigit(c);
            isPlain &= isLetter || c == '.';
            if (isLetter)
                text.Append(c);
            else if (text.Length > 0 && text[text.Length - 1] != '_')
                text.Append('_');
        }

        if (!isPlain)
            text.Append(text.Length > 0 && text[text.Length - 1] == '_' ? "" : "_").Append(Hash(full));
        return text.ToString();
    }

    /// <summary>Eight hexadecimal digits that are the same in every process.</summary>
    public static string Hash(string text)
    {
        using var sha = SHA256.Create();
        return BitConverter.ToString(sha.ComputeHash(Encoding.UTF8.GetBytes(text)), 0, 4).Replace("-", "").ToLowerInvariant();
    }

    /// <summary>Whether generated code outside the type's own container may name it.</summary>
    public static bool IsReachable(ITypeSymbol type, Compilation compilation)
    {
        switch (type)
        {
            case IArrayTypeSymbol array:
                return IsReachable(array.ElementType, compilation);
            case INamedTypeSymbol named:
                foreach (var argument in named.TypeArguments)
                    if (!IsReachable(argument, compilation))
                        return false;
                return !IsFileLocal(named) && compilation.IsSymbolAccessibleWithin(named, compilation.Assembly);
            default:
                return true;
        }
    }

    /// <summary>Whether only one file sees the type.</summary>
    public static bool IsFileLocal(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? level = type; level is not null; level = level.ContainingType)
            if (level.IsFileLocal)
                return true;
        return false;
    }

    /// <summary>Whether the type depends on a type parameter.</summary>
    public static bool IsOpen(ITypeSymbol type)
    {
        switch (type)
        {
            case ITypeParameterSymbol:
                return true;
            case IArrayTypeSymbol array:
                return IsOpen(array.ElementType);
            case INamedTypeSymbol named:
                foreach (var argument in named.TypeArguments)
                    if (IsOpen(argument))
                        return true;
                return named.ContainingType is { } outer && IsOpen(outer);
            default:
                return false;
        }
    }

    /// <summary>Whether C# could not make sense of the type; it reports that itself.</summary>
    public static bool IsBroken(ITypeSymbol type)
    {
        switch (type)
        {
            case IErrorTypeSymbol:
                return true;
            case IArrayTypeSymbol array:
                return IsBroken(array.ElementType);
            case INamedTypeSymbol named:
                foreach (var argument in named.TypeArguments)
                    if (IsBroken(argument))
                        return true;
                return false;
            default:
                return false;
        }
    }
}
