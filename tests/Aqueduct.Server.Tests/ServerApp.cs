namespace Aqueduct.Server.Tests;

/// <summary>The test assembly as a workflow app: what a second process runs.</summary>
static class ServerApp
{
    public static Task<int> Main(string[] args) => AqueductHost.RunAsync(args);
}
