namespace Aqueduct.Integration.Tests.Infrastructure;

/// <summary>The team's solution (Solutions/Team) and the samples that need no package but Aqueduct in one folder, published against the packages in a culture and a time zone.</summary>
public sealed class Everything
{
    static readonly string[] Samples = ["churn", "files", "segments"];

    readonly string _folder;

    Everything(string folder, DotNet dotnet) => (_folder, DotNet) = (folder, dotnet);

    /// <summary>The command line in that culture and time zone.</summary>
    public DotNet DotNet { get; }

    /// <summary>Copies and publishes all apps.</summary>
    /// <param name="feed">The packages.</param>
    /// <param name="name">Name of the folder.</param>
    /// <param name="culture">As LC_ALL has it.</param>
    /// <param name="zone">As TZ has it.</param>
    public static Everything Publish(PackedFeed feed, string name, string culture, string zone)
    {
        var everything = new Everything(feed.Folder(name), feed.DotNet.With(
            ("LANG", culture), ("LC_ALL", culture), ("TZ", zone), ("DOTNET_SYSTEM_GLOBALIZATION_INVARIANT", HasCultures ? "false" : "true")));
        Copy(Path.Combine(PackedFeed.Repository, "tests/Aqueduct.Integration.Tests/Solutions/Team"), everything._folder);
        foreach (var sample in Samples)
            everything.AddSample(sample);
        File.WriteAllText(everything.At("apps.proj"), """
            <Project>
              <ItemGroup>
                <App Include="Nightly/Nightly.csproj;*/sample.csproj" />
              </ItemGroup>
              <Target Name="Restore">
                <MSBuild Projects="@(App)" Targets="Restore" Properties="Restoring=true" />
              </Target>
              <Target Name="Publish">
                <MSBuild Projects="@(App)" Targets="Publish" />
              </Target>
            </Project>
            """);
        // The compiler server would keep the culture of its first caller.
        string[] properties = ["-p:EmitCompilerGeneratedFiles=true", "-p:CompilerGeneratedFilesOutputPath=obj/generated", "-p:UseSharedCompilation=false", "-p:Configuration=Release", "-v:q", "-nologo", "-clp:ErrorsOnly"];
        everything.DotNet.Succeed(everything._folder, ["msbuild", "apps.proj", "-t:Restore", .. properties]);
        everything.DotNet.Succeed(everything._folder, ["msbuild", "apps.proj", "-t:Publish", .. properties]);
        everything.Made = everything.ReadMade(); // before tests build more in here
        return everything;
    }

    /// <summary>Whether .NET finds the data of cultures on this machine; without, every culture is the invariant one.</summary>
    static bool HasCultures { get; } = OperatingSystem.IsWindows() || OperatingSystem.IsMacOS()
        || ((string[])["/usr/lib", "/usr/lib64", "/lib"]).Any(folder => Directory.Exists(folder) && Directory.EnumerateFiles(folder, "libicuuc.so*", new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 1 }).Any());

    /// <summary>A path in the folder.</summary>
    public string At(string path) => Path.Combine(_folder, path);

    /// <summary>Where a project was published to.</summary>
    public string Published(string project) => At($"{project}/bin/Release/net10.0/publish");

    /// <summary>What was emitted for all apps and libraries and what was rendered, by path.</summary>
    public SortedDictionary<string, string> Made { get; private set; } = [];

    SortedDictionary<string, string> ReadMade() => new(
        Directory.EnumerateFiles(_folder, "*", SearchOption.AllDirectories)
            .Where(f => f.Contains("/obj/generated/Aqueduct.Generators/", StringComparison.Ordinal) || f.Contains("/publish/aqueduct/", StringComparison.Ordinal))
            .ToDictionary(f => Path.GetRelativePath(_folder, f), File.ReadAllText), StringComparer.Ordinal);

    void AddSample(string name)
    {
        Copy(Path.Combine(PackedFeed.Repository, "samples", name), At(name));
        File.WriteAllText(At($"{name}/sample.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <AssemblyName>{name}</AssemblyName>
                <Features>$(Features);FileBasedProgram</Features>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="Aqueduct" Version="0.1.0" />
              </ItemGroup>
            </Project>
            """);
    }

    static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var path = Path.GetRelativePath(from, file);
            if (path.Split('/', '\\').Any(part => part is "bin" or "obj" or "out"))
                continue;
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(to, path))!);
            File.Copy(file, Path.Combine(to, path));
        }
    }
}
