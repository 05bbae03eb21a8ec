namespace Aqueduct.Artifacts.Targets;

/// <summary>What all container targets agree on.</summary>
static class Container
{
    /// <summary>The user that .NET images bring for apps ($APP_UID). A number, so that "runAsNonRoot" can be checked and other base images work.</summary>
    public const int UserId = 1654;

    /// <summary>The Aqueduct home: runs and artifacts.</summary>
    public const string Home = "/var/aqueduct";

    /// <summary>The app's files.</summary>
    public const string Folder = "/app";

    /// <summary>How the app is started: absolute, so that another working directory changes nothing.</summary>
    public static IEnumerable<string> EntrypointOf(IReadOnlyList<string> command) => [.. command.SkipLast(1), $"{Folder}/{command[^1]}"];
}
