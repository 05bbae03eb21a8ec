using System.Collections.Generic;
using System.Text;
using Aqueduct.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Operations;

namespace Aqueduct.Reading;

/// <summary>Reads what calls of ready checks and metrics may be given beside artifacts: a lambda that reads a column, a severity, the number of a node.</summary>
static class PresetReader
{
    /// <summary>Whether the argument is a lambda for a check or metric, which is read here and nowhere else.</summary>
    public static bool IsColumn(NodeKind? kind, IOperation argument) =>
        kind is NodeKind.Check or NodeKind.Metric && Values.Unwrap(argument) is IDelegateCreationOperation;

    /// <summary>The column that a lambda reads; null, and reported, where it does anything else.</summary>
    public static BodyValue? Column(IOperation argument, IParameterSymbol parameter, ReadScope scope)
    {
        if (Values.Unwrap(argument) is IDelegateCreationOperation { Target: IAnonymousFunctionOperation { Symbol.Parameters: [var row], Body: var body } }
            && Returned(body) is { } value && MemberOf(value, row) is { } member && !TypeNames.IsBroken(row.Type))
        {
            scope.Name((value as IMemberReferenceOperation)?.Member);
            var read = member.Length == 0 ? "row" : "row." + Constants.Identifier(member);
            return new BodyValue(ArgumentSource.Column, Expression: Lambda(row.Type, value.Type, ((INamedTypeSymbol)parameter.Type).TypeArguments[1], member, read)) { Column = member };
        }

        scope.Error("AQ2011", scope.At(argument.Syntax), parameter.Name, parameter.ContainingSymbol.Name);
        return null;
    }

    /// <summary>The runtime's own lambda, which knows the member it reads: the column is looked at as it is, and no row is built.</summary>
    static string Lambda(ITypeSymbol row, ITypeSymbol? member, ITypeSymbol wanted, string name, string read)
    {
        var quoted = SymbolDisplay.FormatLiteral(name, quote: true);
        var (start, to) = ("global::Aqueduct.Runtime.ColumnReader.Of<" + TypeNames.Full(row), TypeNames.Full(wanted));
        return member is null || SymbolEqualityComparer.Default.Equals(member, wanted)
            ? $"{start}, {to}>({quoted}, static row => {read})"
            : $"{start}, {TypeNames.Full(member)}, {to}>({quoted}, static row => {read}, static value => value)";
    }

    /// <summary>Puts the place of the node that gives the artifact where parameters ask for it: its number, and how many graphs further out it stands where that is not the call's own.</summary>
    public static void AddNodeIds(List<DraftArgument> arguments, GraphDraft graph)
    {
        for (var i = 1; i < arguments.Count; i++)
            if (IsNodeMeasure(arguments[i].Parameter) && arguments[i].IsOmitted && arguments[0].Value.Node is { } node && (arguments[i].Parameter.Name != "depth" || node.Graph != graph))
                arguments[i] = arguments[i] with { Value = new BodyValue(arguments[i].Parameter.Name == "depth" ? ArgumentSource.NodeDepth : ArgumentSource.NodeId, node), IsOmitted = false };
    }

    /// <summary>The node's name: the method's, with the columns it is about: <c>Mean(Churn)</c>.</summary>
    public static string NameOf(IMethodSymbol method, List<DraftArgument> arguments)
    {
        var name = new StringBuilder(method.Name);
        var separator = "(";
        foreach (var argument in arguments)
            if (argument.Value.Column is { Length: > 0 } column)
            {
                name.Append(separator).Append(column);
                separator = ", ";
            }

        return name.Length == method.Name.Length ? method.Name : name.Append(')').ToString();
    }

    /// <summary>The artifact's name where no local gives one: <c>meanChurn</c>.</summary>
    public static string ArtifactOf(string name, List<DraftArgument> arguments)
    {
        foreach (var argument in arguments)
            name += argument.Value.Column;
        return name;
    }

    /// <summary>The severity that a check's call is given; null where the check's own holds.</summary>
    public static string? SeverityOf(List<DraftArgument> arguments)
    {
        foreach (var argument in arguments)
            if (argument is { IsOmitted: false, Value: { Kind: ArgumentSource.Constant, Expression: { } written } } && Known.IsAqueduct(argument.Parameter.Type, "Severity"))
                return written.Substring(written.LastIndexOf('.') + 1);
        return null;
    }

    static IOperation? Returned(IBlockOperation body) =>
        body.Operations is [IReturnOperation { ReturnedValue: { } value }] ? Values.Unwrap(value) : null;

    /// <summary>Name of the row's member; empty for the row itself, which a table of scalars has.</summary>
    static string? MemberOf(IOperation value, IParameterSymbol row) => value switch
    {
        IParameterReferenceOperation => IsRow(value, row) ? "" : null,
        IPropertyReferenceOperation { Property: { IsIndexer: false, Name: var name }, Instance: { } instance } when IsRow(instance, row) => name,
        IFieldReferenceOperation { Field: { Name: var name, IsImplicitlyDeclared: false }, Instance: { } instance } when IsRow(instance, row) => name,
        _ => null,
    };

    static bool IsRow(IOperation operation, IParameterSymbol row) =>
        Values.Unwrap(operation) is IParameterReferenceOperation reference && SymbolEqualityComparer.Default.Equals(reference.Parameter, row);

    static bool IsNodeMeasure(IParameterSymbol parameter)
    {
        foreach (var attribute in parameter.GetAttributes())
            if (attribute.AttributeClass is { Name: "NodeMeasureAttribute" } type && Known.Is(type, "NodeMeasureAttribute", "Aqueduct.Runtime"))
                return true;
        return false;
    }
}
