using System.Diagnostics;
using Aqueduct.Objects.Tests.Servers;

namespace Aqueduct.Artifacts.Tests.Schemas;

/// <summary>A validator of npm, asked by a script of tests/servers.</summary>
static class NodeScript
{
    /// <summary>What the script prints for an input.</summary>
    public static string Run(string script, string input)
    {
        var start = new ProcessStartInfo(ServerFolder.Tool("node")!, [script]) { WorkingDirectory = ServerFolder.Path, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        using var node = Process.Start(start)!;
        var (output, error) = (node.StandardOutput.ReadToEndAsync(), node.StandardError.ReadToEndAsync());
        node.StandardInput.Write(input);
        node.StandardInput.Close();
        node.WaitForExit();
        return node.ExitCode == 0 ? output.Result : throw new InvalidOperationException(error.Result);
    }
}

/// <summary>A fact that needs a package of npm.</summary>
sealed class NpmFactAttribute : FactAttribute
{
    public NpmFactAttribute(string package) => Skip = ServerFolder.Missing(package);
}
