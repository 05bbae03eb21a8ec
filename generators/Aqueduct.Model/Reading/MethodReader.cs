using System.Collections.Generic;
using System.Text;
using Aqueduct.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Aqueduct.Reading;

/// <summary>Reads the signature of a marked method.</summary>
static class MethodReader
{
    public static MethodModel Read(IMethodSymbol method, AttributeData attribute, Shapes shapes, ReadScope scope)
    {
        var syntax = Declaration(method);
        var container = ContainerReader.Read(method.ContainingType);
        var model = new MethodModel
        {
            Name = method.Name,
            Display = $"{container.Type.Display}.{method.Name}",
            Container = container,
            Modifiers = Modifiers(syntax),
            IsStatic = method.IsStatic,
            NeedsBody = method is { IsPartialDefinition: true, PartialImplementationPart: null } && (method.ReturnsVoid || HasAccessibility(syntax)),
            IsGeneric = method.IsGenericMethod,
            IsReachable = scope.Compilation.IsSymbolAccessibleWithin(method, scope.Compilation.Assembly),
            Anchor = syntax is null ? 0 : scope.At(syntax.Identifier),
            AttributeAnchor = new AttributeValues(attribute, scope).Anchor,
            Result = Result(method, syntax, shapes, scope),
            Parameters = Parameters(method, shapes, scope),
            Warnings = Warnings.Of(scope.Compilation, method),
        };
        if (TypeNames.IsFileLocal(method.ContainingType))
            scope.CanRun = false;
        return model;
    }

    /// <summary>The declaration that C# takes attributes and defaults from.</summary>
    public static MethodDeclarationSyntax? Declaration(IMethodSymbol method) =>
        method.DeclaringSyntaxReferences.Length == 0 ? null : method.DeclaringSyntaxReferences[0].GetSyntax() as MethodDeclarationSyntax;

    static EquatableArray<MethodParameter> Parameters(IMethodSymbol method, Shapes shapes, ReadScope scope)
    {
        var parameters = new List<MethodParameter>(method.Parameters.Length);
        foreach (var parameter in method.Parameters)
        {
            var syntax = parameter.DeclaringSyntaxReferences.Length == 0 ? null : parameter.DeclaringSyntaxReferences[0].GetSyntax() as ParameterSyntax;
            var anchor = scope.At((SyntaxNode?)syntax?.Type ?? syntax);
            if (TypeNames.IsBroken(parameter.Type))
                scope.CanRun = false;
            else if (TableRow(parameter) is { } row)
                shapes.AddRow(row, anchor);
            parameters.Add(new MethodParameter
            {
                Name = parameter.Name,
                Type = TypeNames.Of(parameter.Type),
                Modifier = parameter.IsParams ? "params " : method.IsExtensionMethod && parameter.Ordinal == 0 ? "this " : Reference(parameter.RefKind),
                Role = RoleOf(parameter),
                Row = Known.RowOfAny(parameter.Type) is { } own ? TypeNames.Plain(own) : null,
                IsStream = Known.RowOfStream(parameter.Type) is not null,
                Endings = Known.FileEndings(parameter.Type),
                IsOptional = parameter.IsOptional,
                IsBindable = TypeNames.IsBroken(parameter.Type) || Scalars.IsBytes(parameter.Type) || Scalars.NameOf(Scalars.Unwrap(parameter.Type, out _)) is not null,
                IsParams = parameter.IsParams,
                IsByReference = parameter.RefKind != RefKind.None,
                Anchor = anchor,
            });
        }

        return parameters.ToEquatable();
    }

    public static ParameterRole RoleOf(IParameterSymbol parameter) =>
        Known.IsCancellationToken(parameter.Type) ? ParameterRole.Cancel
        : Known.IsRunContext(parameter.Type) ? ParameterRole.Context
        : ParameterRole.Value;

    /// <summary>The row type of a table, also of the tables a params takes.</summary>
    static ITypeSymbol? TableRow(IParameterSymbol parameter) => parameter.Type switch
    {
        IArrayTypeSymbol array => Known.RowOf(array.ElementType),
        INamedTypeSymbol { Arity: 1 } list when parameter.IsParams => Known.RowOf(list.TypeArguments[0]),
        { } type => Known.RowOfAny(type),
    };

    static ResultModel Result(IMethodSymbol method, MethodDeclarationSyntax? syntax, Shapes shapes, ReadScope scope)
    {
        var anchor = scope.At(syntax?.ReturnType);
        var awaited = Known.Awaited(method.ReturnType, out var shape);
        string? kind = null;
        var node = Known.KindOf(method, out _);
        var isStream = awaited is not null && shape == AsyncShape.None && Known.ItemOfStream(awaited) is not null
            && (node == NodeKind.Operator || (node is NodeKind.Sql or NodeKind.Read && Known.RowOfStream(awaited) is not null));
        var listed = node == NodeKind.Read ? Known.RowOfList(awaited) : null;
        if (awaited is INamedTypeSymbol { IsTupleType: true } tuple)
        {
            kind = "tuple";
            foreach (var element in tuple.TupleElements)
                Describe(element.Type, null);
        }
        else if (awaited is not null)
        {
            kind = Describe(awaited, method);
        }

        return new ResultModel
        {
            Declared = TypeNames.Of(method.ReturnType),
            Type = awaited is null ? null : TypeNames.Of(awaited),
            Async = shape,
            IsStream = isStream,
            Kind = kind,
            Row = (Known.RowOf(awaited) ?? (isStream ? Known.RowOfStream(awaited) : listed)) is { } row ? TypeNames.Plain(row) : null,
            IsList = listed is not null,
            IsListOfBool = awaited is not null && IsListOfBool(awaited),
            Anchor = anchor,
        };

        string? Describe(ITypeSymbol type, ISymbol? codecOwner)
        {
            // A check's result is told to the run, whatever list of bool it is.
            if (IsListOfBool(type) && Known.Attribute(method, "Check") is not null)
                return "json";
            var (found, _, reason) = shapes.OfResult(type, codecOwner, anchor, isStream);
            if (reason is not null)
                scope.Error("AQ1001", anchor, TypeNames.Display(isStream ? Known.Kept(type, scope.Compilation) : type), reason);
            return found;
        }
    }

    /// <summary>Whether the run can take the value as the results of an element-wise check.</summary>
    public static bool IsListOfBool(ITypeSymbol type)
    {
        if (type is IArrayTypeSymbol { Rank: 1, ElementType.SpecialType: SpecialType.System_Boolean })
            return true;
        if (IsList(type))
            return true;
        foreach (var contract in type.AllInterfaces)
            if (IsList(contract))
                return true;
        return false;

        static bool IsList(ITypeSymbol candidate) =>
            candidate is INamedTypeSymbol { Name: "IReadOnlyList", Arity: 1 } list && list.TypeArguments[0].SpecialType == SpecialType.System_Boolean;
    }

    /// <summary>C# demands one of a partial method with a result (CS8796), and says so at each part.</summary>
    static bool HasAccessibility(MethodDeclarationSyntax? syntax)
    {
        if (syntax is not null)
            foreach (var modifier in syntax.Modifiers)
                if (SyntaxFacts.IsAccessibilityModifier(modifier.Kind()))
                    return true;
        return false;
    }

    static string Modifiers(MethodDeclarationSyntax? syntax)
    {
        var text = new StringBuilder();
        if (syntax is not null)
            foreach (var modifier in syntax.Modifiers)
                if (!modifier.IsKind(SyntaxKind.PartialKeyword) && !modifier.IsKind(SyntaxKind.AsyncKeyword))
                    text.Append(text.Length == 0 ? "" : " ").Append(modifier.ValueText);
        return text.ToString();
    }

    static string Reference(RefKind kind) => kind switch
    {
        RefKind.Ref => "ref ",
        RefKind.Out => "out ",
        RefKind.In => "in ",
        RefKind.RefReadOnlyParameter => "ref readonly ",
        _ => "",
    };
}
