using System.Collections.Concurrent;

namespace Aqueduct.Runtime;

/// <summary>A file that its process holds locked as long as it lives: the operating system lets go of it however the process ends.</summary>
/// <remarks>Unlike a process id with its start time this holds across containers that share a home, and when the wall clock is set.</remarks>
sealed class LiveLock : IDisposable
{
    // Of this process: to try a lock that is held costs an exception, and each run that starts asks for all under way.
    static readonly ConcurrentDictionary<string, bool> Own = new(StringComparer.Ordinal);

    readonly FileStream _file;

    LiveLock(string token, FileStream file)
    {
        (Token, _file) = (token, file);
        Own[file.Name] = true;
    }

    /// <summary>Names the lock; kept with the runs of this process.</summary>
    public string Token { get; }

    /// <param name="home">The home of this process.</param>
    /// <param name="named">Whether the token names the home as well: where others keep their runs in the same store, and have homes of their own.</param>
    /// <exception cref="HomeException">The home cannot be written.</exception>
    public static LiveLock Acquire(string home, bool named = false)
    {
        var token = Guid.NewGuid().ToString("N");
        var path = PathOf(home, token);
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            if (named)
                token = $"{HomeName.Of(home)}/{token}";
            var taken = new LiveLock(token, new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose));
            Failpoints.Reach(Failpoint.LockTaken);
            return taken;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new HomeException(path, e);
        }
    }

    /// <summary>Whether the process that acquired <paramref name="token"/> still lives; null where its home is another one, so that nothing is known.</summary>
    public static bool? IsHeld(string home, string token)
    {
        if (token.Split('/') is [var name, var own])
        {
            if (name != HomeName.Find(home))
                return null;
            token = own;
        }

        var path = Path.GetFullPath(PathOf(home, token));
        if (Own.ContainsKey(path))
            return true;
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
            return false;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return false;
        }
        catch (IOException)
        {
            return true;
        }
    }

    public void Dispose()
    {
        Own.TryRemove(_file.Name, out _);
        _file.Dispose();
    }

    static string PathOf(string home, string token) => Path.Combine(home, "live", token);
}
