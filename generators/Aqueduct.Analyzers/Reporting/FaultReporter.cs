using System;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using System.Threading;
using Aqueduct.Model;
using Aqueduct.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace Aqueduct.Analyzers;

/// <summary>Turns faults into diagnostics at exact places.</summary>
static class FaultReporter
{
    /// <param name="fallback">Where a fault without an anchor stands: the method's name.</param>
    public static Diagnostic Create(Finding finding, Location fallback, CancellationToken cancel)
    {
        var fault = finding.Fault;
        var location = Narrow(finding.Anchors[fault.Anchor] ?? fallback, fault, cancel);
        var properties = fault.Properties.ToImmutableDictionary(p => p.Name, p => (string?)p.Value, StringComparer.Ordinal);
        return Diagnostic.Create(DescriptorTable.All[fault.Id], location, properties, [.. fault.Arguments]);
    }

    /// <summary>The part of a string literal that the fault names; the whole literal where it cannot be found as written.</summary>
    static Location Narrow(Location location, Fault fault, CancellationToken cancel)
    {
        if (Number(fault, FixFacts.Offset) is not { } offset || Number(fault, FixFacts.Length) is not { } length || length == 0 || location.SourceTree is not { } tree)
            return location;
        var token = tree.GetRoot(cancel).FindToken(location.SourceSpan.Start);
        var value = token.ValueText;
        var isPlain = token.Text.StartsWith("@", StringComparison.Ordinal) || token.Text.StartsWith("\"\"\"", StringComparison.Ordinal) || token.Text.IndexOf('\\') < 0;
        if (token.Span != location.SourceSpan || !isPlain || offset + length > value.Length)
            return location;

        // The same text may come several times: count how often it comes before the one meant.
        var part = value.Substring(offset, length);
        var found = -1;
        for (var at = value.IndexOf(part, StringComparison.Ordinal); at >= 0 && at <= offset; at = value.IndexOf(part, at + 1, StringComparison.Ordinal))
            found = token.Text.IndexOf(part, found + 1, StringComparison.Ordinal);
        return found < 0 ? location : Location.Create(tree, new TextSpan(token.SpanStart + found, length));
    }

    static int? Number(Fault fault, string name) =>
        fault.Properties.FirstOrDefault(p => p.Name == name) is { } property ? int.Parse(property.Value, CultureInfo.InvariantCulture) : null;
}
