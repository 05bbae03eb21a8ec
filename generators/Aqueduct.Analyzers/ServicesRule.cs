using System.Linq;
using Aqueduct.Reading;
using Aqueduct.Rules;
using Microsoft.CodeAnalysis;

namespace Aqueduct.Analyzers;

/// <summary>A method marked [Services] that generated code cannot call as it must (AQ0021).</summary>
static class ServicesRule
{
    public static Finding? Check(MethodReading reading)
    {
        var method = reading.Method;
        if (Known.Attribute(method, "Services") is null)
            return null;
        var reason = !method.IsStatic ? "is not static"
            : method.IsGenericMethod || TypeNames.IsOpen(method.ContainingType) ? "is generic"
            : method.Parameters is not [{ RefKind: RefKind.None, Type: { Name: "IServiceCollection" } type }] || !Known.Is(type, "IServiceCollection", "Microsoft.Extensions.DependencyInjection")
                ? method.Parameters.Any(p => TypeNames.IsBroken(p.Type)) ? null : "does not take exactly one IServiceCollection"
            : !method.ReturnsVoid ? $"returns '{TypeNames.Display(method.ReturnType)}'"
            : !IsVisible(method) ? "cannot be reached by generated code" : null;
        return reason is null ? null : new Finding(Faults.At(0, RuleIds.ServicesSignature, method.Name, reason), reading.MarkerAnchors);
    }

    /// <summary>Whether the app's own code may call it.</summary>
    static bool IsVisible(ISymbol member)
    {
        for (var level = member; level is not null and not INamespaceSymbol; level = level.ContainingSymbol)
            if (level.DeclaredAccessibility is Accessibility.Private or Accessibility.Protected or Accessibility.ProtectedAndInternal)
                return false;
        return true;
    }
}
