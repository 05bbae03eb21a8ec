using System.Diagnostics.CodeAnalysis;
using Aqueduct.Generators.Tests.Support;
using Aqueduct.Runtime;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Aqueduct.Generators.Tests;

/// <summary>What is kept of how the code is written.</summary>
public class CodeSourceTests
{
    const string Code = """"
        namespace Shop;

        public static partial class Flow
        {
                [Operator]
                public static string Say(string name)
                {
                    // why, by "whom"

                    return $"""
                        Dear {name}
                        """;
                }

                [Check]
                public static bool Holds(string text) => text.Length > 0;

                [Workflow("Flow")]
                public static void Run(string name = "Ada") => _ = Holds(Say(name));
        }
        """";

    [Fact]
    public void The_runtime_knows_the_code_of_the_nodes_as_it_is_written()
    {
        var nodes = Run.Workflow(Run.Load(Code)).Definition.Nodes;
        Assert.Equal(
            """"
            [Operator]
            public static string Say(string name)
            {
                // why, by "whom"

                return $"""
                    Dear {name}
                    """;
            }
            """",
            CodeSources.Of(nodes.Single(n => n.Name == "Say").Code!));
        Assert.Equal("[Check]\npublic static bool Holds(string text) => text.Length > 0;", CodeSources.Of(nodes.Single(n => n.Name == "Holds").Code!));
    }

    [Fact]
    public void Other_ends_of_lines_are_written_the_same()
    {
        static string Sources(string code) => App.Generate(code).File("AqueductCodeVersions.g.cs").Split("class AqueductSources")[1];
        Assert.Equal(Sources(Code), Sources(Code.ReplaceLineEndings("\r\n")));
    }

    [Theory]
    [InlineData(null, true), InlineData("true", true), InlineData("False", false)]
    public void A_project_may_keep_its_code_to_itself(string? property, bool isThere)
    {
        var driver = CSharpGeneratorDriver.Create([new WorkflowGenerator().AsSourceGenerator()], parseOptions: App.Options, optionsProvider: new Properties(property));
        var versions = driver.RunGenerators(App.Compilation(Code)).GetRunResult().Results[0].File("AqueductCodeVersions.g.cs");
        Assert.Equal(isThere, versions.Contains("Dear", StringComparison.Ordinal));
        Assert.Contains("Shop.Flow.Say ", versions, StringComparison.Ordinal);
    }

    sealed class Properties(string? embeds) : AnalyzerConfigOptionsProvider
    {
        public override AnalyzerConfigOptions GlobalOptions { get; } = new Options(embeds);

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => GlobalOptions;

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => GlobalOptions;
    }

    sealed class Options(string? embeds) : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, [NotNullWhen(true)] out string? value) => (value = key == "build_property.AqueductEmbedSources" ? embeds : null) is not null;
    }
}
