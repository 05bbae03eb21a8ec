using System.ComponentModel;
using System.Diagnostics;

namespace Aqueduct.Artifacts.Tests.Python;

/// <summary>Starts python3.</summary>
static class Python3
{
    static readonly Lazy<string?> Version = new(() =>
    {
        try
        {
            return Run("--version") is (0, var version) ? version : null;
        }
        catch (Win32Exception)
        {
            return null;
        }
    });

    /// <summary>Why tests that need it are skipped; null where it is there.</summary>
    public static string? Missing => Version.Value is null ? "There is no python3 on this machine." : null;

    /// <summary>Exit code and output.</summary>
    public static (int Code, string Output) Run(params string[] arguments)
    {
        var start = new ProcessStartInfo("python3", arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["PYTHONDONTWRITEBYTECODE"] = "1";
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + error.GetAwaiter().GetResult());
    }
}

/// <summary>A test that starts python3.</summary>
sealed class PythonFactAttribute : FactAttribute
{
    public PythonFactAttribute() => Skip = Python3.Missing;
}

/// <inheritdoc cref="PythonFactAttribute"/>
sealed class PythonTheoryAttribute : TheoryAttribute
{
    public PythonTheoryAttribute() => Skip = Python3.Missing;
}
