using Microsoft.CodeAnalysis;

namespace Aqueduct.Benchmarks.Generator;

/// <summary>The limit: finds every operator by its attribute and the symbol behind it, and makes nothing of it.</summary>
#pragma warning disable RS1036, RS1038, RS1041 // not an analyzer that ships: it runs in this process only
public sealed class DiscoveryFloor : IIncrementalGenerator
{
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var names = context.SyntaxProvider.ForAttributeWithMetadataName("Aqueduct.OperatorAttribute", static (_, _) => true, static (found, _) => found.TargetSymbol.Name);
        context.RegisterSourceOutput(names, static (_, _) => { });
    }
}
