using System.Diagnostics;
using System.Globalization;
using Aqueduct.Tests.Engine;

namespace Aqueduct.Tests.Hosting;

/// <summary>The test app in a process of its own.</summary>
sealed class AppProcess : IDisposable
{
    readonly Process _process;
    readonly Task<string> _error;

    AppProcess(Process process) => (_process, _error) = (process, process.StandardError.ReadToEndAsync());

    /// <param name="home">Its Aqueduct home.</param>
    /// <param name="arguments">Its command line.</param>
    /// <param name="largestFile">Most bytes in a file it writes: a write beyond fails as on a full disk. 0 is no limit.</param>
    /// <param name="folder">Folder it is started in; empty is this process's.</param>
    /// <param name="heap">Most bytes of its managed heap: what goes beyond is out of memory. 0 is no limit.</param>
    public static AppProcess Start(string home, string[] arguments, int largestFile = 0, string folder = "", long heap = 0)
    {
        // A shell gives its background jobs no Ctrl-C, and what they start inherits that.
        var start = new ProcessStartInfo("env") { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder };
        string[] command = ["--default-signal=INT", "dotnet", typeof(AppProcess).Assembly.Location, .. arguments];
        if (largestFile > 0)
        {
            start.FileName = "bash";
            command = ["-c", $"trap '' XFSZ; ulimit -f {largestFile / 1024}; exec env \"$@\"", "bash", .. command];
            // The runtime maps its code through a file, which the limit would hit.
            start.Environment["DOTNET_EnableWriteXorExecute"] = "0";
        }

        foreach (var part in command)
            start.ArgumentList.Add(part);
        start.Environment["AQUEDUCT_HOME"] = home;
        if (heap > 0)
            start.Environment["DOTNET_GCHeapHardLimit"] = heap.ToString("X", CultureInfo.InvariantCulture);
        TestStores.Tell(start, home);
        return new AppProcess(Process.Start(start)!);
    }

    /// <summary>Its process id.</summary>
    public int Id => _process.Id;

    public async Task WaitForLineAsync(string part)
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
            if (line.Contains(part, StringComparison.Ordinal))
                return;
        throw new InvalidOperationException($"The process ended without '{part}'. {await _error}");
    }

    /// <summary>The next line it prints; null when it has ended.</summary>
    public Task<string?> ReadLineAsync() => _process.StandardOutput.ReadLineAsync();

    /// <summary>Kills it as <c>kill -9</c> does.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public void Interrupt()
    {
        using var kill = Process.Start("kill", ["-INT", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    public async Task<(int Code, string Output, string Error)> EndAsync()
    {
        var output = await _process.StandardOutput.ReadToEndAsync();
        await _process.WaitForExitAsync();
        return (_process.ExitCode, output, await _error);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.Dispose();
    }
}
