using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Aqueduct.Model;
using Aqueduct.Reading;
using Aqueduct.Rules;
using Microsoft.CodeAnalysis;

namespace Aqueduct.Analyzers;

/// <summary>A service that an instance workflow asks for and nothing adds (AQ0025).</summary>
static class MissingServiceRule
{
    /// <summary>Silent where a [Services] method, the host or another assembly may add it.</summary>
    public static IEnumerable<Finding> Check(MethodReading reading, Surroundings around, CancellationToken cancel)
    {
        if (reading.Workflow is not { Result.Model.Instance: { } instance, Anchors: var anchors }
            || !around.HasWholeApp || WorkflowIndex.MayAddServices(around.Compilation, cancel))
            yield break;
        var type = reading.Method.ContainingType;
        foreach (var parameter in instance.Constructor.Where(p => !p.IsOptional))
            if (TypeOf(type, instance, parameter) is { } service && !IsAlwaysThere(service))
                yield return new(Faults.At(parameter.Anchor, RuleIds.MissingService, TypeNames.Display(type), TypeNames.Display(service), parameter.Name), anchors);
    }

    static ITypeSymbol? TypeOf(INamedTypeSymbol type, InstanceModel instance, InstanceParameter parameter) =>
        type.InstanceConstructors.FirstOrDefault(c => c.Parameters.Select(p => p.Name).SequenceEqual(instance.Constructor.Select(p => p.Name)))
            ?.Parameters.FirstOrDefault(p => p.Name == parameter.Name) is { Type: var found } && !TypeNames.IsBroken(found) ? found : null;

    /// <summary>What the engine adds to every app, and what the container gives by itself.</summary>
    static bool IsAlwaysThere(ITypeSymbol type) =>
        Known.Is(type, "HttpClient", "System.Net.Http") || Known.Is(type, "TimeProvider", "System") || Known.Is(type, "IServiceProvider", "System")
        || Known.Is(type, "IConfiguration", "Microsoft.Extensions.Configuration")
        || Known.Is(type, "ILoggerFactory", "Microsoft.Extensions.Logging") || Known.Is(type, "ILogger`1", "Microsoft.Extensions.Logging")
        || Known.Is(type, "IServiceScopeFactory", "Microsoft.Extensions.DependencyInjection") || Known.Is(type, "IServiceProviderIsService", "Microsoft.Extensions.DependencyInjection")
        || Known.Is(type, "IEnumerable`1", "System.Collections.Generic");
}
