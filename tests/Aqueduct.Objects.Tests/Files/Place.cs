using System.Reflection;
using Amazon.S3;
using Aqueduct.Objects.Tests.Servers;
using Aqueduct.Runtime;
using Xunit.Sdk;

namespace Aqueduct.Objects.Tests.Files;

/// <summary>The servers that the tests of files share.</summary>
public sealed class Servers : IAsyncLifetime
{
    public S3Server S3 { get; } = new();

    public AzureServer Azure { get; } = new();

    public async Task InitializeAsync()
    {
        await S3.InitializeAsync();
        await Azure.InitializeAsync();
    }

    public async Task DisposeAsync()
    {
        await S3.DisposeAsync();
        await Azure.DisposeAsync();
    }

    /// <summary>A place without files, which is the resource <c>lake</c> of the calling test.</summary>
    internal Place Open(string kind) => kind switch
    {
        "folder" => new Place(kind, _ => new() { ["resources:lake:type"] = "files", ["resources:lake:path"] = "lake" }, null),
        "azure-blob" => new Place(kind, prefix => Azure.Members(prefix, "resources:lake"), prefix => Azure.Store(prefix)),
        _ => new Place(kind, prefix => S3.MembersOf("resources:lake", prefix, ("type", kind)), prefix => S3.Store(prefix)),
    };
}

/// <summary>A place of files.</summary>
sealed class Place : IDisposable
{
    readonly ObjectStore? _objects;

    /// <param name="kind">Its type.</param>
    /// <param name="members">What aqueduct.json says of it, for a prefix.</param>
    /// <param name="objects">What asks the store, for a prefix; null where it is a folder.</param>
    public Place(string kind, Func<string, Dictionary<string, string?>> members, Func<string, ObjectStore>? objects)
    {
        (Kind, Prefix) = (kind, $"t/{Guid.NewGuid():N}");
        Directory.CreateDirectory(Folder);
        _objects = objects?.Invoke(Prefix);
        Members = members(Prefix);
        var registry = Configured.Of(Members, Home);
        ResourceRegistry.Scope(registry);
        Location = registry.Files("lake").Location;
    }

    public string Kind { get; }

    public string Prefix { get; }

    public string Home { get; } = Directory.CreateTempSubdirectory("aqueduct-lake-").FullName;

    public Dictionary<string, string?> Members { get; }

    public string Location { get; }

    public bool IsFolder => _objects is null;

    /// <summary>The store beside Aqueduct's own client of it.</summary>
    public ObjectStore Objects => _objects ?? throw new InvalidOperationException("A folder has no objects.");

    string Folder => Path.Combine(Home, "lake");

    /// <summary>Everything that lies there, and whatever is left in the home of what was on its way.</summary>
    public async Task<string[]> Names()
    {
        var passing = Path.Combine(Home, "artifacts", "incoming");
        Assert.Empty(Directory.Exists(passing) ? Directory.GetFiles(passing) : []);
        var names = _objects is null
            ? Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(Folder, f).Replace('\\', '/')).ToList()
            : await _objects.ListAsync("", nested: true, default).Select(o => o.Key).ToListAsync();
        return [.. names.Order(StringComparer.Ordinal)];
    }

    public void Dispose()
    {
        ResourceRegistry.Scope(null);
        Directory.Delete(Home, recursive: true);
    }
}

/// <summary>The places that a contract holds for; servers only where they can be started, which <see cref="FilePlaceTests.The_servers_are_there"/> says.</summary>
sealed class PlacesAttribute : DataAttribute
{
    static readonly string[] Folder = ["folder"], Stores = ["s3", "gcs", "azure-blob"];

    /// <summary>Whether only object stores are meant.</summary>
    public bool Only { get; init; }

    public override IEnumerable<object[]> GetData(MethodInfo testMethod) => (Only ? [] : Folder).Concat(ServerFolder.Reason is null ? Stores : []).Select(p => new object[] { p });
}
