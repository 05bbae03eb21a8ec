namespace Aqueduct.Runtime;

/// <summary>A name that no other home has, kept in the home: by it a process knows the locks it can see from those it cannot.</summary>
/// <remarks>A machine's name will not do: two containers may have the same one and see nothing of each other's files.</remarks>
static class HomeName
{
    /// <summary>The home's name, which is made up the first time.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static string Of(string home)
    {
        if (Find(home) is { } found)
            return found;
        var path = PathIn(home);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var incoming = $"{path}.{Guid.NewGuid():N}";
        File.WriteAllText(incoming, Guid.NewGuid().ToString("N"));
        try
        {
            // Of two processes that come at the same time one is the first, and the file is whole when it has its name.
            File.Move(incoming, path);
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(incoming);
        }

        return Find(home)!;
    }

    /// <summary>The home's name; null while it has none.</summary>
    public static string? Find(string home) => File.Exists(PathIn(home)) ? File.ReadAllText(PathIn(home)) : null;

    static string PathIn(string home) => Path.Combine(home, "live", "home");
}
