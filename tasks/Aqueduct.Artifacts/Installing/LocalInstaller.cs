using Aqueduct.Artifacts.Model;
using Aqueduct.Artifacts.Planning;

namespace Aqueduct.Artifacts.Installing;

/// <summary>Puts a published app into the Aqueduct home, where the scheduler finds it.</summary>
/// <remarks><c>{home}/apps/{app}/versions/{hash}/</c> holds the files, <c>app.json</c> points at one version. Both appear by one rename, so that a
/// reader sees the old app or the new one and an interrupted installation leaves the old one in place.</remarks>
public sealed class LocalInstaller(string home)
{
    const int VersionsKept = 3;
    const string Incoming = ".incoming-";

    /// <summary>Installs what is in <paramref name="publishFolder"/>, without the rendered deployment files, and returns where it is.</summary>
    /// <param name="entryFile">The file that starts the app, relative to the publish folder.</param>
    /// <param name="environment">The environment of aqueduct.json that it runs in; empty for none.</param>
    /// <exception cref="ArtifactException">AQ9009: there is nothing to install.</exception>
    /// <exception cref="IOException">The home cannot be written.</exception>
    public Installation Install(AppModel model, string assemblyName, string publishFolder, string entryFile, string? environment = null, CancellationToken cancel = default)
    {
        if (!File.Exists(Path.Combine(publishFolder, entryFile)))
            throw ArtifactException.NothingToInstall($"the publish folder '{publishFolder}' has no '{entryFile}'");
        var name = Names.Slug(assemblyName);
        var app = Path.Combine(home, "apps", name);
        var versions = Path.Combine(app, "versions");
        var files = FilesOf(publishFolder);
        var hash = ContentHash.Of(publishFolder, files, cancel);
        Directory.CreateDirectory(versions);

        CopyVersion(publishFolder, files, versions, hash, cancel);
        string[] command = [.. DeploymentPlan.CommandOf(entryFile).SkipLast(1), $"versions/{hash}/{entryFile}"];
        WriteManifest(app, new(AppManifest.CurrentSchema, name, command, hash, [.. model.Workflows
            .OrderBy(w => w.Slug, StringComparer.Ordinal)
            .Select(w => new AppWorkflow(w.Name, w.Slug, w.Version, w.Schedule, w.TimeZone, w.Overlap, w.CatchUp))], string.IsNullOrEmpty(environment) ? null : environment));
        RemoveOldVersions(versions, hash);
        return new(name, hash, app, [.. command.SkipLast(1), Path.Combine(versions, hash, entryFile)]);
    }

    /// <summary>AQ9009 for an app that declares no workflow.</summary>
    public static ArtifactException NoWorkflow(string assemblyName) =>
        ArtifactException.NothingToInstall($"'{assemblyName}' declares no workflow; mark a method with [Workflow(\"…\")]");

    static List<string> FilesOf(string folder) =>
        [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Select(f => Path.GetRelativePath(folder, f).Replace('\\', '/'))
            .Where(f => !f.StartsWith("aqueduct/", StringComparison.Ordinal))];

    static void CopyVersion(string source, IEnumerable<string> files, string versions, string hash, CancellationToken cancel)
    {
        var target = Path.Combine(versions, hash);
        if (Directory.Exists(target))
        {
            Directory.SetLastWriteTimeUtc(target, DateTime.UtcNow); // installed again: it is the newest now
            return;
        }

        var incoming = Path.Combine(versions, Incoming + Guid.NewGuid().ToString("N"));
        try
        {
            foreach (var file in files)
            {
                cancel.ThrowIfCancellationRequested();
                var copy = Path.Combine(incoming, file);
                Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
                File.Copy(Path.Combine(source, file), copy);
            }

            Directory.SetLastWriteTimeUtc(incoming, DateTime.UtcNow);
            Directory.Move(incoming, target);
        }
        catch (IOException) when (Directory.Exists(target))
        {
            // Somebody installed the same version at the same time; the bytes are equal.
        }
        finally
        {
            if (Directory.Exists(incoming))
                Directory.Delete(incoming, recursive: true);
        }
    }

    static void WriteManifest(string app, AppManifest manifest)
    {
        var incoming = Path.Combine(app, $"{Incoming}{Guid.NewGuid():N}");
        File.WriteAllText(incoming, manifest.ToJson());
        File.Move(incoming, Path.Combine(app, "app.json"), overwrite: true);
    }

    static void RemoveOldVersions(string versions, string current)
    {
        var old = new DirectoryInfo(versions).EnumerateDirectories()
            .Where(d => d.Name != current && !d.Name.StartsWith(Incoming, StringComparison.Ordinal))
            .OrderByDescending(d => d.LastWriteTimeUtc)
            .Skip(VersionsKept - 1);
        foreach (var version in old.ToList())
            version.Delete(recursive: true);
    }
}

/// <summary>Where an app was put.</summary>
/// <param name="App">Its name.</param>
/// <param name="Version">Hash of its files.</param>
/// <param name="Folder">Its folder.</param>
/// <param name="Command">How it is started from anywhere.</param>
public sealed record Installation(string App, string Version, string Folder, IReadOnlyList<string> Command);
