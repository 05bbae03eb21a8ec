using System;
using System.Collections.Generic;
using System.Linq;
using Aqueduct.Reading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Aqueduct.Analyzers;

/// <summary>The places of a body where text becomes a command of a database.</summary>
static class CommandTexts
{
    /// <summary>Methods that take a raw text for sure; their siblings that take an interpolated one bind its parts.</summary>
    static readonly HashSet<string> Raw = new(StringComparer.Ordinal) { "FromSqlRaw", "ExecuteSqlRaw", "ExecuteSqlRawAsync", "SqlQueryRaw" };

    /// <summary>The text that the operation gives to a database; null where it gives none.</summary>
    public static IOperation? Of(IOperation operation) => operation switch
    {
        IAssignmentOperation { Target: IPropertyReferenceOperation { Property: { Name: "CommandText" } property }, Value: var value } when IsData(property.ContainingType, "Command") || property.ContainingType.Name.EndsWith("BatchCommand", StringComparison.Ordinal) => value,
        IObjectCreationOperation { Type: { } type, Arguments: var arguments } when IsData(type, "Command") => Text(arguments),
        IInvocationOperation { TargetMethod: var method, Arguments: var arguments } call when Raw.Contains(method.Name) || IsOnConnection(call) => Text(arguments),
        _ => null,
    };

    /// <summary>Whether objects of the type are handles of a database, which nobody stores as an artifact.</summary>
    public static bool IsHandle(ITypeSymbol? type) => type is not null && IsData(type, "");

    /// <summary>Dapper and its kind: <c>connection.Query(text)</c>, <c>connection.ExecuteAsync(text)</c>.</summary>
    static bool IsOnConnection(IInvocationOperation call) =>
        (call.TargetMethod.Name.StartsWith("Query", StringComparison.Ordinal) || call.TargetMethod.Name.StartsWith("Execute", StringComparison.Ordinal))
        && (call.Instance ?? (call.TargetMethod.IsExtensionMethod ? call.Arguments.FirstOrDefault(a => a.Parameter?.Ordinal == 0)?.Value : null)) is { } receiver
        && Values.Unwrap(receiver).Type is { } type && IsData(type, "Connection");

    static IOperation? Text(IEnumerable<IArgumentOperation> arguments) =>
        arguments.Where(a => a.Parameter is { Type.SpecialType: SpecialType.System_String }).OrderBy(a => a.Parameter!.Ordinal).FirstOrDefault()?.Value;

    /// <summary>Whether the type is, or implements, an interface of System.Data whose name ends so: IDbCommand, IDbConnection, IDataReader.</summary>
    static bool IsData(ITypeSymbol type, string ending) => (type.TypeKind == TypeKind.Interface && Is(type, ending)) || type.AllInterfaces.Any(i => Is(i, ending));

    static bool Is(ITypeSymbol type, string ending) =>
        type.Name.EndsWith(ending, StringComparison.Ordinal) && type.ContainingNamespace is { Name: "Data", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } };
}
