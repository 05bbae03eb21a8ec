using System.Diagnostics;

namespace Aqueduct.Benchmarks.Server;

/// <summary>A server in a process of its own.</summary>
sealed class RunningServer : IAsyncDisposable
{
    const string Serving = "Serving on ";

    readonly Process _process;
    readonly Task _said;

    RunningServer(Process process, Uri address, TimeSpan ready) => (_process, Address, Ready, _said) = (process, address, ready, process.StandardOutput.BaseStream.CopyToAsync(Stream.Null));

    /// <summary>Where it takes requests.</summary>
    public Uri Address { get; }

    /// <summary>From before its process was started until it answered that it is ready.</summary>
    public TimeSpan Ready { get; }

    /// <summary>What it holds of the machine's memory now, in MiB.</summary>
    public double Resident
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64 / 1048576.0;
        }
    }

    /// <summary>Starts it, on a free port, and waits until it is ready.</summary>
    public static async Task<RunningServer> StartAsync(HttpClient client, string program, string home)
    {
        var start = new ProcessStartInfo(program, ["serve", "--port", "0"]) { RedirectStandardOutput = true, WorkingDirectory = Path.GetDirectoryName(program), Environment = { ["AQUEDUCT_HOME"] = home } };
        var started = Stopwatch.GetTimestamp();
        var process = Process.Start(start)!;
        var line = await process.StandardOutput.ReadLineAsync();
        if (line?.StartsWith(Serving, StringComparison.Ordinal) != true)
            throw new InvalidOperationException($"{program} serve said '{line}', and was expected to say where it serves.");
        var address = new Uri(line[Serving.Length..]);
        (await client.GetAsync(new Uri(address, "healthz"))).EnsureSuccessStatusCode();
        return new RunningServer(process, address, Stopwatch.GetElapsedTime(started));
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        await _said;
        _process.Dispose();
    }
}
