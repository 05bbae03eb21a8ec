using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Aqueduct.Model;
using Aqueduct.Reading;
using Aqueduct.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Aqueduct.Analyzers;

/// <summary>Results of an operator that have no names (AQ1007): each is an artifact, and shown as Item1.</summary>
static class TupleRule
{
    public static IEnumerable<Diagnostic> Check(OperatorBody body)
    {
        if (body.Model.Kind != NodeKind.Operator || MethodReader.Declaration(body.Method)?.ReturnType.DescendantNodesAndSelf().OfType<TupleTypeSyntax>().FirstOrDefault() is not { } tuple
            || Known.Awaited(body.Method.ReturnType, out _) is not INamedTypeSymbol { IsTupleType: true, TupleElements: var elements } || elements.Length != tuple.Elements.Count)
            yield break;
        var taken = new HashSet<string>(elements.Where(e => e.IsExplicitlyNamedTupleElement).Select(e => e.Name));
        for (var i = 0; i < elements.Length; i++)
            if (!elements[i].IsExplicitlyNamedTupleElement)
            {
                var name = Free(Suggest(elements[i].Type), taken);
                yield return Diagnostic.Create(DescriptorTable.All[RuleIds.UnnamedElement], tuple.Elements[i].GetLocation(),
                    ImmutableDictionary<string, string?>.Empty.Add(FixFacts.Name, name), body.Method.Name, TypeNames.Display(elements[i].Type), name);
            }
    }

    /// <summary>The type's name, of a table the row's, in small letters at the start.</summary>
    static string Suggest(ITypeSymbol type)
    {
        var named = Known.RowOf(type) ?? type;
        return named.SpecialType != SpecialType.None || named is not INamedTypeSymbol || named.Name.Length == 0 ? "value" : char.ToLowerInvariant(named.Name[0]) + named.Name.Substring(1);
    }

    static string Free(string name, HashSet<string> taken)
    {
        var free = name;
        for (var number = 2; !taken.Add(free); number++)
            free = name + number.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return free;
    }
}
