using System.Collections.Generic;
using Aqueduct.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Aqueduct.Reading;

/// <summary>Reads a workflow method's parameters: those a person gives values for.</summary>
static class WorkflowParameters
{
    public static EquatableArray<WorkflowParameter> Read(IMethodSymbol method, ReadScope scope, Shapes shapes)
    {
        var parameters = new List<WorkflowParameter>(method.Parameters.Length);
        foreach (var parameter in method.Parameters)
        {
            if (MethodReader.RoleOf(parameter) != ParameterRole.Value)
                continue;
            var inner = Scalars.Unwrap(parameter.Type, out var isNullable);
            var isEnum = inner.TypeKind == TypeKind.Enum;
            var anchor = scope.At(parameter);
            var isArtifact = false;
            if (TypeNames.IsBroken(parameter.Type))
                scope.CanRun = false;
            else if (!isEnum && !IsParsable(inner) && !(isArtifact = IsArtifact(parameter, scope, shapes)))
                scope.Error("AQ3006", TypeAnchor(parameter, scope), parameter.Name, TypeNames.Display(parameter.Type));
            var value = parameter.HasExplicitDefaultValue ? parameter.ExplicitDefaultValue : null;
            var hasDefault = parameter.HasExplicitDefaultValue || isNullable;
            parameters.Add(new WorkflowParameter
            {
                Name = parameter.Name,
                Type = new TypeName(TypeNames.Plain(inner).Full, TypeNames.Display(parameter.Type)),
                IsEnum = isEnum,
                IsArtifact = isArtifact,
                IsNullableValue = isNullable,
                IsNullableReference = parameter.Type is { IsReferenceType: true, NullableAnnotation: NullableAnnotation.Annotated },
                IsRequired = !hasDefault,
                DefaultLiteral = hasDefault ? value is null && !isNullable && parameter.Type.IsValueType ? $"default({TypeNames.Full(inner)})" : value is null ? "null" : Constants.Literal(value, parameter.Type) : null,
                DefaultText = value is null ? hasDefault && !isNullable ? Zero(inner) : null : isEnum ? Constants.EnumMember(inner, value) ?? Constants.Text(value) : Constants.Text(value),
                Anchor = anchor,
            });
        }

        return parameters.ToEquatable();
    }

    /// <summary>Whether another workflow can give the value: a type that is stored as an artifact.</summary>
    static bool IsArtifact(IParameterSymbol parameter, ReadScope scope, Shapes shapes)
    {
        var wasQuiet = scope.IsQuiet;
        scope.IsQuiet = true;
        var canRun = scope.CanRun;
        var (kind, _, _) = shapes.Of(parameter.Type, null, 0);
        (scope.IsQuiet, scope.CanRun) = (wasQuiet, canRun);
        return kind is not (null or "open");
    }

    /// <summary>What <c>default</c> of a struct is as text; null for structs of which that is not known.</summary>
    static string? Zero(ITypeSymbol type) => Scalars.NameOf(type) switch
    {
        "DateOnly" => "0001-01-01",
        "TimeOnly" or "TimeSpan" => "00:00:00",
        "DateTime" => "0001-01-01T00:00:00",
        "DateTimeOffset" => "0001-01-01T00:00:00+00:00",
        "Guid" => "00000000-0000-0000-0000-000000000000",
        _ => null,
    };

    static bool IsParsable(ITypeSymbol type)
    {
        foreach (var contract in type.AllInterfaces)
            if (contract is { Name: "IParsable", Arity: 1 } && Known.Is(contract, "IParsable`1", "System")
                && SymbolEqualityComparer.Default.Equals(contract.TypeArguments[0], type))
                return true;
        return false;
    }

    static int TypeAnchor(IParameterSymbol parameter, ReadScope scope) =>
        parameter.DeclaringSyntaxReferences.Length > 0 && parameter.DeclaringSyntaxReferences[0].GetSyntax() is ParameterSyntax { Type: { } type }
            ? scope.At(type)
            : scope.At(parameter);
}
