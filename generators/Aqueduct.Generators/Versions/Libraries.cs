using System;
using System.Collections.Generic;
using Microsoft.CodeAnalysis;

namespace Aqueduct.Generators.Versions;

/// <summary>The libraries a project refers to beside .NET itself and Aqueduct: another build of one is another program.</summary>
static class Libraries
{
    static readonly string[] Platform = ["System", "Microsoft.Extensions", "Microsoft.AspNetCore", "Microsoft.Win32", "Microsoft.VisualBasic", "Aqueduct"];

    public static bool IsPlatform(IAssemblySymbol assembly)
    {
        var name = assembly.Identity.Name;
        if (name is "mscorlib" or "netstandard" or "WindowsBase" or "Microsoft.CSharp")
            return true;
        foreach (var prefix in Platform)
            if (name.StartsWith(prefix, StringComparison.Ordinal) && (name.Length == prefix.Length || name[prefix.Length] == '.'))
                return true;
        return false;
    }

    /// <summary>For each library a type that generated code can name, in C#; libraries without one say nothing.</summary>
    public static List<string> Types(Compilation compilation)
    {
        var types = new List<string>();
        foreach (var assembly in compilation.SourceModule.ReferencedAssemblySymbols)
            if (!IsPlatform(assembly) && First(assembly.GlobalNamespace, compilation) is { } type)
                types.Add(type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat));
        types.Sort(StringComparer.Ordinal);
        return types;
    }

    static INamedTypeSymbol? First(INamespaceSymbol space, Compilation compilation)
    {
        // A name that two libraries share cannot be written.
        foreach (var type in space.GetTypeMembers())
            if (type is { DeclaredAccessibility: Accessibility.Public, Arity: 0 } && type.TypeKind != TypeKind.Error && !IsObsolete(type)
                && SymbolEqualityComparer.Default.Equals(compilation.GetTypeByMetadataName(NameOf(type)), type))
                return type;
        foreach (var inner in space.GetNamespaceMembers())
            if (First(inner, compilation) is { } found)
                return found;
        return null;
    }

    static string NameOf(INamedTypeSymbol type) =>
        type.ContainingNamespace.IsGlobalNamespace ? type.MetadataName : type.ContainingNamespace.ToDisplayString() + "." + type.MetadataName;

    static bool IsObsolete(INamedTypeSymbol type)
    {
        foreach (var attribute in type.GetAttributes())
            if (attribute.AttributeClass?.Name is "ObsoleteAttribute" or "ExperimentalAttribute")
                return true;
        return false;
    }
}
