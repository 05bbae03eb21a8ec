using System.Runtime.InteropServices;
using SQLitePCL;

namespace Aqueduct.Queries.Sqlite;

/// <summary>The native SQLite that the app's packages bring, loaded into this process. The first one found stays: a process has one.</summary>
static class SqliteLibrary
{
    static readonly Lock Loading = new();
    static nint _handle;

    /// <summary>Address of a function that the managed half does not know; 0 where this SQLite lacks it.</summary>
    public static nint Function(string name) => NativeLibrary.TryGetExport(_handle, name, out var address) ? address : 0;

    /// <summary>Loads it unless it is loaded already.</summary>
    /// <param name="candidates">Full paths of the library for whatever platforms.</param>
    /// <returns>Null when it is there; otherwise what stands in the way.</returns>
    public static string? WhyNotLoaded(IReadOnlyList<string> candidates)
    {
        lock (Loading)
        {
            if (_handle != 0)
                return null;
            if (candidates.Count == 0)
                return "the app's packages bring no e_sqlite3, the native SQLite library";
            foreach (var path in ForThisMachine(candidates))
                if (NativeLibrary.TryLoad(path, out _handle))
                {
                    NativeLibrary.SetDllImportResolver(typeof(SQLite3Provider_e_sqlite3).Assembly, (name, _, _) => name == "e_sqlite3" ? _handle : 0);
                    raw.SetProvider(new SQLite3Provider_e_sqlite3());
                    return null;
                }

            return $"none of the native SQLite libraries of the app's packages can be loaded on {RuntimeInformation.RuntimeIdentifier}";
        }
    }

    /// <summary>The files to try: a package lays them out as runtimes/RID/native/FILE, and an app that is built for one platform names only that one's.</summary>
    internal static IEnumerable<string> ForThisMachine(IReadOnlyList<string> candidates)
    {
        var file = OperatingSystem.IsWindows() ? "e_sqlite3.dll" : OperatingSystem.IsMacOS() ? "libe_sqlite3.dylib" : "libe_sqlite3.so";
        var runtimes = candidates.Select(c => Path.GetFullPath(Path.Combine(c, "../../.."))).Distinct(StringComparer.Ordinal);
        return runtimes.SelectMany(folder => Rids().Select(rid => Path.Combine(folder, rid, "native", file)))
            .Concat(candidates.Where(c => Path.GetFileName(c) == file)).Where(File.Exists).Distinct(StringComparer.Ordinal);
    }

    static IEnumerable<string> Rids()
    {
        var system = OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsMacOS() ? "osx" : "linux";
        var processor = RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant();
        yield return RuntimeInformation.RuntimeIdentifier;
        yield return $"{system}-{processor}";
        if (OperatingSystem.IsLinux())
            yield return $"linux-musl-{processor}"; // its loader refuses where the C library is another
    }
}
