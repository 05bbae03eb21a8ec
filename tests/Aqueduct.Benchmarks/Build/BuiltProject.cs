using System.Diagnostics;
using System.Security;
using Aqueduct.Benchmarks.Generator;

namespace Aqueduct.Benchmarks.Build;

/// <summary>A project on disk, built as anybody builds one: <c>dotnet build</c>, with a compiler process of its own each time, as on a build server.</summary>
sealed class BuiltProject
{
    const string Unrelated = "Unrelated.cs";

    readonly string _folder;
    int _edits;

    /// <param name="folder">Where to write it.</param>
    /// <param name="targets">Number of targets, ten to a file, among three times as many files as there are targets.</param>
    /// <param name="file">Text of a file with targets.</param>
    /// <param name="analyzers">The generators and analyzers under test.</param>
    /// <param name="emitted">A folder of files that were generated before, compiled as plain files here.</param>
    public BuiltProject(string folder, int targets, Func<int, string, string> file, IEnumerable<string> analyzers, string? emitted = null)
    {
        _folder = Directory.CreateDirectory(folder).FullName;
        string[] references = [typeof(OperatorAttribute).Assembly.Location, typeof(Microsoft.Extensions.Logging.ILogger).Assembly.Location, typeof(Microsoft.Extensions.DependencyInjection.IServiceCollection).Assembly.Location, typeof(Riok.Mapperly.Abstractions.MapperAttribute).Assembly.Location];
        Write("Authored.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <Nullable>enable</Nullable>
                <UseSharedCompilation>false</UseSharedCompilation>
                <ReportAnalyzer>true</ReportAnalyzer>
                <CompilerGeneratedFilesOutputPath>$(MSBuildProjectDirectory)/obj/emitted</CompilerGeneratedFilesOutputPath>
              </PropertyGroup>
              <ItemGroup>
                {Items("Reference", references)}
                {Items("Analyzer", analyzers)}
              </ItemGroup>
            </Project>
            """);
        Write("Usings.cs", AuthoredProject.GlobalUsings);
        for (var i = 0; i < targets / AuthoredProject.MethodsInFile; i++)
            Write($"File{i}.cs", file(i, "+ 1"));
        for (var i = 0; i < (3 * targets) - (targets / AuthoredProject.MethodsInFile); i++)
            Write($"Plain{i}.cs", AuthoredProject.Plain(i));
        if (emitted is not null)
            foreach (var path in Directory.GetFiles(emitted, "*.cs", SearchOption.AllDirectories))
                File.Copy(path, Path.Combine(_folder, Path.GetFileName(path)));
        Edit();
        Run("restore");
    }

    /// <summary>What the generators of the last build wrote.</summary>
    public string Emitted => Path.Combine(_folder, "obj", "emitted");

    /// <summary>The SDK's folder of the compiler.</summary>
    public string CompilerFolder => Path.GetFullPath(Run("msbuild", "-getProperty:RoslynTargetsPath").Trim());

    /// <summary>Edits a file that concerns nobody, builds, and reads what the compiler says of its parts.</summary>
    public BuildTimes Build(bool emit = false)
    {
        Edit();
        var (watch, before) = (Stopwatch.StartNew(), Children.CpuSeconds());
        var text = Run("build", "--no-restore", "-v:detailed", "-nodeReuse:false", $"-p:EmitCompilerGeneratedFiles={emit}");
        return BuildTimes.Read(text, watch.Elapsed, Children.CpuSeconds() - before);
    }

    /// <summary>The same by a compiler that runs already.</summary>
    public BuildTimes Build(CompilerServer server)
    {
        Edit();
        var (watch, before) = (Stopwatch.StartNew(), server.Cpu);
        var text = Run("build", "--no-restore", "-v:detailed", "-nodeReuse:false", "-p:UseSharedCompilation=true", "-p:SharedCompilationId=" + server.Pipe);
        var cpu = server.Cpu - before;
        return cpu > TimeSpan.FromSeconds(0.1) ? BuildTimes.Read(text, watch.Elapsed, cpu.TotalSeconds) : throw new InvalidOperationException("The build did not use the compiler server that was started for it.");
    }

    void Edit() => Write(Unrelated, $"static class Unrelated {{ public static int Edited() => {_edits++}; }}");

    void Write(string name, string text) => File.WriteAllText(Path.Combine(_folder, name), text);

    static string Items(string item, IEnumerable<string> paths) => string.Concat(paths.Select(p => $"<{item} Include=\"{SecurityElement.Escape(p)}\" />"));

    string Run(params string[] arguments) => Dotnet.Run(_folder, arguments);
}
