using System.Reflection;
using Microsoft.CodeAnalysis;

namespace Aqueduct.Benchmarks.Generator;

/// <summary>A peer: a source generator that many projects have, as it comes with the SDK or its package.</summary>
/// <param name="Assembly">Name of its assembly, a file in the output's folder of peers.</param>
/// <param name="Type">Its class.</param>
/// <param name="File">A file with ten of its targets, from the file's number and the expression that a body edit changes.</param>
sealed record Peer(string Assembly, string Type, Func<int, string, string> File)
{
    public static readonly IReadOnlyDictionary<GeneratorBenchmark.Subject, Peer> All = new Dictionary<GeneratorBenchmark.Subject, Peer>
    {
        [GeneratorBenchmark.Subject.LoggerMessage] = new("Microsoft.Extensions.Logging.Generators", "Microsoft.Extensions.Logging.Generators.LoggerMessageGenerator", PeerFiles.LogMessages),
        [GeneratorBenchmark.Subject.Regex] = new("System.Text.RegularExpressions.Generator", "System.Text.RegularExpressions.Generator.RegexGenerator", PeerFiles.Expressions),
        [GeneratorBenchmark.Subject.Json] = new("System.Text.Json.SourceGeneration", "System.Text.Json.SourceGeneration.JsonSourceGenerator", PeerFiles.JsonTypes),
        [GeneratorBenchmark.Subject.Mapperly] = new("Riok.Mapperly", "Riok.Mapperly.MapperGenerator", PeerFiles.Mappings),
    };

    static string Folder => Path.Combine(AppContext.BaseDirectory, "peers");

    /// <summary>Its assembly, and one of its own beside it.</summary>
    public string[] Paths => Directory.GetFiles(Folder, Assembly + "*.dll");

    public IIncrementalGenerator Load() => (IIncrementalGenerator)Activator.CreateInstance(System.Reflection.Assembly.LoadFrom(Path.Combine(Folder, Assembly + ".dll")).GetType(Type, throwOnError: true)!)!;
}
