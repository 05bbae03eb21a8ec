using System.Collections.Generic;
using Aqueduct.Model;
using Microsoft.CodeAnalysis;

namespace Aqueduct.Reading;

/// <summary>Reads how the instance of an instance workflow is built: by the constructor with most parameters that generated code can reach.</summary>
static class InstanceReader
{
    /// <summary>Null where no instance can be built, which is reported (AQ0020).</summary>
    public static InstanceModel? Read(IMethodSymbol method, ISymbol home, int anchor, ReadScope scope)
    {
        var type = method.ContainingType;
        var name = TypeNames.Display(type);
        if (type.TypeKind == TypeKind.Interface || type.IsRefLikeType)
            return Refuse($"'{name}' is {(type.TypeKind == TypeKind.Interface ? "an interface" : "a ref struct")}", "move the workflow to a class");
        if (type.IsAbstract)
            return Refuse($"'{name}' is abstract", "make the class concrete, or the workflow method static");
        IMethodSymbol? best = null;
        foreach (var constructor in type.InstanceConstructors)
            if (IsUsable(constructor, home, scope) && (best is null || constructor.Parameters.Length > best.Parameters.Length))
                best = constructor;
        if (best is null)
            return Refuse($"generated code can call no constructor of '{name}'", "give it one that takes services by value, reachable from generated code");
        if (HasRequiredMembers(type) && !SetsRequiredMembers(best))
            return Refuse($"'{name}' has required members", "take what they hold as parameters of the constructor");

        scope.Name(best);
        var parameters = new List<InstanceParameter>(best.Parameters.Length);
        foreach (var parameter in best.Parameters)
        {
            if (TypeNames.IsBroken(parameter.Type))
                scope.CanRun = false;
            parameters.Add(new InstanceParameter(
                parameter.Name,
                TypeNames.Plain(parameter.Type),
                parameter.HasExplicitDefaultValue,
                parameter.HasExplicitDefaultValue ? Constants.Literal(parameter.ExplicitDefaultValue, parameter.Type) : null,
                scope.At(parameter)));
        }

        return new InstanceModel(parameters.ToEquatable(), DisposalOf(type));

        InstanceModel? Refuse(string found, string instead)
        {
            scope.Error("AQ0020", anchor, found, instead);
            return null;
        }
    }

    static bool IsUsable(IMethodSymbol constructor, ISymbol home, ReadScope scope)
    {
        // A record's copy constructor makes no first instance.
        if (!scope.Compilation.IsSymbolAccessibleWithin(constructor, home)
            || constructor.Parameters.Length == 1 && SymbolEqualityComparer.Default.Equals(constructor.Parameters[0].Type, constructor.ContainingType))
            return false;
        foreach (var parameter in constructor.Parameters)
            if (parameter.RefKind != RefKind.None || parameter.Type.IsRefLikeType || parameter.Type.TypeKind == TypeKind.Pointer || !TypeNames.IsReachable(parameter.Type, scope.Compilation) && home is IAssemblySymbol)
                return false;
        return true;
    }

    static bool HasRequiredMembers(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? level = type; level is not null; level = level.BaseType)
            foreach (var member in level.GetMembers())
                if (member is IPropertySymbol { IsRequired: true } or IFieldSymbol { IsRequired: true })
                    return true;
        return false;
    }

    static bool SetsRequiredMembers(IMethodSymbol constructor)
    {
        foreach (var attribute in constructor.GetAttributes())
            if (attribute.AttributeClass is { } type && Known.Is(type, "SetsRequiredMembersAttribute", "System.Diagnostics.CodeAnalysis"))
                return true;
        return false;
    }

    static Disposal DisposalOf(INamedTypeSymbol type)
    {
        var found = Disposal.None;
        foreach (var contract in type.AllInterfaces)
            if (Known.Is(contract, "IAsyncDisposable", "System"))
                return Disposal.DisposeAsync;
            else if (Known.Is(contract, "IDisposable", "System"))
                found = Disposal.Dispose;
        return found;
    }
}
