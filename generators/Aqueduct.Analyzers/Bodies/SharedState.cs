using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Aqueduct.Analyzers;

/// <summary>Fields and properties that several nodes see at once: static ones, and those of the one object a run has.</summary>
static class SharedState
{
    /// <summary>The hazard that an operation is, where it writes shared state without a lock, or reads what may have been written.</summary>
    /// <param name="isOperator">Whether the operation stands in the operator itself: a method it calls may work on an object of its own.</param>
    public static (HazardKind Kind, string What)? Of(IOperation operation, bool isOperator, CancellationToken cancel)
    {
        if (Operations.Changed(operation) is { } target && Shared(target, isOperator) is { } written && !Operations.IsLocked(operation))
            return (HazardKind.SharedWrite, Show(written));
        if (Mutations.Of(operation) is { Object: var changed } && Shared(changed, isOperator) is { } holder && !Operations.IsLocked(operation))
            return (HazardKind.SharedWrite, Show(holder));
        return Static(operation) is { } read && IsMutable(read, cancel) && !IsTarget(operation) ? (HazardKind.SharedRead, Show(read)) : null;
    }

    static string Show(ISymbol member) => $"{member.ContainingType.Name}.{member.Name}";

    static bool IsTarget(IOperation operation) =>
        operation.Parent is IAssignmentOperation assignment && assignment.Target == operation || operation.Parent is IIncrementOrDecrementOperation or IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out };

    /// <summary>The member that the operation names, at once or by a local that was set to it: a static one, or one of the operator's own object.</summary>
    static ISymbol? Shared(IOperation operation, bool isOperator) => Reading.Values.Unwrap(operation) switch
    {
        IFieldReferenceOperation { Instance: IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance }, Field: var field } when isOperator => field,
        IPropertyReferenceOperation { Instance: IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance }, Property: { IsIndexer: false, SetMethod: not null } property } when isOperator => property,
        ILocalReferenceOperation { Local: { Type.IsReferenceType: true, IsRef: false } local } when operation.Parent is not IAssignmentOperation && Initial(local, operation) is { } value => Shared(value, isOperator),
        { } other => Static(other),
        _ => null,
    };

    /// <summary>What the local was declared with.</summary>
    static IOperation? Initial(ILocalSymbol local, IOperation use) =>
        local.DeclaringSyntaxReferences is [var reference] && reference.GetSyntax() is VariableDeclaratorSyntax { Initializer.Value: var value } && use.SemanticModel is { } semantics
            ? semantics.GetOperation(value) : null;

    /// <summary>The static member of this app that the operation names.</summary>
    static ISymbol? Static(IOperation operation) => Reading.Values.Unwrap(operation) switch
    {
        IFieldReferenceOperation { Field: { IsStatic: true, IsConst: false, DeclaringSyntaxReferences.Length: > 0 } field }
            when !field.GetAttributes().Any(a => a.AttributeClass?.Name == "ThreadStaticAttribute") => field,
        IPropertyReferenceOperation { Property: { IsStatic: true, DeclaringSyntaxReferences.Length: > 0, SetMethod: not null } property } => property,
        _ => null,
    };

    /// <summary>Whether somebody may change it after the program's start: visible outside its type, or assigned in it other than once by <c>??=</c>.</summary>
    static bool IsMutable(ISymbol member, CancellationToken cancel)
    {
        if (member is IFieldSymbol { IsReadOnly: true } or IPropertySymbol { SetMethod.IsInitOnly: true })
            return false;
        var setter = member is IPropertySymbol property ? property.SetMethod! : member;
        return setter.DeclaredAccessibility != Accessibility.Private
            || member.ContainingType.DeclaringSyntaxReferences.Any(part => part.GetSyntax(cancel).DescendantNodes().Any(node => IsAssignment(node, member.Name)));
    }

    static bool IsAssignment(SyntaxNode node, string name) => node switch
    {
        AssignmentExpressionSyntax assignment => !assignment.IsKind(SyntaxKind.CoalesceAssignmentExpression) && Names(assignment.Left, name) && !InStaticConstructor(node),
        PrefixUnaryExpressionSyntax unary => unary.Kind() is SyntaxKind.PreIncrementExpression or SyntaxKind.PreDecrementExpression && Names(unary.Operand, name),
        PostfixUnaryExpressionSyntax unary => unary.Kind() is SyntaxKind.PostIncrementExpression or SyntaxKind.PostDecrementExpression && Names(unary.Operand, name),
        ArgumentSyntax argument => !argument.RefKindKeyword.IsKind(SyntaxKind.None) && Names(argument.Expression, name),
        _ => false,
    };

    static bool Names(ExpressionSyntax expression, string name) => expression switch
    {
        IdentifierNameSyntax identifier => identifier.Identifier.ValueText == name,
        MemberAccessExpressionSyntax member => member.Name.Identifier.ValueText == name,
        _ => false,
    };

    static bool InStaticConstructor(SyntaxNode node) => node.FirstAncestorOrSelf<ConstructorDeclarationSyntax>() is { } constructor && constructor.Modifiers.Any(SyntaxKind.StaticKeyword);
}
