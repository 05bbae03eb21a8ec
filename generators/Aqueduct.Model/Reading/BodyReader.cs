using System.Collections.Generic;
using System.Threading;
using Aqueduct.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Aqueduct.Reading;

/// <summary>Reads the statements of a workflow body into nodes. What they are made of have readers of their own, which come back here for the bodies inside them.</summary>
sealed class BodyReader
{
    readonly CancellationToken _cancel;
    readonly ConditionReader _conditions;
    readonly MapReader _maps;
    readonly UnusedResults _unused;

    public BodyReader(ReadScope scope, Shapes shapes, BodyState state, CancellationToken cancel)
    {
        (Scope, Shapes, State, _cancel) = (scope, shapes, state, cancel);
        _maps = new MapReader(this);
        Calls = new CallReader(this, _maps, new InlineReader(this, cancel));
        _conditions = new ConditionReader(this);
        _unused = new UnusedResults(scope, state);
    }

    public ReadScope Scope { get; }

    public Shapes Shapes { get; }

    public BodyState State { get; }

    public CallReader Calls { get; }

    public EquatableArray<NodeModel> Read(IMethodSymbol method, MethodDeclarationSyntax syntax, SemanticModel semantics, ContainerModel home, int methodAnchor)
    {
        foreach (var parameter in method.Parameters)
            State.Names.Take(parameter.Name);
        if (semantics.GetOperation(syntax, _cancel) is IMethodBodyOperation body)
        {
            Method(body);
            if (!Scope.CanRun)
                CountMentions(body);
            _unused.Report(body);
        }

        if (State.Calls.Count == 0 && Scope.CanRun)
            Scope.Error("AQ0004", methodAnchor, method.Name);
        return new NodeBuilder(Scope, home, State).Build();
    }

    public void Method(IMethodBodyOperation body)
    {
        if ((body.BlockBody ?? body.ExpressionBody) is { } block)
            Statements(block.Operations);
    }

    public void Statements(IEnumerable<IOperation> operations)
    {
        foreach (var operation in operations)
        {
            _cancel.ThrowIfCancellationRequested();
            Statement(operation);
        }
    }

    public void Statement(IOperation operation)
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
            case IConditionalOperation { Syntax: IfStatementSyntax } branch:
                Branch(branch);
                break;
            case IForEachLoopOperation loop:
                _maps.Loop(loop);
                break;
            case IReturnOperation when State.Depth > 0:
                Unsupported.Report(Scope, operation.Syntax, "a return inside a branch or loop", "let the branch end without it, and write what would come after it into an else");
                break;
            case IReturnOperation { ReturnedValue: null }:
                break;
            case IReturnOperation { ReturnedValue: { } value }:
                State.Returned = Returned(Values.Unwrap(value));
                State.Returned?.Use();
                break;
            default:
                Unsupported.Report(Scope, operation);
                break;
        }
    }

    /// <summary>What stands in a branch carries its condition; the branch itself is nothing that runs.</summary>
    void Branch(IConditionalOperation branch)
    {
        var around = State.Guards;
        if (branch.Condition.ConstantValue is { HasValue: true, Value: bool always })
            Scope.Warn("AQ0023", Scope.At(branch.Condition.Syntax), [always ? "true" : "false", always ? "else" : "if"], []);
        var condition = _conditions.Read(branch.Condition);
        State.Depth++;
        Side(branch.WhenTrue, true);
        Side(branch.WhenFalse, false);
        State.Depth--;

        void Side(IOperation? statement, bool expected)
        {
            if (statement is null)
                return;
            State.Guards = condition is null ? around : [.. around, new DraftGuard(condition, expected)];
            Statement(statement);
            State.Guards = around;
        }
    }

    BodyValue? Returned(IOperation value)
    {
        if (value is not ITupleOperation tuple)
            return Value(value);
        var elements = new List<BodyValue>(tuple.Elements.Length);
        foreach (var element in tuple.Elements)
            if (Returned(Values.Unwrap(element)) is { } found)
                elements.Add(found);
        return elements.Count == tuple.Elements.Length ? new BodyValue(ArgumentSource.Tuple) { Elements = elements } : null;
    }

    void Declare(IVariableDeclaratorOperation declarator)
    {
        if (declarator.Symbol.IsConst)
            return;
        if (declarator.GetVariableInitializer()?.Value is not { } value)
            Unsupported.Report(Scope, declarator.Syntax, "a local without a value", "declare it where its value is computed");
        else if (Value(value) is { } found)
        {
            Bind(declarator.Symbol, found);
            if (found.Part is { } part)
                _unused.Watch(declarator.Symbol, found, part);
        }
    }

    void Expression(IOperation operation)
    {
        switch (Values.Unwrap(operation))
        {
            case IInvocationOperation or IAwaitOperation:
                var first = State.Calls.Count;
                if (Value(operation) is { Part: not null } dropped)
                    _unused.Drop(dropped, first, operation);
                break;
            case ISimpleAssignmentOperation { Target: IDiscardOperation } assignment:
                Value(assignment.Value)?.Use();
                break;
            case IDeconstructionAssignmentOperation assignment:
                Deconstruct(assignment);
                break;
            default:
                Unsupported.Report(Scope, operation);
                break;
        }
    }

    void Deconstruct(IDeconstructionAssignmentOperation assignment)
    {
        var target = assignment.Target is IDeclarationExpressionOperation declaration ? declaration.Expression : assignment.Target;
        if (Value(assignment.Value) is not { } value)
            return;
        if (target is not ITupleOperation tuple || value.IsTask || value.Count != tuple.Elements.Length)
        {
            Unsupported.Report(Scope, assignment.Syntax, "a deconstruction of something else than a tuple", "return a tuple from the operator");
            return;
        }

        for (var i = 0; i < tuple.Elements.Length; i++)
        {
            var element = tuple.Elements[i] is IDeclarationExpressionOperation inner ? inner.Expression : tuple.Elements[i];
            if (element is ILocalReferenceOperation { IsDeclaration: true } local)
            {
                Bind(local.Local, value.Element(i));
                _unused.Watch(local.Local, value.Element(i), value.Part ?? value.Node?.Name);
            }
            else if (element is not IDiscardOperation)
                Reassigned(element, value);
            else if (AllDiscarded(tuple))
                value.Use();
        }
    }

    void Reassigned(IOperation element, BodyValue value)
    {
        value.Use();
        Unsupported.Report(Scope, element, Unsupported.Reassigned);
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
            if (output.Local is null || value.IsReturned)
            {
                output.Local = State.Names.Take(local.Name);
                output.Anchor = Scope.At(local);
            }

            value = value.As(local.Type) with { IsReturned = false };
        }

        State.Known[local] = value;
    }

    BodyValue? Value(IOperation operation) => Calls.Value(operation, null);

    /// <summary>What was refused may have used artifacts all the same.</summary>
    void CountMentions(IOperation body)
    {
        foreach (var operation in body.Descendants())
            if (operation is ILocalReferenceOperation { IsDeclaration: false } local && State.Known.TryGetValue(local.Local, out var value))
                value.Use();
    }
}
