using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Aqueduct.Reading;
using Aqueduct.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Aqueduct.Analyzers;

/// <summary>A command of a database whose text is put together from values (AQ4016). Numbers, enums, constants and quoted identifiers can do no harm;
/// a text that comes whole from elsewhere is not judged.</summary>
static class InjectionRules
{
    public static IEnumerable<Diagnostic> Check(OperatorBody body) =>
        from operation in body.Operations
        let text = CommandTexts.Of(operation)
        where text is not null
        let part = new TextParts(body.Operations, body.Semantics, body.Cancel).Unsafe(text, isPart: operation is ICompoundAssignmentOperation)
        where part is not null
        select OperatorBody.At(RuleIds.SqlInjection, part.Syntax.GetLocation(), body.Method.Name, Shown(part));

    static string Shown(IOperation part) => part switch
    {
        IParameterReferenceOperation { Parameter.Name: var name } => $"'{name}'",
        ILocalReferenceOperation { Local.Name: var name } => $"'{name}'",
        _ => part.Syntax.ToString() is { Length: <= 60 } text && text.IndexOf('\n') < 0 ? $"'{text}'" : "a value",
    };
}

/// <summary>What a text is put together from.</summary>
/// <param name="operations">Of the body that the text stands in.</param>
/// <param name="depth">How many helper methods may still be looked into.</param>
sealed class TextParts(IEnumerable<IOperation> operations, SemanticModel semantics, CancellationToken cancel, int depth = 3)
{
    readonly HashSet<ISymbol> _harmless = new(SymbolEqualityComparer.Default);
    readonly HashSet<ISymbol> _seen = new(SymbolEqualityComparer.Default);

    /// <summary>The first part that may hold anything; null where there is none.</summary>
    /// <param name="text">The text.</param>
    /// <param name="isPart">Whether it is put behind or between other text.</param>
    public IOperation? Unsafe(IOperation text, bool isPart)
    {
        text = Values.Unwrap(text);
        if (text.ConstantValue.HasValue || text.Type is { } type && IsHarmless(type))
            return null;
        switch (text)
        {
            case IInterpolatedStringOperation interpolated:
                return First(interpolated.Parts.Select(Inserted), true);
            case IInterpolatedStringHandlerCreationOperation handler:
                return Unsafe(handler.Content, true);
            case IInterpolatedStringAdditionOperation sum:
                return First([sum.Left, sum.Right], true);
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } sum:
                return First([sum.LeftOperand, sum.RightOperand], true);
            case IConditionalOperation { WhenFalse: { } other } choice:
                return First([choice.WhenTrue, other], isPart);
            case ICoalesceOperation choice:
                return First([choice.Value, choice.WhenNull], isPart);
            case ISwitchExpressionOperation choice:
                return First(choice.Arms.Select(a => a.Value), isPart);
            case IArrayCreationOperation { Initializer.ElementValues: var elements }:
                return First(elements, isPart);
            case ICollectionExpressionOperation { Elements: var elements }:
                return First(elements, isPart);
            case IFieldReferenceOperation { Field: { IsStatic: true, IsReadOnly: true } }:
                return null;
            case IParameterReferenceOperation { Parameter: var parameter } when _harmless.Contains(parameter):
                return null;
            case ILocalReferenceOperation { Local: var local }:
                return Local(local, isPart, text);
            case IObjectCreationOperation { Arguments: var arguments } creation when IsBuilder(creation.Type):
                return First(arguments.Select(a => a.Value), isPart);
            case IInvocationOperation call:
                return Call(call, isPart);
            default:
                return isPart ? text : null;
        }
    }

    static IOperation? Inserted(IInterpolatedStringContentOperation part) => part switch
    {
        IInterpolationOperation hole => hole.Expression,
        IInterpolatedStringAppendOperation { AppendCall: IInvocationOperation { Arguments: [var first, ..] } } => first.Value,
        _ => null,
    };

    IOperation? First(IEnumerable<IOperation?> parts, bool isPart) => parts.Select(p => p is null ? null : Unsafe(p, isPart)).FirstOrDefault(p => p is not null);

    /// <summary>Everything that the local is ever given; and what is appended to it, if it is a builder.</summary>
    IOperation? Local(ILocalSymbol local, bool isPart, IOperation reference)
    {
        if (!_seen.Add(local))
            return null;
        var given = new List<(IOperation Value, bool IsPart)>();
        foreach (var operation in operations)
            if (operation is IVariableDeclaratorOperation { Initializer.Value: { } initial } declared && Is(declared.Symbol, local))
                given.Add((initial, isPart));
            else if (operation is IAssignmentOperation { Target: ILocalReferenceOperation target } assignment && Is(target.Local, local))
                given.Add((assignment.Value, isPart || assignment is ICompoundAssignmentOperation));
            else if (operation is IForEachLoopOperation { LoopControlVariable: IVariableDeclaratorOperation item, Collection: var collection } && Is(item.Symbol, local))
                given.Add((collection, isPart));
            else if (operation is IInvocationOperation call && IsBuilder(call.TargetMethod.ContainingType) && Root(call) is ILocalReferenceOperation root && Is(root.Local, local))
                given.AddRange(call.Arguments.Select(a => (a.Value, true)));
        return given.Count == 0 ? isPart ? reference : null : given.Select(g => Unsafe(g.Value, g.IsPart)).FirstOrDefault(p => p is not null);
    }

    IOperation? Call(IInvocationOperation call, bool isPart)
    {
        var method = call.TargetMethod;
        if (method.Name.StartsWith("Quote", StringComparison.Ordinal) || method.Name.StartsWith("Escape", StringComparison.Ordinal) || method.Name.StartsWith("Delimit", StringComparison.Ordinal))
            return null;
        var arguments = call.Arguments.Select(a => (IOperation?)a.Value);
        if (method.ContainingType.SpecialType == SpecialType.System_String)
            return First([call.Instance], isPart) ?? First(arguments, isPart || method.Name is "Format" or "Concat" or "Join" or "Replace" or "Insert");
        if (IsBuilder(method.ContainingType))
            return First([call.Instance], isPart) ?? First(arguments, isPart || method.Name != "ToString");

        // "IN (" + string.Join(", ", ids.Select((_, i) => "@p" + i)): what the lambda gives is what is joined.
        if (method is { Name: "Select", ContainingType.Name: "Enumerable" } && call.Arguments.Select(a => Values.Unwrap(a.Value)).Select(v => v is IDelegateCreationOperation made ? made.Target : v).OfType<IAnonymousFunctionOperation>().FirstOrDefault() is { } lambda)
            return First(lambda.Body.Descendants().OfType<IReturnOperation>().Select(r => r.ReturnedValue), true);
        return Helper(call, isPart, out var isKnown) ?? (isPart && !isKnown ? call : null);
    }

    /// <summary>What a method of this project puts together of what it is given: the argument that may hold anything.</summary>
    IOperation? Helper(IInvocationOperation call, bool isPart, out bool isKnown)
    {
        var method = (call.TargetMethod.PartialImplementationPart ?? call.TargetMethod).OriginalDefinition;
        isKnown = false;
        if (depth == 0 || method is not { MethodKind: MethodKind.Ordinary or MethodKind.LocalFunction, ReturnType.SpecialType: SpecialType.System_String, DeclaringSyntaxReferences: [var reference, ..] }
            || reference.GetSyntax(cancel) is not ({ } syntax and (MethodDeclarationSyntax or LocalFunctionStatementSyntax))
            || (syntax.SyntaxTree == semantics.SyntaxTree ? semantics : Models.Of(semantics.Compilation, syntax.SyntaxTree)) is not { } model || model.GetOperation(syntax, cancel) is not { } body)
            return null;
        isKnown = true;
        var inside = body.Descendants().ToList();
        var parts = new TextParts(method.MethodKind == MethodKind.LocalFunction ? operations : inside, model, cancel, depth - 1);
        foreach (var argument in call.Arguments)
            if (argument.Parameter is { } parameter && parameter.Ordinal < method.Parameters.Length && Unsafe(argument.Value, true) is null)
                parts._harmless.Add(method.Parameters[parameter.Ordinal]);
        return parts.First(inside.OfType<IReturnOperation>().Where(r => Operations.Function(r) is var function && (function is null || function == body)).Select(r => r.ReturnedValue), isPart) switch
        {
            IParameterReferenceOperation { Parameter: var part } => call.Arguments.FirstOrDefault(a => a.Parameter?.Ordinal == part.Ordinal)?.Value ?? call,
            null => null,
            _ => call,
        };
    }

    static IOperation? Root(IInvocationOperation call)
    {
        IOperation? at = call.Instance;
        while (at is not null && Values.Unwrap(at) is IInvocationOperation inner)
            at = inner.Instance;
        return at is null ? null : Values.Unwrap(at);
    }

    static bool Is(ISymbol a, ISymbol b) => SymbolEqualityComparer.Default.Equals(a, b);

    static bool IsBuilder(ITypeSymbol? type) => type is { Name: "StringBuilder", ContainingNamespace: { Name: "Text", ContainingNamespace.Name: "System" } };

    /// <summary>Numbers, bool, enums, dates and ids: their text holds no quote.</summary>
    static bool IsHarmless(ITypeSymbol type)
    {
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T, TypeArguments: [var inner] })
            type = inner;
        if (type is IArrayTypeSymbol array)
            return IsHarmless(array.ElementType);
        return type.TypeKind == TypeKind.Enum || type.SpecialType is >= SpecialType.System_Boolean and <= SpecialType.System_Double and not SpecialType.System_Char or SpecialType.System_DateTime
            || HazardTable.TypeName(type) is "System.Guid" or "System.DateOnly" or "System.TimeOnly" or "System.TimeSpan" or "System.DateTimeOffset" or "System.StringComparison" or "System.Globalization.CultureInfo";
    }
}
