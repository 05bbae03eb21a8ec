namespace Aqueduct.Benchmarks.Generator;

/// <summary>The files that the peers are measured on: ten targets each, and a method whose body an edit changes.</summary>
static class PeerFiles
{
    /// <summary>Ten logging methods.</summary>
    public static string LogMessages(int file, string change) => $$"""
        public static partial class Log{{file}}
        {
            public static int Edited() => 1 {{change}};

        {{AuthoredFiles.Lines(i => $$"""[LoggerMessage({{i}}, LogLevel.Information, "Step {step} took {milliseconds} ms")] public static partial void Step{{i}}(ILogger log, string step, double milliseconds);""")}}
        }
        """;

    /// <summary>Ten regular expressions.</summary>
    public static string Expressions(int file, string change) => $$"""
        public static partial class Expressions{{file}}
        {
            public static int Edited() => 1 {{change}};

        {{AuthoredFiles.Lines(i => $$"""[GeneratedRegex(@"^(?<id>\d+)-part{{file}}x{{i}}:\s*(\w+)$")] public static partial Regex Step{{i}}();""")}}
        }
        """;

    /// <summary>Ten types as JSON, in one context.</summary>
    public static string JsonTypes(int file, string change) => $$"""
        {{AuthoredFiles.Lines(i => $"public sealed record Item{file}x{i}(int Id, double Value, string? Name);")}}
        {{AuthoredFiles.Lines(i => $"[JsonSerializable(typeof(Item{file}x{i}))]")}}
        public partial class Items{{file}} : JsonSerializerContext
        {
            public static int Edited() => 1 {{change}};
        }
        """;

    /// <summary>Ten mappings, each between two types, in one mapper.</summary>
    public static string Mappings(int file, string change) => $$"""
        {{AuthoredFiles.Lines(i => $"public sealed record From{file}x{i}(int Id, double Value, string Name); public sealed record To{file}x{i}(int Id, double Value, string Name);")}}
        [Mapper]
        public static partial class Mappings{{file}}
        {
            public static int Edited() => 1 {{change}};

        {{AuthoredFiles.Lines(i => $"public static partial To{file}x{i} Step{i}(From{file}x{i} from);")}}
        }
        """;
}
