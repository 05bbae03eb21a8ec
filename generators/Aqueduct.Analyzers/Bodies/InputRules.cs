using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Aqueduct.Reading;
using Aqueduct.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Aqueduct.Analyzers;

/// <summary>An operator that changes an input in place (AQ1005): other nodes are given the same object.</summary>
static class InputRules
{
    /// <summary>How many calls deep a change is looked for.</summary>
    const int Deepest = 3;

    public static IEnumerable<Diagnostic> Check(OperatorBody body) =>
        from change in Changes(body.Method, [.. body.Operations], body.Semantics, Deepest, body.Cancel)
        select OperatorBody.At(RuleIds.MutatedInput, change.Place.GetLocation(), body.Method.Name, change.Input.Name, change.How);

    /// <summary>The inputs of a method that it changes itself or gives to a method of this project that does.</summary>
    static IEnumerable<(SyntaxNode Place, IParameterSymbol Input, string How)> Changes(IMethodSymbol method, IOperation[] operations, SemanticModel semantics, int depth, CancellationToken cancel)
    {
        var inputs = Aliases(method, operations);
        foreach (var operation in operations)
            if (Mutations.Of(operation) is var (changed, how))
            {
                // A command is a handle of a database, made for this node; no other node is given it.
                if (!CommandTexts.IsHandle(Values.Unwrap(changed).Type) && InputOf(changed, inputs) is { } input)
                    yield return (changed.Syntax, input, how);
            }
            else if (operation is IArgumentOperation { Parameter: { RefKind: RefKind.None } parameter, Parent: IInvocationOperation { TargetMethod: { MethodKind: MethodKind.Ordinary } called } } argument
                && depth > 0 && argument.Value.Type is { IsReferenceType: true } && InputOf(argument.Value, inputs) is { } given
                && How(called, parameter.Ordinal, semantics, depth - 1, cancel) is { } inside)
            {
                yield return (argument.Value.Syntax, given, $"{inside} in {called.Name}");
            }
    }

    /// <summary>How an unmarked method of this project changes what it is given; null where it does not.</summary>
    static string? How(IMethodSymbol method, int ordinal, SemanticModel semantics, int depth, CancellationToken cancel)
    {
        var source = (method.PartialImplementationPart ?? method).OriginalDefinition;
        if (source.DeclaringSyntaxReferences is not [var reference, ..] || Known.KindOf(method, out _) is not null || reference.GetSyntax(cancel) is not MethodDeclarationSyntax syntax)
            return null;
        var model = syntax.SyntaxTree == semantics.SyntaxTree ? semantics : Models.Of(semantics.Compilation, syntax.SyntaxTree);
        if (model.GetOperation(syntax, cancel) is not { } body)
            return null;
        foreach (var change in Changes(source, [.. body.Descendants()], model, depth, cancel))
            if (change.Input.Ordinal == ordinal)
                return change.How.Split(' ') is [.., "in", _] ? change.How.Substring(0, change.How.LastIndexOf(" in ", System.StringComparison.Ordinal)) : change.How;
        return null;
    }

    /// <summary>The parameters, and locals that are another name for one or for an element of one; none that is ever given another value.</summary>
    static Dictionary<ISymbol, IParameterSymbol> Aliases(IMethodSymbol method, IOperation[] operations)
    {
        var assigned = new HashSet<ISymbol>(operations.Select(Operations.Changed).Select(Symbol).OfType<ISymbol>(), SymbolEqualityComparer.Default);
        var inputs = new Dictionary<ISymbol, IParameterSymbol>(SymbolEqualityComparer.Default);
        foreach (var parameter in method.Parameters)
            if (MethodReader.RoleOf(parameter) == Model.ParameterRole.Value && !parameter.IsParams && !assigned.Contains(parameter))
                inputs.Add(parameter, parameter);
        foreach (var operation in operations)
            if (operation is IVariableDeclaratorOperation { Symbol: var local, Initializer.Value: { } value } && local.Type.IsReferenceType && !assigned.Contains(local) && InputOf(value, inputs) is { } input)
                inputs[local] = input;
            else if (operation is IForEachLoopOperation { LoopControlVariable: IVariableDeclaratorOperation { Symbol: var item }, Collection: var collection } && item.Type.IsReferenceType
                && HoldsObjects(Values.Unwrap(collection).Type) && InputOf(collection, inputs) is { } whole)
                inputs[item] = whole;
        return inputs;
    }

    /// <summary>The input that the expression is, or is a part of that the input itself holds.</summary>
    static IParameterSymbol? InputOf(IOperation expression, Dictionary<ISymbol, IParameterSymbol> inputs)
    {
        expression = Values.Unwrap(expression);
        return Symbol(expression) is { } symbol ? inputs.TryGetValue(symbol, out var input) ? input : null
            : expression switch
            {
                IArrayElementReferenceOperation element => InputOf(element.ArrayReference, inputs),
                IFieldReferenceOperation { Instance: { } instance, Field.IsStatic: false } => InputOf(instance, inputs),
                IPropertyReferenceOperation { Instance: { } instance, Property: var property } when (property.IsIndexer ? HoldsObjects(instance.Type) : IsAuto(property)) => InputOf(instance, inputs),
                _ => null,
            };
    }

    static ISymbol? Symbol(IOperation? operation) => operation switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        _ => null,
    };

    /// <summary>Collections that give the objects they hold, also where only reading them is promised; a table makes its rows anew each time.</summary>
    static bool HoldsObjects(ITypeSymbol? type) => type is IArrayTypeSymbol || (type is { TypeKind: TypeKind.Class } && Mutations.IsCollection(type))
        || type is { TypeKind: TypeKind.Interface, Name: "IReadOnlyList" or "IReadOnlyCollection" or "IReadOnlyDictionary" or "IList" or "ICollection" or "IDictionary" };

    /// <summary>Whether the property gives what it was set to, and not something it makes.</summary>
    static bool IsAuto(IPropertySymbol property) => property.ContainingType.GetMembers().Any(m => m is IFieldSymbol { AssociatedSymbol: var owner } && SymbolEqualityComparer.Default.Equals(owner, property));
}
