using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Aqueduct.Connectors.Tests.Servers;

/// <summary>A server of its own on loopback, in a folder of its own, run by a script that ends it when its input closes.</summary>
abstract class ScriptServer : IDisposable
{
    readonly string _script, _command, _ready, _busy;
    readonly string[] _options;
    Process? _process;

    /// <param name="script">The script beside the tests.</param>
    /// <param name="command"><c>serve</c>, or <c>once</c>: its folder then goes with it.</param>
    /// <param name="options">More options of the server.</param>
    /// <param name="ready">What it says once it can be asked.</param>
    /// <param name="busy">What it says where somebody else has its port.</param>
    protected ScriptServer(string script, string command, string[] options, string ready, string busy)
    {
        (_script, _command, _options, _ready, _busy) = (script, command, options, ready, busy);
        Start();
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("aqueduct-server-").FullName;

    public int Port { get; private set; } = FreePort();

    /// <summary>Starts it, again at the same port.</summary>
    public void Start()
    {
        for (var attempt = 0; ; attempt++)
        {
            _process = Script(_script, [_command, Folder, Port.ToString(CultureInfo.InvariantCulture), .. _options]);
            var said = new List<string>();
            while (_process.StandardError.ReadLine() is { } line)
            {
                said.Add(line);
                if (line.Contains(_ready, StringComparison.Ordinal))
                {
                    // A full pipe would hold the server up.
                    _ = _process.StandardError.ReadToEndAsync();
                    return;
                }
            }

            // Somebody else may have been given the port meanwhile.
            if (attempt == 3 || !said.Any(l => l.Contains(_busy, StringComparison.OrdinalIgnoreCase)))
                throw new InvalidOperationException(string.Join('\n', said));
            Port = FreePort();
        }
    }

    /// <summary>Stops it: connections are cut, what was committed stays.</summary>
    public void Stop()
    {
        _process!.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
        _process = null;
    }

    /// <summary>Kills it as a machine that loses its power does.</summary>
    /// <param name="pidFile">File of its folder whose first line is the number of its process.</param>
    protected void Crash(string pidFile)
    {
        // Its children notice and end as well.
        using (var server = Process.GetProcessById(int.Parse(File.ReadLines(Path.Combine(Folder, pidFile)).First(), CultureInfo.InvariantCulture)))
            server.Kill();
        _process!.WaitForExit();
        _process.Dispose();
        _process = null;
    }

    public void Dispose()
    {
        if (_process is not null)
            Stop();
        if (Directory.Exists(Folder))
            Directory.Delete(Folder, recursive: true);
    }

    /// <summary>Why there is no server to be had; null where there is one.</summary>
    public static string? WhyMissing(string script, string name)
    {
        using var install = Script(script, ["install"]);
        var error = install.StandardError.ReadToEnd();
        install.WaitForExit();
        return install.ExitCode == 0 ? null : $"There is no {name}: {error.Trim().Split('\n')[^1]}";
    }

    static Process Script(string script, string[] arguments)
    {
        var start = new ProcessStartInfo("bash") { RedirectStandardInput = true, RedirectStandardError = true };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, script));
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        return Process.Start(start)!;
    }

    /// <summary>A port of loopback that nobody listens on just now.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
