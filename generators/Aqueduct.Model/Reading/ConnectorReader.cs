using System;
using System.Collections.Generic;
using Aqueduct.Model;
using Microsoft.CodeAnalysis;

namespace Aqueduct.Reading;

/// <summary>Finds what an app's references add to Aqueduct: assemblies marked <c>[assembly: Connector(typeof(…))]</c>.</summary>
static class ConnectorReader
{
    /// <summary>The full names of the classes to call <c>Register()</c> of, in ordinal order.</summary>
    public static EquatableArray<string> Of(Compilation compilation)
    {
        var found = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var assembly in compilation.SourceModule.ReferencedAssemblySymbols)
        {
            if (!KnowsAqueduct(assembly))
                continue;
            foreach (var attribute in assembly.GetAttributes())
                if (attribute.AttributeClass is { } type && Known.Is(type, "ConnectorAttribute", "Aqueduct.Runtime")
                    && attribute.ConstructorArguments.Length == 1 && attribute.ConstructorArguments[0].Value is INamedTypeSymbol { DeclaredAccessibility: Accessibility.Public, Arity: 0 } registration)
                    found.Add(registration.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat));
        }

        return new List<string>(found).ToEquatable();
    }

    // Of the assemblies of .NET, which are nearly all of them, no attribute is read.
    static bool KnowsAqueduct(IAssemblySymbol assembly)
    {
        foreach (var module in assembly.Modules)
            foreach (var reference in module.ReferencedAssemblies)
                if (reference.Name == "Aqueduct")
                    return true;
        return false;
    }
}
