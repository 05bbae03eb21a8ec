using System.Collections.Generic;
using Aqueduct.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Aqueduct.Reading;

/// <summary>Reads the calls of a workflow body and what they are given.</summary>
sealed class CallReader(BodyReader body, MapReader maps, InlineReader workflows)
{
    readonly ReadScope scope = body.Scope;
    readonly BodyState state = body.State;
    readonly OutputReader _outputs = new(body.Scope, body.Shapes);

    /// <summary>What the expression stands for; null when it is nothing a body may contain, which is reported.</summary>
    /// <param name="wanted">Type for a constant that has none of its own, such as null.</param>
    public BodyValue? Value(IOperation operation, ITypeSymbol? wanted)
    {
        operation = Values.Unwrap(operation);
        if (operation.ConstantValue is { HasValue: true } constant && (operation.Type ?? wanted) is { } type)
        {
            NameConstant(Scalars.Unwrap(type, out _), constant.Value);
            return new BodyValue(ArgumentSource.Constant, Expression: Constants.Literal(constant.Value, type)) { Text = constant.Value as string };
        }

        switch (operation)
        {
            case IAwaitOperation await:
                return Await(await);
            case IInvocationOperation call:
                return Call(call);
            case ILocalReferenceOperation local:
                return state.Known.TryGetValue(local.Local, out var known) ? known : Unread();
            case IFieldReferenceOperation { Instance: ILocalReferenceOperation tuple } element
                when state.Known.TryGetValue(tuple.Local, out var whole) && whole is { Kind: ArgumentSource.Tuple, IsTask: false, Count: > 0 }:
                return whole.Element(ElementIndex(element.Field, (INamedTypeSymbol)tuple.Local.Type));
            case IParameterReferenceOperation parameter:
                return Parameter(parameter);
            case IPropertyReferenceOperation { Property: { Name: "None", IsStatic: true, Type: { } token } } when Known.IsCancellationToken(token):
                return new BodyValue(ArgumentSource.Constant, Expression: "global::System.Threading.CancellationToken.None");
            case IDefaultValueOperation { Type: { } defaultOf }:
                return new BodyValue(ArgumentSource.Constant, Expression: $"default({TypeNames.Plain(defaultOf).Full})");
            default:
                Unsupported.Report(scope, operation);
                return null;
        }
    }

    /// <summary>A constant of an enumeration is written as its member.</summary>
    void NameConstant(ITypeSymbol type, object? value)
    {
        scope.Name(type);
        if (type.TypeKind == TypeKind.Enum && Constants.EnumMember(type, value) is { } member)
            scope.Name(type.GetMembers(member)[0]);
    }

    BodyValue? Await(IAwaitOperation await)
    {
        if (Value(Values.Awaited(await), null) is not { } value)
            return null;
        if (!value.IsTask)
            Unsupported.Report(scope, await);
        return value with { IsTask = false };
    }

    BodyValue? Parameter(IParameterReferenceOperation reference)
    {
        var parameter = reference.Parameter;
        if (state.Known.TryGetValue(parameter, out var given))
            return given;
        if (parameter.ContainingSymbol is IMethodSymbol { MethodKind: MethodKind.Constructor })
        {
            Unsupported.Report(scope, reference.Syntax, $"the constructor's parameter '{parameter.Name}'", "make it a parameter of the workflow, or read it in an operator that is an instance method");
            return null;
        }

        return MethodReader.RoleOf(parameter) switch
        {
            ParameterRole.Cancel => new BodyValue(ArgumentSource.Cancel),
            ParameterRole.Context => new BodyValue(ArgumentSource.Context),
            _ => new BodyValue(ArgumentSource.Parameter, Expression: parameter.Name, Type: parameter.Type),
        };
    }

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

    BodyValue? Call(IInvocationOperation call)
    {
        var method = call.TargetMethod.ReducedFrom is { } whole && call.TargetMethod.MethodKind == MethodKind.ReducedExtension ? whole : call.TargetMethod;
        var anchor = scope.At(NameOf(call.Syntax));
        if (MapReader.IsMap(method))
            return maps.Each(call, method, anchor);
        var kind = Known.KindOf(method.OriginalDefinition, out var attribute);
        var workflow = kind is null ? Known.Attribute(method, "Workflow") : null;
        var arguments = Arguments(call, kind, isMarked: kind is not null || workflow is not null);
        if (kind is null && workflow is null)
        {
            RefuseUnmarked(method, anchor);
            return null;
        }

        var isOurs = Receivers.Read(call, method, state, scope, anchor, out var receiver);
        if (arguments is null || !isOurs)
            return null;
        if (workflow is not null)
            return workflows.Read(method, workflow, arguments, receiver, anchor);
        var draft = new NodeDraft(PresetReader.NameOf(method, arguments), kind!.Value, method, attribute) { Anchor = anchor, Receiver = receiver };
        draft.Arguments.AddRange(arguments);
        if (draft.Kind.TellsObservations())
            foreach (var argument in arguments)
                argument.Value.Node?.KeepAnswer();
        _outputs.Read(draft, Kept(call, method));
        state.Add(draft);
        return ValueOf(draft);
    }

    /// <summary>Type of what the call gives. With ! behind it the call's own type says less than the method's.</summary>
    static ITypeSymbol Kept(IInvocationOperation call, IMethodSymbol method)
    {
        var type = call.Type ?? method.ReturnType;
        return method.ReturnType is { IsReferenceType: true, NullableAnnotation: NullableAnnotation.Annotated } ? type.WithNullableAnnotation(NullableAnnotation.Annotated) : type;
    }

    /// <summary>What a call of the node stands for.</summary>
    public static BodyValue ValueOf(NodeDraft draft)
    {
        var isTask = draft.Async != AsyncShape.None;
        return draft.IsTuple
            ? new BodyValue(ArgumentSource.Tuple, draft, IsTask: isTask)
            : new BodyValue(ArgumentSource.Artifact, draft, Type: draft.Outputs.Count == 0 ? null : draft.Outputs[0].Type, IsTask: isTask) { IsStream = draft is { IsStream: true, Outputs: [var kept, ..] } && Known.RowOfStream(kept.Type) is null };
    }

    void RefuseUnmarked(IMethodSymbol method, int anchor)
    {
        var isOurs = SymbolEqualityComparer.Default.Equals(method.ContainingAssembly, scope.Compilation.Assembly);
        scope.Error("AQ0002", anchor, [$"{TypeNames.Display(method.ContainingType)}.{method.Name}", isOurs ? "Mark it [Operator], or call it inside an operator" : "Call it inside an operator"], [new FaultProperty("InSource", isOurs ? "true" : "false")]);
    }

    /// <summary>Arguments by the order of parameters; null when one of them is nothing a body may contain.</summary>
    List<DraftArgument>? Arguments(IInvocationOperation call, NodeKind? kind, bool isMarked)
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
                    if (!isMarked && Values.Unwrap(element) is not (IInvocationOperation or IAwaitOperation))
                        isComplete = false;
                    else if ((PresetReader.IsColumn(kind, element) ? PresetReader.Column(element, parameter, scope) : Value(element, parameter.Type)) is { } value)
                        arguments.Add(Given(parameter, value, element));
                    else
                        isComplete = false;
        }

        if (!isComplete)
            scope.CanRun = false;
        arguments.Sort((a, b) => a.Parameter.Ordinal.CompareTo(b.Parameter.Ordinal));
        PresetReader.AddNodeIds(arguments, state.Graph);
        return isComplete ? arguments : null;
    }

    DraftArgument Given(IParameterSymbol parameter, BodyValue value, IOperation operation)
    {
        value.Use();
        if (value is { Kind: ArgumentSource.Artifact, Node.Outputs.Count: 0 })
            scope.CanRun = false;
        var anchor = scope.At(operation.Syntax);
        if (value.IsTask)
            scope.Error("AQ0019", anchor, parameter.Name);
        return new DraftArgument(parameter, value with { IsNotNull = value.IsNotNull || Values.IsNotNull(operation, value.Type, parameter.Type) }, false, anchor);
    }

    static DraftArgument Omitted(IArgumentOperation argument, IParameterSymbol parameter) => MethodReader.RoleOf(parameter) switch
    {
        ParameterRole.Cancel => new(parameter, new BodyValue(ArgumentSource.Cancel), false, 0),
        ParameterRole.Context => new(parameter, new BodyValue(ArgumentSource.Context), false, 0),
        _ => new(parameter, new BodyValue(ArgumentSource.Constant, Expression: Constants.Literal(argument.Value.ConstantValue is { HasValue: true } c ? c.Value : null, parameter.Type)) { IsNotNull = Values.IsNotNull(argument.Value, null, parameter.Type) }, true, 0),
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
