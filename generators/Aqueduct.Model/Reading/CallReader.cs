using System.Collections.Generic;
using Aqueduct.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Aqueduct.Reading;

using Locals = IReadOnlyDictionary<ILocalSymbol, BodyValue>;

/// <summary>Reads the calls of a workflow body and what they are given.</summary>
sealed class CallReader(ReadScope scope, Shapes shapes)
{
    readonly OutputReader _outputs = new(scope, shapes);

    /// <summary>The calls in the order they are made.</summary>
    public List<NodeDraft> Drafts { get; } = [];

    /// <summary>What the expression stands for; null when it is nothing a body may contain, which is reported.</summary>
    /// <param name="wanted">Type for a constant that has none of its own, such as null.</param>
    public BodyValue? Value(IOperation operation, ITypeSymbol? wanted, Locals locals)
    {
        operation = Values.Unwrap(operation);
        if (operation.ConstantValue is { HasValue: true } constant && (operation.Type ?? wanted) is { } type)
            return new BodyValue(ArgumentSource.Constant, Expression: Constants.Literal(constant.Value, type)) { Text = constant.Value as string };
        switch (operation)
        {
            case IAwaitOperation await:
                return Await(await, locals);
            case IInvocationOperation call:
                return Call(call, locals);
            case ILocalReferenceOperation local:
                return locals.TryGetValue(local.Local, out var known) ? known : Unread();
            case IFieldReferenceOperation { Instance: ILocalReferenceOperation tuple } element
                when locals.TryGetValue(tuple.Local, out var whole) && whole is { Kind: ArgumentSource.Tuple, IsTask: false, Node: { } node }:
                var index = ElementIndex(element.Field, (INamedTypeSymbol)tuple.Local.Type);
                return new BodyValue(ArgumentSource.Artifact, node, index, Type: node.Outputs[index].Type);
            case IParameterReferenceOperation parameter:
                return Parameter(parameter.Parameter);
            case IPropertyReferenceOperation { Property: { Name: "None", IsStatic: true, Type: { } token } } when Known.IsCancellationToken(token):
                return new BodyValue(ArgumentSource.Constant, Expression: "global::System.Threading.CancellationToken.None");
            case IDefaultValueOperation { Type: { } defaultOf }:
                return new BodyValue(ArgumentSource.Constant, Expression: $"default({TypeNames.Plain(defaultOf).Full})");
            default:
                Unsupported.Report(scope, operation);
                return null;
        }
    }

    BodyValue? Await(IAwaitOperation await, Locals locals)
    {
        if (Value(Values.Awaited(await), null, locals) is not { } value)
            return null;
        if (!value.IsTask)
            Unsupported.Report(scope, await);
        return value with { IsTask = false };
    }

    static BodyValue Parameter(IParameterSymbol parameter) => MethodReader.RoleOf(parameter) switch
    {
        ParameterRole.Cancel => new BodyValue(ArgumentSource.Cancel),
        ParameterRole.Context => new BodyValue(ArgumentSource.Context),
        _ => new BodyValue(ArgumentSource.Parameter, Expression: parameter.Name, Type: parameter.Type),
    };

    static int ElementIndex(IFieldSymbol field, INamedTypeSymbol tuple)
    {
        for (var i = 0; i < tuple.TupleElements.Length; i++)
            if (tuple.TupleElements[i].Name == field.Name || tuple.TupleElements[i].CorrespondingTupleField?.Name == field.Name)
                return i;
        return 0;
    }

    /// <summary>A local whose declaration was refused already.</summary>
    BodyValue? Unread()
    {
        scope.CanRun = false;
        return null;
    }

    BodyValue? Call(IInvocationOperation call, Locals locals)
    {
        var method = call.TargetMethod.ReducedFrom is { } whole && call.TargetMethod.MethodKind == MethodKind.ReducedExtension ? whole : call.TargetMethod;
        var anchor = scope.At(NameOf(call.Syntax));
        var kind = Known.KindOf(method.OriginalDefinition, out var attribute);
        var arguments = Arguments(call, locals, kind);
        if (kind is null || attribute is null)
        {
            RefuseUnmarked(method, anchor);
            return null;
        }

        if (!method.IsStatic)
        {
            scope.Error("AQ0001", anchor, $"a call of the instance method '{method.Name}'", "make the method static");
            return null;
        }

        if (arguments is null)
            return null;
        var draft = new NodeDraft(method, kind.Value, attribute) { Anchor = anchor };
        draft.Arguments.AddRange(arguments);
        draft.Name = PresetReader.NameOf(method, arguments);
        _outputs.Read(draft, call.Type ?? method.ReturnType);
        Drafts.Add(draft);
        var isTask = draft.Async != AsyncShape.None;
        if (draft.IsTuple)
            return new BodyValue(ArgumentSource.Tuple, draft, IsTask: isTask);
        return new BodyValue(ArgumentSource.Artifact, draft, Type: draft.Outputs.Count == 0 ? null : draft.Outputs[0].Type, IsTask: isTask);
    }

    void RefuseUnmarked(IMethodSymbol method, int anchor)
    {
        if (Known.Attribute(method, "Workflow") is not null)
        {
            scope.Error("AQ0001", anchor, $"a call of the workflow '{method.Name}'", "call its operators here, or let it run on its own");
            return;
        }

        var isOurs = SymbolEqualityComparer.Default.Equals(method.ContainingAssembly, scope.Compilation.Assembly);
        scope.Error("AQ0002", anchor, [$"{TypeNames.Display(method.ContainingType)}.{method.Name}", isOurs ? "Mark it [Operator], or call it inside an operator" : "Call it inside an operator"], [new FaultProperty("InSource", isOurs ? "true" : "false")]);
    }

    /// <summary>Arguments by the order of parameters; null when one of them is nothing a body may contain.</summary>
    List<DraftArgument>? Arguments(IInvocationOperation call, Locals locals, NodeKind? kind)
    {
        var arguments = new List<DraftArgument>(call.Arguments.Length);
        var isComplete = true;
        foreach (var argument in call.Arguments)
        {
            if (argument.Parameter is not { } parameter)
                isComplete = false;
            else if (argument.ArgumentKind == ArgumentKind.DefaultValue)
                arguments.Add(Omitted(argument, parameter));
            else
                foreach (var element in Elements(argument))
                    if (kind is null && Values.Unwrap(element) is not (IInvocationOperation or IAwaitOperation))
                        isComplete = false;
                    else if ((PresetReader.IsColumn(kind, element) ? PresetReader.Column(element, parameter, scope) : Value(element, parameter.Type, locals)) is { } value)
                        arguments.Add(Given(parameter, value, element));
                    else
                        isComplete = false;
        }

        if (!isComplete)
            scope.CanRun = false;
        arguments.Sort((a, b) => a.Parameter.Ordinal.CompareTo(b.Parameter.Ordinal));
        PresetReader.AddNodeIds(arguments);
        return isComplete ? arguments : null;
    }

    DraftArgument Given(IParameterSymbol parameter, BodyValue value, IOperation operation)
    {
        if (value.Node is { } node)
            node.IsUsed = true;
        if (value is { Kind: ArgumentSource.Artifact, Node.Outputs.Count: 0 })
            scope.CanRun = false;
        var anchor = scope.At(operation.Syntax);
        if (value.IsTask)
            scope.Error("AQ0001", anchor, "a task that is not awaited", "await it");
        return new DraftArgument(parameter, value, false, anchor);
    }

    static DraftArgument Omitted(IArgumentOperation argument, IParameterSymbol parameter) => MethodReader.RoleOf(parameter) switch
    {
        ParameterRole.Cancel => new(parameter, new BodyValue(ArgumentSource.Cancel), false, 0),
        ParameterRole.Context => new(parameter, new BodyValue(ArgumentSource.Context), false, 0),
        _ => new(parameter, new BodyValue(ArgumentSource.Constant, Expression: Constants.Literal(argument.Value.ConstantValue is { HasValue: true } c ? c.Value : null, parameter.Type)), true, 0),
    };

    /// <summary>The elements of an expanded params, or the one value.</summary>
    static IEnumerable<IOperation> Elements(IArgumentOperation argument) => (argument.ArgumentKind, Values.Unwrap(argument.Value)) switch
    {
        (ArgumentKind.ParamArray, IArrayCreationOperation array) => array.Initializer is { } items ? items.ElementValues : [],
        (ArgumentKind.ParamCollection, ICollectionExpressionOperation collection) => collection.Elements,
        _ => [argument.Value],
    };

    static SyntaxToken NameOf(SyntaxNode syntax)
    {
        var called = syntax is InvocationExpressionSyntax invocation ? invocation.Expression : syntax;
        return called switch
        {
            MemberAccessExpressionSyntax member => member.Name.Identifier,
            MemberBindingExpressionSyntax member => member.Name.Identifier,
            SimpleNameSyntax name => name.Identifier,
            _ => called.GetFirstToken(),
        };
    }
}
