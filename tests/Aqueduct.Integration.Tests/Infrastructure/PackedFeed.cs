using System.Reflection;
using System.Text.Json;

namespace Aqueduct.Integration.Tests.Infrastructure;

/// <summary>The packages, packed once a test run into a folder that also holds everything else the tests write: NuGet's cache, which is therefore
/// empty at first, the Aqueduct home, build outputs.</summary>
public sealed class PackedFeed : IDisposable
{
    /// <summary>The projects that are packed.</summary>
    static readonly string[] Packages =
    [
        "runtime/Aqueduct",
        "tasks/Aqueduct.Build",
        "runtime/Aqueduct.AI",
        "runtime/Aqueduct.Arrow",
        "runtime/Aqueduct.Charts",
        "runtime/Aqueduct.Cli",
        "runtime/Aqueduct.Connectors.AzureBlob",
        "runtime/Aqueduct.Connectors.GoogleSheets",
        "runtime/Aqueduct.Connectors.Mail",
        "runtime/Aqueduct.Connectors.MongoDb",
        "runtime/Aqueduct.Connectors.MySql",
        "runtime/Aqueduct.Connectors.Odbc",
        "runtime/Aqueduct.Connectors.Postgres",
        "runtime/Aqueduct.Connectors.S3",
        "runtime/Aqueduct.Connectors.SqlServer",
        "runtime/Aqueduct.Dashboard",
        "runtime/Aqueduct.ML",
        "runtime/Aqueduct.Observability",
        "runtime/Aqueduct.Onnx",
        "runtime/Aqueduct.Server",
        "runtime/Aqueduct.Serving",
        "runtime/Aqueduct.Spreadsheets",
    ];

    readonly Lazy<Everything> _everything;
    readonly string _root = Directory.CreateTempSubdirectory("aqueduct-integration-").FullName;

    public PackedFeed()
    {
        DotNet = new(new Dictionary<string, string>
        {
            ["NUGET_PACKAGES"] = Path.Combine(_root, "packages"),
            ["AQUEDUCT_HOME"] = Path.Combine(_root, "home"),
            ["XDG_DATA_HOME"] = Path.Combine(_root, "data"), // where the SDK builds file-based apps
        });
        _everything = new(() => Everything.Publish(this, "everything", "fi_FI.UTF-8", "Asia/Tokyo"));
        // Together: what they share is restored, looked at and built once.
        var filter = Path.Combine(_root, "packages.slnf");
        File.WriteAllText(filter, JsonSerializer.Serialize(new
        {
            solution = new { path = Path.Combine(Repository, "Aqueduct.Build.sln"), projects = Packages.Select(p => $"{p}/{Path.GetFileName(p)}.csproj".Replace('/', '\\')) },
        }));
        DotNet.Succeed(Repository, "pack", filter, "-o", Feed, "--artifacts-path", Artifacts, "-clp:ErrorsOnly");
        File.WriteAllText(Path.Combine(_root, "nuget.config"),
            $"""<configuration><packageSources><add key="aqueduct" value="{Feed}" /></packageSources></configuration>""");
    }

    /// <summary>Root of the sources.</summary>
    public static string Repository { get; } =
        Path.GetFullPath(typeof(PackedFeed).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "Repository").Value!);

    /// <summary>Folder of the .nupkg files.</summary>
    public string Feed => Path.Combine(_root, "feed");

    /// <summary>The command line, with caches of its own.</summary>
    public DotNet DotNet { get; }

    /// <summary>The Aqueduct home of everything started here.</summary>
    public string Home => Path.Combine(_root, "home");

    /// <summary>Outputs of the packing build, to pack again without building.</summary>
    public string Artifacts => Path.Combine(_root, "artifacts");

    /// <summary>The team's solution and the samples, built and published when a test first asks.</summary>
    public Everything Everything => _everything.Value;

    /// <summary>A new folder below the feed's nuget.config.</summary>
    public string NewFolder(string name) => Folder($"{name}-{Guid.NewGuid():N}");

    /// <summary>A folder below the feed's nuget.config, the same each time.</summary>
    public string Folder(string name) => Directory.CreateDirectory(Path.Combine(_root, "apps", name)).FullName;

    /// <summary>A new folder with the file-based app of the guide's first page, and with whatever is done to its text.</summary>
    public string NewHello(Func<string, string>? edit = null)
    {
        var folder = NewFolder("hello");
        File.WriteAllText(Path.Combine(folder, "hello.cs"), (edit ?? (text => text))($"#:package Aqueduct@0.1.0\n{Hello.Source}"));
        return folder;
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);
}

/// <summary>Tests that build against the packages.</summary>
[CollectionDefinition(Name)]
public sealed class Packages : ICollectionFixture<PackedFeed>
{
    public const string Name = "packages";
}
