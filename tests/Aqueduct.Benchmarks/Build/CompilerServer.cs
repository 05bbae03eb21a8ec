using System.Diagnostics;

namespace Aqueduct.Benchmarks.Build;

/// <summary>A compiler server of our own, as <c>dotnet build</c> starts one and keeps it running for the next build; another's is neither used nor stopped.</summary>
sealed class CompilerServer : IDisposable
{
    readonly Process _process;

    /// <param name="folder">The compiler's, <c>Roslyn</c> of the SDK.</param>
    public CompilerServer(string folder)
    {
        Pipe = "aqueduct-" + Guid.NewGuid().ToString("N");
        _process = Process.Start(new ProcessStartInfo("dotnet", ["exec", Path.Combine(folder, "bincore", "VBCSCompiler.dll"), "-pipename:" + Pipe]) { RedirectStandardOutput = true })!;
    }

    public string Pipe { get; }

    /// <summary>CPU time so far: what a build that really used this server adds to.</summary>
    public TimeSpan Cpu
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }
}
