using System.Collections.Generic;
using System.Linq;
using Aqueduct.Rules;
using Microsoft.CodeAnalysis;

namespace Aqueduct.Analyzers;

/// <summary>An operator that changes an input in place (AQ1005): other nodes are given the same object.</summary>
static class InputRules
{
    public static IEnumerable<Diagnostic> Check(OperatorBody body)
    {
        // Most operators are given tables and numbers, which nobody can change.
        if (!body.Method.Parameters.Any(p => Contents.CanChange(p.Type)))
            yield break;
        var aliases = new Aliases(body.Method, [.. body.Operations], new MethodSummaries(body.Semantics, body.Cancel), isWhole: false);
        var told = new HashSet<(SyntaxNode, int)>();
        foreach (var change in aliases.Changes())
            if (told.Add((change.Place, change.Owner.Ordinal)))
                yield return OperatorBody.At(RuleIds.MutatedInput, change.Place.GetLocation(), body.Method.Name, body.Method.Parameters[change.Owner.Ordinal].Name, change.How);
    }
}
