using System.Collections.Generic;
using System.Text;
using System.Threading;
using Aqueduct.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Aqueduct.Reading;

/// <summary>Reads the body of a workflow in the place of its call.</summary>
sealed class InlineReader(BodyReader body, CancellationToken cancel)
{
    readonly ReadScope _scope = body.Scope;
    readonly BodyState _state = body.State;

    /// <summary>What the call stands for; null when the workflow cannot be read here.</summary>
    public BodyValue? Read(IMethodSymbol method, AttributeData attribute, List<DraftArgument> arguments, string? receiver, int anchor)
    {
        var part = method.PartialImplementationPart ?? method;
        // In an editor another project's source is at hand, too; at the command line it is not, and both must say the same.
        if (!SymbolEqualityComparer.Default.Equals(method.ContainingAssembly, _scope.Compilation.Assembly) || MethodReader.Declaration(part) is not { } syntax)
        {
            _scope.Error("AQ0018", anchor, $"{TypeNames.Display(method.ContainingType)}.{method.Name}", method.ContainingAssembly.Name);
            return null;
        }

        if (IsCycle(method, anchor))
            return null;
        if (new AttributeValues(attribute, _scope).Text("name") is not { } name || method.IsGenericMethod
            || GetOperation(syntax) is not IMethodBodyOperation block)
        {
            // Reported where the workflow is declared.
            _scope.CanRun = false;
            return null;
        }

        foreach (var argument in arguments)
            if (argument.Parameter.IsParams || argument.Parameter.RefKind != RefKind.None)
            {
                _scope.CanRun = false;
                return null;
            }

        foreach (var argument in arguments)
            _state.Known[part.Parameters[argument.Parameter.Ordinal]] = argument.Value.As(argument.Parameter.Type);
        var (group, self, depth, pinned, isQuiet) = (_state.Group, _state.Self, _state.Depth, _scope.Pinned, _scope.IsQuiet);
        _state.Group = group is null ? name.Value : $"{group} / {name.Value}";
        (_state.Self, _state.Depth, _state.Returned) = (receiver, 0, null);
        (_scope.Pinned, _scope.IsQuiet) = (pinned ?? anchor, true);
        _state.Methods.Add(method);
        body.Method(block);
        _state.Methods.RemoveAt(_state.Methods.Count - 1);
        (_scope.Pinned, _scope.IsQuiet) = (pinned, isQuiet);
        (_state.Group, _state.Self, _state.Depth) = (group, self, depth);
        var value = Result(method);
        _state.Returned = null;
        return value;
    }

    IOperation? GetOperation(SyntaxNode syntax) =>
#pragma warning disable RS1030 // The body stands in another file than the attribute that is being looked at.
        _scope.Compilation.GetSemanticModel(syntax.SyntaxTree).GetOperation(syntax, cancel);
#pragma warning restore RS1030

    BodyValue? Result(IMethodSymbol method)
    {
        var type = Known.Awaited(method.ReturnType, out var shape);
        if (type is null)
            return BodyValue.Nothing with { IsTask = shape != AsyncShape.None };
        if (_state.Returned is not { } value)
            return null;
        return Typed(value, type) with { IsTask = shape != AsyncShape.None, Part = method.Name };
    }

    /// <summary>The value as the method's result type says, and named by whoever takes it.</summary>
    static BodyValue Typed(BodyValue value, ITypeSymbol type)
    {
        if (value.Elements is not { } elements || type is not INamedTypeSymbol { IsTupleType: true } tuple || tuple.TupleElements.Length != elements.Count)
            return (value with { IsTask = false }).As(type) with { IsReturned = true };
        var typed = new BodyValue[elements.Count];
        for (var i = 0; i < typed.Length; i++)
            typed[i] = Typed(elements[i], tuple.TupleElements[i].Type);
        return value with { Elements = typed };
    }

    bool IsCycle(IMethodSymbol method, int anchor)
    {
        var first = _state.Methods.FindIndex(m => SymbolEqualityComparer.Default.Equals(m, method));
        if (first < 0)
            return false;

        // A cycle this workflow is not part of is reported where those that are in it are read.
        if (first > 0)
        {
            _scope.CanRun = false;
            return true;
        }

        var path = new StringBuilder();
        foreach (var inlined in _state.Methods)
            path.Append(inlined.Name).Append(" → ");
        _scope.ErrorOfCall("AQ0013", anchor, method.Name, path.Append(method.Name).ToString());
        return true;
    }
}
