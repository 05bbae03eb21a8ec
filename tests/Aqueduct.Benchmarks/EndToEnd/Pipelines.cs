using System.Diagnostics;
using System.Text.Json;

namespace Aqueduct.Benchmarks.EndToEnd;

/// <summary>CPU time in seconds and the largest resident set in MiB of one process.</summary>
readonly record struct Usage(double CpuSeconds, double PeakMegabytes);

/// <summary>Each pipeline runs in a process of its own, so that its memory is its own.</summary>
static class Pipelines
{
    public const string Command = "pipeline";
    public const string Aqueduct = "Aqueduct";
    public const string Limit = "limit: sqlite3 API, arrays, ParquetSharp";
    public const string Peer = "peer: Microsoft.Data.Sqlite, lists of records, Parquet.Net";
    const string UsageFile = "usage.json";

    public static readonly string[] All = [Aqueduct, Limit, Peer];

    /// <summary>Runs a pipeline in a new process in <paramref name="folder"/>, which holds warehouse.db.</summary>
    public static (double WallSeconds, Usage Usage) Start(string pipeline, string folder)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["AQUEDUCT_HOME"] = Path.Combine(folder, "home") },
        };
        start.ArgumentList.Add(Command);
        start.ArgumentList.Add(pipeline);
        var watch = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        var output = Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        process.WaitForExit();
        watch.Stop();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"Pipeline '{pipeline}' ended with {process.ExitCode}:\n{string.Concat(output.Result)}");
        return (watch.Elapsed.TotalSeconds, JsonSerializer.Deserialize<Usage>(File.ReadAllText(Path.Combine(folder, UsageFile))));
    }

    /// <summary>Runs a pipeline in this process and leaves what it used in the current folder.</summary>
    public static async Task<int> RunHereAsync(string[] args)
    {
        var exitCode = 0;
        if (args is [Aqueduct])
            exitCode = await AqueductHost.RunAsync(["run", "a-million-customers"]);
        else if (args is [Limit])
            RawLimit.Run(Environment.CurrentDirectory);
        else if (args is ["streamed" or "tables"])
            exitCode = await AqueductHost.RunAsync(["run", args[0]]);
        else
            await PlainLists.RunAsync(Environment.CurrentDirectory);
        using var self = Process.GetCurrentProcess();
        await File.WriteAllTextAsync(UsageFile, JsonSerializer.Serialize(new Usage(self.TotalProcessorTime.TotalSeconds, self.PeakWorkingSet64 / 1048576.0)));
        return exitCode;
    }
}
