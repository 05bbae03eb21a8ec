using System.Reflection;
using Microsoft.CodeAnalysis;

namespace Aqueduct.Benchmarks.Generator;

/// <summary>The peer: the generator behind [LoggerMessage], as it comes with its package.</summary>
static class LoggerMessagePeer
{
    static readonly Type Generator = Assembly
        .LoadFrom(Path.Combine(AppContext.BaseDirectory, "peers", "Microsoft.Extensions.Logging.Generators.dll"))
        .GetType("Microsoft.Extensions.Logging.Generators.LoggerMessageGenerator", throwOnError: true)!;

    public static IIncrementalGenerator Load() => (IIncrementalGenerator)Activator.CreateInstance(Generator)!;
}
