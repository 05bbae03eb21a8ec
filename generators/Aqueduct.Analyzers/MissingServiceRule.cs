using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Aqueduct.Model;
using Aqueduct.Reading;
using Aqueduct.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

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
        InstanceParameter[] missing = [.. instance.Constructor.Where(p => !p.IsOptional && TypeOf(type, instance, p) is { } service && !IsAlwaysThere(service))];
        foreach (var parameter in missing)
            yield return new(Faults.At(parameter.Anchor, RuleIds.MissingService, TypeNames.Display(type), TypeNames.Display(TypeOf(type, instance, parameter)!), parameter.Name)
                .With(FixFacts.Parameter, IsOnly(type, around.Compilation, cancel) ? string.Join(",", missing.Select(p => p.Name)) : null), anchors);
    }

    /// <summary>Whether no other class has instance workflows: a services method would silence the rule for those, too.</summary>
    static bool IsOnly(INamedTypeSymbol type, Compilation compilation, CancellationToken cancel) =>
        WorkflowIndex.Of(compilation, cancel).All(w => w.Syntax.Modifiers.Any(SyntaxKind.StaticKeyword) || w.Entry == $"{TypeNames.Display(type)}.{w.Syntax.Identifier.ValueText}");

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
