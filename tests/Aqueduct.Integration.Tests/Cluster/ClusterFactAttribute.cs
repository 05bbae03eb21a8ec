using System.Diagnostics;

namespace Aqueduct.Integration.Tests.Cluster;

/// <summary>A test that needs a Kubernetes of its own; where there can be none it is skipped, and says why.</summary>
public sealed class ClusterFactAttribute : FactAttribute
{
    static readonly Lazy<string?> WhyNot = new(() =>
    {
        if (!OperatingSystem.IsLinux())
            return "A cluster is started on Linux.";
        using var script = Start("install.sh");
        _ = script.StandardOutput.ReadToEndAsync();
        var error = script.StandardError.ReadToEnd();
        script.WaitForExit();
        return script.ExitCode == 0 ? null : error.Trim().Split('\n')[^1];
    });

    public ClusterFactAttribute() => Skip = WhyNot.Value;

    /// <summary>Starts a script of tests/servers/cluster.</summary>
    internal static Process Start(string script, params string[] arguments) => Process.Start(new ProcessStartInfo("bash", [Path.Combine(AppContext.BaseDirectory, "cluster", script), .. arguments])
    {
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!;
}
