using System.Collections.Generic;
using Microsoft.CodeAnalysis;

namespace Aqueduct.Generators.Versions;

/// <summary>What a name may mean through the usings and namespaces around it, whatever stands nearer to it.</summary>
sealed class Meaning
{
    public static readonly Meaning None = new();

    /// <summary>The types, aliases and extensions of libraries that bear the name, in ordinal order.</summary>
    public IReadOnlyCollection<string> Libraries { get; init; } = [];

    /// <summary>Types of this project, by the name itself or inside what an alias of that name stands for.</summary>
    public IReadOnlyCollection<INamedTypeSymbol> Types { get; init; } = [];

    /// <summary>Whether it may be a namespace: what stands behind it is no name of its own.</summary>
    public bool IsNamespace { get; init; }

    /// <summary>Whether a library other than .NET's own and Aqueduct is among them.</summary>
    public bool UsesLibraries { get; init; }

    /// <summary>Whether <c>Aqueduct.RunContext</c> is among them.</summary>
    public bool UsesRun { get; init; }
}
