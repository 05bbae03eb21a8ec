using System.Diagnostics;
using System.Globalization;
using Aqueduct.Runtime;

namespace Aqueduct.Cli;

/// <summary>The server of one installed app, a process of its own; one that ends by itself is started again, one that refuses is left until it is installed anew.</summary>
sealed class ServedApp : IAsyncDisposable
{
    static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);

    readonly CancellationTokenSource _stop = new();
    readonly AppProcess _processes;
    readonly string[] _arguments;
    readonly TimeProvider _clock;
    readonly Action<string> _log;
    readonly Task _loop;

    /// <param name="app">The app.</param>
    /// <param name="processes">Starts it.</param>
    /// <param name="port">Port that it takes; 0 for a free one.</param>
    /// <param name="arguments">Further arguments of <c>serve</c>.</param>
    /// <param name="clock">Waits before it is started again.</param>
    /// <param name="log">Receives the lines that it writes, and what became of it.</param>
    public ServedApp(InstalledApp app, AppProcess processes, int port, IReadOnlyList<string> arguments, TimeProvider clock, Action<string> log)
    {
        (App, Port, _processes, _clock) = (app, port, processes, clock);
        _log = line => log($"[{app.Name}] {line}");
        _arguments = ["serve", "--port", port.ToString(CultureInfo.InvariantCulture), .. arguments];
        _loop = Task.Run(KeepAsync);
    }

    /// <summary>What is served.</summary>
    public InstalledApp App { get; }

    /// <summary>Where.</summary>
    public int Port { get; }

    /// <summary>Lets it end by itself.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _loop.ConfigureAwait(false);
        _stop.Dispose();
    }

    async Task KeepAsync()
    {
        for (var wait = TimeSpan.FromSeconds(1); !_stop.IsCancellationRequested; wait = wait * 2 < LongestWait ? wait * 2 : LongestWait)
        {
            var started = _clock.GetTimestamp();
            if (await RunAsync().ConfigureAwait(false) is not { } code || _stop.IsCancellationRequested)
                return;
            // One that has served for a while begins anew.
            if (_clock.GetElapsedTime(started) > LongestWait)
                wait = TimeSpan.FromSeconds(1);
            _log($"ended with exit code {code}; it is started again in {wait.TotalSeconds:0} seconds.");
            await Task.Delay(wait, _clock, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Runs it to its end; null where it refuses, as the next time it would.</summary>
    async Task<int?> RunAsync()
    {
        try
        {
            using var process = _processes.Start(App, _arguments, isRead: true);
            using var stopping = _stop.Token.Register(() => AppProcess.Terminate(process));
            await Task.WhenAll(ForwardAsync(process.StandardOutput), ForwardAsync(process.StandardError), process.WaitForExitAsync()).ConfigureAwait(false);
            return process.ExitCode == ExitCode.Refused ? null : process.ExitCode;
        }
        catch (RefusedException e)
        {
            _log("error: " + e.Message);
            return null;
        }
    }

    async Task ForwardAsync(StreamReader lines)
    {
        while (await lines.ReadLineAsync().ConfigureAwait(false) is { } line)
            _log(line);
    }
}
