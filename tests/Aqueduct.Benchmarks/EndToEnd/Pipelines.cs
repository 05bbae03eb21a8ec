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
    public const string DuckDb = "peer: DuckDB, its own table in and out";
    public const string Python = "peer: pandas, scikit-learn, pickles";
    const string Lists = "peer: Microsoft.Data.Sqlite, lists of records, Parquet.Net";
    const string UsageFile = "usage.json";

    public static readonly string[] All = [Aqueduct, Limit, DuckDb, Lists, Python];

    // Debian's own, which its packages belong to, where another stands before it in the path.
    static string Interpreter => File.Exists("/usr/bin/python3") ? "/usr/bin/python3" : "python3";

    /// <summary>Why a pipeline cannot run on this machine; null where it can.</summary>
    public static string? Missing(string pipeline)
    {
        if (pipeline != Python)
            return null;
        try
        {
            using var process = Process.Start(new ProcessStartInfo(Interpreter, ["-c", "import pandas, sklearn"]) { RedirectStandardError = true })!;
            process.StandardError.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0 ? null : "it needs Debian's packages python3-pandas and python3-sklearn";
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return "there is no python3";
        }
    }

    /// <summary>Runs a pipeline in a new process in <paramref name="folder"/>, which holds warehouse.db.</summary>
    public static (double WallSeconds, Usage Usage) Start(string pipeline, string folder)
    {
        var start = new ProcessStartInfo(pipeline == Python ? Interpreter : Environment.ProcessPath!, pipeline == Python ? [Path.Combine(AppContext.BaseDirectory, "churn.py")] : [Command, pipeline])
        {
            WorkingDirectory = folder,
            Environment = { ["AQUEDUCT_HOME"] = Path.Combine(folder, "home") },
        };
        var took = ChildProcess.Run(start).Took;
        return (took.TotalSeconds, JsonSerializer.Deserialize<Usage>(File.ReadAllText(Path.Combine(folder, UsageFile))));
    }

    /// <summary>Runs a pipeline in this process and leaves what it used in the current folder.</summary>
    public static async Task<int> RunHereAsync(string[] args)
    {
        var exitCode = 0;
        if (args is [Aqueduct])
            exitCode = await AqueductHost.RunAsync(["run", "a-million-customers"]);
        else if (args is [Limit])
            RawLimit.Run(Environment.CurrentDirectory);
        else if (args is [DuckDb])
            DuckDbPeer.Run(Environment.CurrentDirectory);
        else if (args is ["streamed" or "tables"])
            exitCode = await AqueductHost.RunAsync(["run", args[0]]);
        else
            await PlainLists.RunAsync(Environment.CurrentDirectory);
        using var self = Process.GetCurrentProcess();
        await File.WriteAllTextAsync(UsageFile, JsonSerializer.Serialize(new Usage(self.TotalProcessorTime.TotalSeconds, self.PeakWorkingSet64 / 1048576.0)));
        return exitCode;
    }
}
