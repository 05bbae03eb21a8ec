using System.Text.Json;
using Aqueduct.Integration.Tests.Infrastructure;

namespace Aqueduct.Integration.Tests.Packages;

/// <summary>What an editor sees of operators whose bodies are generated, before anything was built: it restores, asks the build what the compiler would be given, and compiles that itself.</summary>
[Collection(Infrastructure.Packages.Name)]
public sealed class DesignTimeTests(PackedFeed feed)
{
    const string Project = """
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <OutputType>Exe</OutputType>
            <TargetFramework>net10.0</TargetFramework>
            <Nullable>enable</Nullable>
            <ImplicitUsings>enable</ImplicitUsings>
          </PropertyGroup>
          <ItemGroup>
            <PackageReference Include="Aqueduct" Version="0.1.0" />
            <PackageReference Include="Aqueduct.AI" Version="0.1.0" />
            <PackageReference Include="Aqueduct.Onnx" Version="0.1.0" />
          </ItemGroup>
        </Project>
        """;

    const string Flow = """
        using Aqueduct;

        public sealed record Point(int Id, double A, double B);
        public sealed record Score(int Id, double Churn);
        public sealed record Told(int Id, double Churn, string Advice);

        public static partial class Flow
        {
            [Operator]
            public static Table<Point> Load() => Table.Of(new Point(1, 0, 0));

            [Onnx("models/churn.onnx", Outputs = "Churn = probabilities[1]")]
            public static partial Table<Score> Predict(Table<Point> points);

            [Prompt("Say what to do of {Churn}", Resource = "llm")]
            public static partial Task<Table<Told>> Advise(Table<Score> scores);

            [Metric]
            public static double Told(Table<Told> told) => told.Count;

            [Workflow("Advice")]
            public static async Task Run() => Told(await Advise(Predict(Load())));
        }
        """;

    [Fact]
    public void Models_and_prompts_are_known_before_the_first_build()
    {
        var folder = feed.NewFolder("editor");
        File.WriteAllText(Path.Combine(folder, "editor.csproj"), Project);
        File.WriteAllText(Path.Combine(folder, "Flow.cs"), Flow);
        File.WriteAllText(Path.Combine(folder, "aqueduct.json"), """{ "resources": { "llm": { "type": "openai", "model": "small" } } }""");
        Directory.CreateDirectory(Path.Combine(folder, "models"));
        File.Copy(Path.Combine(AppContext.BaseDirectory, "Models", "columns.onnx"), Path.Combine(folder, "models", "churn.onnx"));
        feed.DotNet.Succeed(folder, "restore");

        Assert.Equal("", Compiled(folder));

        File.WriteAllText(Path.Combine(folder, "Flow.cs"), Flow.Replace("{Churn}", "{Chrn}", StringComparison.Ordinal).Replace("probabilities[1]", "probability[1]", StringComparison.Ordinal));
        Assert.Equal("AQ4066 AQ4067", Compiled(folder));
    }

    /// <summary>The ids of the errors and warnings that the compiler reports of what the build hands it.</summary>
    string Compiled(string folder)
    {
        var text = feed.DotNet.Succeed(folder, "msbuild", "-t:Compile", "-p:DesignTimeBuild=true", "-p:SkipCompilerExecution=true", "-p:ProvideCommandLineArgs=true", "-p:BuildProjectReferences=false", "-getProperty:RoslynTargetsPath", "-getItem:CscCommandLineArgs").Text;
        var asked = JsonDocument.Parse(text[text.IndexOf('{', StringComparison.Ordinal)..]).RootElement;
        var response = Path.Combine(folder, "csc.rsp");
        File.WriteAllLines(response, asked.GetProperty("Items").GetProperty("CscCommandLineArgs").EnumerateArray().Select(a => a.GetProperty("Identity").GetString()!).Where(a => a != "/noconfig"));
        var output = feed.DotNet.Run(folder, "exec", Path.Combine(asked.GetProperty("Properties").GetProperty("RoslynTargetsPath").GetString()!, "bincore", "csc.dll"), "/noconfig", "@" + response).Text;
        return string.Join(' ', System.Text.RegularExpressions.Regex.Matches(output, @"(?:error|warning) (\w+):").Select(m => m.Groups[1].Value).Distinct().Order(StringComparer.Ordinal));
    }
}
