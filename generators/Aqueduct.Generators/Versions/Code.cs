using System.Collections.Generic;
using Aqueduct.Generators.Incremental;

namespace Aqueduct.Generators.Versions;

/// <summary>A declaration as code: its tokens and what they name. Holds nothing of the compiler.</summary>
sealed class Code
{
    /// <summary>Over the tokens of all its parts, and over the members of libraries that they name.</summary>
    public ulong Hash { get; set; }

    /// <summary>Keys of the declarations of this project that it names, or that may run without being named.</summary>
    public HashSet<string> Uses { get; } = [];

    /// <summary>The files its parts stand in.</summary>
    public List<FileSummary> Files { get; } = [];

    /// <summary>Whether it names something of a library other than .NET's own and Aqueduct.</summary>
    public bool UsesLibraries { get; set; }

    /// <summary>Whether it names <c>Aqueduct.RunContext</c>, and so may ask the run for its logical time or random numbers.</summary>
    public bool UsesRun { get; set; }
}
