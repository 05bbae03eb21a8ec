namespace Aqueduct;

/// <summary>The command line of a workflow app; the generator's Main calls it.</summary>
public static class AqueductHost
{
    /// <summary>Runs the command line and returns the exit code: 0 succeeded, 1 failed, 2 refused before starting, 130 canceled.</summary>
    public static Task<int> RunAsync(string[] args) => throw new NotSupportedException();
}
