using System.Runtime.CompilerServices;

namespace Aqueduct.Dashboard.Tests.Support;

/// <summary>The test assembly as a workflow app, to look at by hand.</summary>
static class DashboardApp
{
    public static Task<int> Main(string[] args) => AqueductHost.RunAsync(args);

    // What the generated code of an app does that references the packages.
    [ModuleInitializer]
    internal static void Register() => DashboardConnector.Register();
}
