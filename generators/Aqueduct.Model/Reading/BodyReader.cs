using System.Collections.Generic;
using System.Threading;
using Aqueduct.Graph;
using Aqueduct.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Aqueduct.Reading;

/// <summary>Reads the statements of a workflow body into nodes.</summary>
sealed class BodyReader(ReadScope scope, Shapes shapes, ContainerModel home, CancellationToken cancel)
{
    readonly Dictionary<ILocalSymbol, BodyValue> _locals = new(SymbolEqualityComparer.Default);
    readonly UniqueNames _names = new();
    readonly CallReader _calls = new(scope, shapes);

    public EquatableArray<NodeModel> Read(IMethodSymbol method, MethodDeclarationSyntax syntax, SemanticModel semantics, int methodAnchor)
    {
        foreach (var parameter in method.Parameters)
            _names.Take(parameter.Name);
        if (semantics.GetOperation(syntax, cancel) is IMethodBodyOperation body)
        {
            if ((body.BlockBody ?? body.ExpressionBody) is { } block)
                Statements(block.Operations);
            if (!scope.CanRun)
                CountMentions(body);
        }

        if (_calls.Drafts.Count == 0 && scope.CanRun)
            scope.Error("AQ0004", methodAnchor, method.Name);
        foreach (var draft in _calls.Drafts)
            ReportUnused(draft);
        return new NodeBuilder(scope, home, _names).Build(_calls.Drafts);
    }

    void Statements(IEnumerable<IOperation> operations)
    {
        foreach (var operation in operations)
        {
            cancel.ThrowIfCancellationRequested();
            Statement(operation);
        }
    }

    void Statement(IOperation operation)
    {
        switch (operation)
        {
            case IBlockOperation block:
                Statements(block.Operations);
                break;
            case IEmptyOperation:
                break;
            case IVariableDeclarationGroupOperation group:
                foreach (var declaration in group.Declarations)
                    foreach (var declarator in declaration.Declarators)
                        Declare(declarator);
                break;
            case IExpressionStatementOperation statement:
                Expression(statement.Operation);
                break;
            case IReturnOperation { ReturnedValue: null }:
                break;
            case IReturnOperation { ReturnedValue: { } value }:
                Return(Values.Unwrap(value));
                break;
            default:
                Unsupported.Report(scope, operation);
                break;
        }
    }

    void Return(IOperation value)
    {
        if (value is ITupleOperation tuple)
            foreach (var element in tuple.Elements)
                Return(Values.Unwrap(element));
        else
            Use(Value(value));
    }

    void Declare(IVariableDeclaratorOperation declarator)
    {
        if (declarator.Symbol.IsConst)
            return;
        if (declarator.GetVariableInitializer()?.Value is not { } value)
            Unsupported.Report(scope, declarator.Syntax, "a local without a value", "declare it where its value is computed");
        else if (Value(value) is { } found)
            Bind(declarator.Symbol, found);
    }

    void Expression(IOperation operation)
    {
        switch (Values.Unwrap(operation))
        {
            case IInvocationOperation or IAwaitOperation:
                Value(operation);
                break;
            case ISimpleAssignmentOperation { Target: IDiscardOperation } assignment:
                Use(Value(assignment.Value));
                break;
            case IDeconstructionAssignmentOperation assignment:
                Deconstruct(assignment);
                break;
            default:
                Unsupported.Report(scope, operation);
                break;
        }
    }

    void Deconstruct(IDeconstructionAssignmentOperation assignment)
    {
        var target = assignment.Target is IDeclarationExpressionOperation declaration ? declaration.Expression : assignment.Target;
        if (Value(assignment.Value) is not { } value)
            return;
        if (target is not ITupleOperation tuple || value is not { Kind: ArgumentSource.Tuple, Node: { } node })
        {
            Unsupported.Report(scope, assignment.Syntax, "a deconstruction of something else than a tuple", "return a tuple from the operator");
            return;
        }

        for (var i = 0; i < tuple.Elements.Length; i++)
        {
            var element = tuple.Elements[i] is IDeclarationExpressionOperation inner ? inner.Expression : tuple.Elements[i];
            if (element is ILocalReferenceOperation { IsDeclaration: true } local)
                Bind(local.Local, new BodyValue(ArgumentSource.Artifact, node, i, Type: node.Outputs[i].Type));
            else if (element is IDiscardOperation)
                node.IsUsed |= AllDiscarded(tuple);
            else
                Unsupported.Report(scope, element);
        }
    }

    static bool AllDiscarded(ITupleOperation tuple)
    {
        foreach (var element in tuple.Elements)
            if (element is not IDiscardOperation)
                return false;
        return true;
    }

    void Bind(ILocalSymbol local, BodyValue value)
    {
        // The task of an operator that gives nothing has no output.
        if (value is { Kind: ArgumentSource.Artifact, Node: { Outputs.Count: > 0 } node })
        {
            var output = node.Outputs[value.Output];
            if (output.Local is null)
            {
                output.Local = _names.Take(local.Name);
                output.Anchor = scope.At(local);
            }

            if (!value.IsTask && value.Type is not null && !SymbolEqualityComparer.Default.Equals(value.Type, local.Type))
                value = value with { Cast = TypeNames.Full(local.Type) };
        }

        _locals[local] = value;
    }

    static void Use(BodyValue? value)
    {
        if (value is { Node: { } node })
            node.IsUsed = true;
    }

    BodyValue? Value(IOperation operation) => _calls.Value(operation, null, _locals);

    /// <summary>What was refused may have used artifacts all the same.</summary>
    void CountMentions(IOperation body)
    {
        foreach (var operation in body.Descendants())
            if (operation is ILocalReferenceOperation { IsDeclaration: false } local && _locals.TryGetValue(local.Local, out var value))
                Use(value);
    }

    void ReportUnused(NodeDraft draft)
    {
        if (draft.IsUsed || !draft.Kind.IsProducer() || draft.Outputs.Count == 0)
            return;
        var output = draft.Outputs[0];
        var local = draft.IsTuple ? null : output.Local;
        scope.Warn("AQ0003", local is null ? draft.Anchor : output.Anchor, [draft.Method.Name], local is null ? [] : [new FaultProperty("Local", local)]);
    }
}
