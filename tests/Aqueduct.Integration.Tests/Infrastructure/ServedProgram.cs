using System.Diagnostics;

namespace Aqueduct.Integration.Tests.Infrastructure;

/// <summary>A published app that serves on a free port of this machine, until it is disposed.</summary>
sealed class ServedProgram : IAsyncDisposable
{
    readonly Process _process;

    ServedProgram(Process process, string address) => (_process, Client) = (process, new HttpClient { BaseAddress = new Uri(address) });

    /// <summary>Asks it.</summary>
    public HttpClient Client { get; }

    /// <summary>Starts <c>program serve</c> and waits until it says where it serves.</summary>
    public static async Task<ServedProgram> StartAsync(DotNet dotnet, string folder, string program)
    {
        var start = new ProcessStartInfo(program, ["serve", "--port", "0"]) { WorkingDirectory = folder, RedirectStandardOutput = true };
        foreach (var (name, value) in dotnet.Environment)
            start.Environment[name] = value;
        var process = Process.Start(start)!;
        var said = await process.StandardOutput.ReadLineAsync();
        return new(process, said?.Split(' ')[^1] ?? throw new InvalidOperationException($"{program} serve ended before it served."));
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
