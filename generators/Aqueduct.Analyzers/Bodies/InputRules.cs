using System.Collections.Generic;
using System.Linq;
using Aqueduct.Reading;
using Aqueduct.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Aqueduct.Analyzers;

/// <summary>An operator that changes an input in place (AQ1005): other nodes are given the same object.</summary>
static class InputRules
{
    public static IEnumerable<Diagnostic> Check(OperatorBody body)
    {
        var inputs = Aliases(body);
        return from operation in body.Operations
               let mutation = Mutations.Of(operation)
               where mutation is not null
               // A command is a handle of a database, made for this node; no other node is given it.
               where !CommandTexts.IsHandle(Values.Unwrap(mutation.Value.Object).Type)
               let input = InputOf(mutation.Value.Object, inputs)
               where input is not null
               select OperatorBody.At(RuleIds.MutatedInput, mutation.Value.Object.Syntax.GetLocation(), body.Method.Name, input.Name, mutation.Value.How);
    }

    /// <summary>The parameters, and locals that are another name for one or for an element of one; none that is ever given another value.</summary>
    static Dictionary<ISymbol, IParameterSymbol> Aliases(OperatorBody body)
    {
        var assigned = new HashSet<ISymbol>(body.Operations.Select(Operations.Changed).Select(Symbol).OfType<ISymbol>(), SymbolEqualityComparer.Default);
        var inputs = new Dictionary<ISymbol, IParameterSymbol>(SymbolEqualityComparer.Default);
        foreach (var parameter in body.Method.Parameters)
            if (MethodReader.RoleOf(parameter) == Model.ParameterRole.Value && !parameter.IsParams && !assigned.Contains(parameter))
                inputs.Add(parameter, parameter);
        foreach (var operation in body.Operations)
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

    /// <summary>Collections that give the objects they hold; a table makes its rows anew each time.</summary>
    static bool HoldsObjects(ITypeSymbol? type) => type is IArrayTypeSymbol || (type is { TypeKind: TypeKind.Class } && Mutations.IsCollection(type));

    /// <summary>Whether the property gives what it was set to, and not something it makes.</summary>
    static bool IsAuto(IPropertySymbol property) => property.ContainingType.GetMembers().Any(m => m is IFieldSymbol { AssociatedSymbol: var owner } && SymbolEqualityComparer.Default.Equals(owner, property));
}
