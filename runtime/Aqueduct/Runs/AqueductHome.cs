using Microsoft.Data.Sqlite;

namespace Aqueduct.Runtime;

/// <summary>The folder that holds runs, artifacts, installed apps and the demo database.</summary>
static class AqueductHome
{
    /// <summary>AQUEDUCT_HOME where it is set, otherwise <c>.aqueduct</c> in the user's folder; a full path. The folder may not exist yet.</summary>
    public static string Find()
    {
        var given = Environment.GetEnvironmentVariable("AQUEDUCT_HOME");
        return Path.GetFullPath(string.IsNullOrWhiteSpace(given)
            ? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".aqueduct")
            : given);
    }

    /// <summary>Creates the folder where it is missing.</summary>
    /// <exception cref="HomeException">It cannot be created, or is a file.</exception>
    public static void Prepare(string home)
    {
        try
        {
            Directory.CreateDirectory(home);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new HomeException(home, e);
        }
    }
}

/// <summary>The Aqueduct home, or the store of its runs, cannot be used.</summary>
class HomeException : Exception
{
    const int Corrupt = 11;
    const int NotADatabase = 26;

    /// <param name="path">The folder or the file in it that could not be written.</param>
    /// <param name="inner">Why.</param>
    public HomeException(string path, Exception inner)
        : this(path, Say(path, inner), inner)
    {
    }

    /// <param name="path">What could not be used.</param>
    /// <param name="message">What is wrong, and what to do.</param>
    /// <param name="inner">Why.</param>
    protected HomeException(string path, string message, Exception? inner)
        : base(message, inner) => Path = path;

    /// <summary>The folder or the file in it that could not be written, or where the store is.</summary>
    public string Path { get; }

    static string Say(string path, Exception inner) => inner is SqliteException { SqliteErrorCode: Corrupt or NotADatabase }
        ? $"The run store '{path}' is damaged: {inner.Message.TrimEnd('.')}. Put back a copy of it, or move it away to start a new one without the past runs. Saved tables and artifacts are not in it."
        : $"Cannot write '{path}' in the Aqueduct home: {inner.Message.TrimEnd('.')}. Free space or fix its permissions, or set AQUEDUCT_HOME to a folder you may write to.";
}

/// <summary>A server that keeps the runs cannot be used.</summary>
/// <param name="name">Where it is.</param>
/// <param name="message">What is wrong, and what to do.</param>
/// <param name="inner">Why.</param>
sealed class StoreServerException(string name, string message, Exception? inner = null) : HomeException(name, message, inner);
