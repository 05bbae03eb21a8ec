using System.Diagnostics;

namespace Aqueduct.Integration.Tests.Cluster;

/// <summary>A test that needs a Kubernetes of its own; where there can be none it is skipped, and says why.</summary>
public sealed class ClusterFactAttribute : FactAttribute
{
    static readonly Lazy<string?> WhyNot = new(() => Ask()), WhyNoCustomResources = new(() => Ask("custom-resources"));

    static string? Ask(params string[] arguments)
    {
        if (!OperatingSystem.IsLinux())
            return "A cluster is started on Linux.";
        using var script = Start("install.sh", arguments);
        _ = script.StandardOutput.ReadToEndAsync();
        var error = script.StandardError.ReadToEnd();
        script.WaitForExit();
        return script.ExitCode == 0 ? null : error.Trim().Split('\n')[^1];
    }

    /// <param name="customResources">Whether the cluster must take custom resources, such as Argo's.</param>
    public ClusterFactAttribute(bool customResources = false) => Skip = (customResources ? WhyNoCustomResources : WhyNot).Value;

    /// <summary>Starts a script of tests/servers/cluster.</summary>
    internal static Process Start(string script, params string[] arguments) => Process.Start(new ProcessStartInfo("bash", [Path.Combine(AppContext.BaseDirectory, "cluster", script), .. arguments])
    {
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!;
}
