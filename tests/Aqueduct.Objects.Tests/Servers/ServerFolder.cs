using System.Diagnostics;
using System.Reflection;

namespace Aqueduct.Objects.Tests.Servers;

/// <summary>The folder with the scripts that start servers, and what they need of npm.</summary>
static class ServerFolder
{
    static readonly Lazy<string?> Lacking = new(() => Missing("s3rver") ?? Missing("azurite"));

    /// <summary>Full path.</summary>
    public static string Path { get; } = System.IO.Path.GetFullPath(
        typeof(ServerFolder).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "Servers").Value!, AppContext.BaseDirectory);

    /// <summary>Why no server can be started here; null where one can.</summary>
    public static string? Reason => Lacking.Value;

    /// <summary>Why a package of npm cannot be used here, which is installed where it is missing; null where it can.</summary>
    public static string? Missing(string package)
    {
        foreach (var tool in new[] { "node", "npm" })
            if (Tool(tool) is null)
                return $"{tool} is not installed; {package} of npm, which these tests use, needs it.";
        // Several test hosts may come at once.
        using var one = new Mutex(false, "aqueduct-tests-servers");
        one.WaitOne();
        try
        {
            if (Directory.Exists(System.IO.Path.Combine(Path, "node_modules", package)))
                return null;
            var start = new ProcessStartInfo(Tool("npm")!, ["install", "--no-package-lock", "--no-audit", "--no-fund"]) { WorkingDirectory = Path, RedirectStandardError = true, RedirectStandardOutput = true };
            using var install = Process.Start(start)!;
            var said = install.StandardOutput.ReadToEndAsync();
            var complaint = install.StandardError.ReadToEnd();
            install.WaitForExit();
            return install.ExitCode == 0 ? null : $"npm cannot install {package}, which these tests use: {complaint.Trim()}{said.Result}";
        }
        finally
        {
            one.ReleaseMutex();
        }
    }

    /// <summary>Full path of a program; null where there is none.</summary>
    public static string? Tool(string name) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(System.IO.Path.PathSeparator)
        .Where(f => f.Length > 0)
        .SelectMany(f => OperatingSystem.IsWindows() ? new[] { $"{name}.exe", $"{name}.cmd" }.Select(n => System.IO.Path.Combine(f, n)) : [System.IO.Path.Combine(f, name)])
        .FirstOrDefault(File.Exists);
}

/// <summary>A fact that needs a server of an object store.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class S3FactAttribute : FactAttribute
{
    public S3FactAttribute() => Skip = ServerFolder.Reason;
}
