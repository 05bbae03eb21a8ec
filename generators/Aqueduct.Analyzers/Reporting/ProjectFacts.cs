using System;
using System.Collections.Generic;
using Aqueduct.Rules;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Aqueduct.Analyzers;

/// <summary>What the project's properties and aqueduct.json say of where the app will run.</summary>
/// <param name="Targets">The targets it is built for, each once, in ordinal order.</param>
/// <param name="IsAot">Whether it is published as native AOT.</param>
sealed record ProjectFacts(IReadOnlyList<string> Targets, bool IsAot)
{
    public static ProjectFacts Of(AnalyzerOptions options, ResourceFile? file)
    {
        var targets = new SortedSet<string>(file?.Targets ?? [], StringComparer.Ordinal);
        if (Property(options, "AqueductTarget") is { Length: > 0 } target)
            targets.Add(target.ToLowerInvariant());
        return new([.. targets], Is(options, "PublishAot") || Is(options, "AqueductAot"));
    }

    static bool Is(AnalyzerOptions options, string name) => string.Equals(Property(options, name), "true", StringComparison.OrdinalIgnoreCase);

    static string? Property(AnalyzerOptions options, string name) =>
        options.AnalyzerConfigOptionsProvider.GlobalOptions.TryGetValue("build_property." + name, out var value) ? value : null;
}
