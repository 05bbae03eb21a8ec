namespace Aqueduct.Runtime;

/// <summary>The folder where runs, artifacts and the demo database live: <c>AQUEDUCT_HOME</c>, by default <c>~/.aqueduct</c>.</summary>
static class AqueductHome
{
    /// <summary>Name of the environment variable that moves the home.</summary>
    public const string Variable = "AQUEDUCT_HOME";

    /// <summary>Full path of the home; read at each call, so that a test or a host may set the variable late. The folder need not exist.</summary>
    public static string Folder
    {
        get
        {
            var given = Environment.GetEnvironmentVariable(Variable);
            return string.IsNullOrWhiteSpace(given)
                ? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile, Environment.SpecialFolderOption.DoNotVerify), ".aqueduct")
                : Path.GetFullPath(given);
        }
    }

    /// <summary>Full path of a file or folder in the home.</summary>
    public static string PathOf(params ReadOnlySpan<string> parts) => Path.Combine([Folder, .. parts]);

    /// <summary>Makes sure that the home exists and returns it.</summary>
    /// <exception cref="IOException">The folder cannot be made; the message names it and the variable that moves it.</exception>
    public static string Ensure()
    {
        var folder = Folder;
        try
        {
            Directory.CreateDirectory(folder);
            return folder;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"The Aqueduct home '{folder}' cannot be created: {e.Message} Set {Variable} to a folder you may write to.", e);
        }
    }
}
