using Aqueduct.Model;
using Microsoft.CodeAnalysis;

namespace Aqueduct.Reading;

/// <summary>Reads a method marked [Services].</summary>
static class ServicesReader
{
    /// <summary>The method; null where generated code cannot call it with a service collection.</summary>
    public static ServicesModel? Read(IMethodSymbol method, Compilation compilation)
    {
        var isCallable = method is { IsStatic: true, IsGenericMethod: false, Parameters: [{ RefKind: RefKind.None } parameter] }
            && Known.Is(parameter.Type, "IServiceCollection", "Microsoft.Extensions.DependencyInjection")
            && !TypeNames.IsOpen(method.ContainingType)
            && TypeNames.IsReachable(method.ContainingType, compilation)
            && compilation.IsSymbolAccessibleWithin(method, compilation.Assembly);
        return isCallable ? new($"{TypeNames.Plain(method.ContainingType).Full}.{Constants.Identifier(method.Name)}", Warnings.Of(compilation, method)) : null;
    }
}
