using System;
using System.Collections.Immutable;
using System.Linq;
using System.Reflection;
using Microsoft.CodeAnalysis;

namespace Aqueduct.Analyzers;

/// <summary>All descriptors by id. A class of its own, so that every part of <see cref="Descriptors"/> is initialized before it looks.</summary>
static class DescriptorTable
{
    public static ImmutableSortedDictionary<string, DiagnosticDescriptor> All { get; } = typeof(Descriptors)
        .GetFields(BindingFlags.Static | BindingFlags.Public)
        .Select(f => f.GetValue(null)).OfType<DiagnosticDescriptor>()
        .ToImmutableSortedDictionary(d => d.Id, d => d, StringComparer.Ordinal);

    /// <summary>The descriptors whose ids start with <paramref name="prefix"/>.</summary>
    public static ImmutableArray<DiagnosticDescriptor> Family(string prefix) =>
        [.. All.Values.Where(d => d.Id.StartsWith(prefix, StringComparison.Ordinal))];
}
