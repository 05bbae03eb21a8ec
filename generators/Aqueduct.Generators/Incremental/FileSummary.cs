using System.Collections.Generic;

namespace Aqueduct.Generators.Incremental;

/// <summary>What other files can see of a file. Made once for each syntax tree.</summary>
sealed class FileSummary
{
    public required IReadOnlyList<Declaration> Declarations { get; init; }

    /// <summary>Methods with attributes: those that may be marked.</summary>
    public required IReadOnlyList<Declaration> Candidates { get; init; }

    /// <summary>Names of the namespaces it declares.</summary>
    public required HashSet<string> Namespaces { get; init; }

    /// <summary>Over its global usings and assembly attributes; 0 where it has none.</summary>
    public required ulong GlobalHash { get; init; }

    public required HashSet<string> GlobalNames { get; init; }

    public required HashSet<string> GlobalAliases { get; init; }

    /// <summary>Whether it may hold the program's entry point: a method called Main, or statements outside types.</summary>
    public required bool MayStart { get; init; }
}
