using System.Diagnostics;

namespace Aqueduct.Benchmarks;

/// <summary>A process of its own for what is measured.</summary>
static class ChildProcess
{
    /// <summary>Starts it and waits for its end.</summary>
    /// <returns>The time stamp before its start, how long it took, and what it printed.</returns>
    /// <exception cref="InvalidOperationException">It failed.</exception>
    public static (long Started, TimeSpan Took, string Output) Run(ProcessStartInfo start)
    {
        (start.RedirectStandardOutput, start.RedirectStandardError) = (true, true);
        var started = Stopwatch.GetTimestamp();
        using var process = Process.Start(start)!;
        var output = Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        process.WaitForExit();
        var took = Stopwatch.GetElapsedTime(started);
        return process.ExitCode == 0 ? (started, took, output.Result[0]) : throw new InvalidOperationException($"{start.FileName} {string.Join(' ', start.ArgumentList)} in {start.WorkingDirectory} ended with {process.ExitCode}:\n{string.Concat(output.Result)}");
    }
}
