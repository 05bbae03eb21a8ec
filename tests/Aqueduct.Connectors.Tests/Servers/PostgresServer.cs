using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Aqueduct.Connectors.Tests.Servers;

/// <summary>A PostgreSQL 15 of its own on loopback, in a folder of its own.</summary>
sealed class PostgresServer : IDisposable
{
    static readonly Lazy<string?> WhyNot = new(() =>
    {
        using var script = Script(["install"]);
        var error = script.StandardError.ReadToEnd();
        script.WaitForExit();
        return script.ExitCode == 0 ? null : $"There is no PostgreSQL 15: {error.Trim().Split('\n')[^1]}";
    });

    static readonly Lazy<PostgresServer> ForAll = new(() =>
    {
        // What these tests ask of the disk does not change what they see.
        // It goes, with its folder, when this process does, however that ends.
        return new PostgresServer("once", ["-c", "fsync=off", "-c", "max_connections=300"]);
    });

    readonly string _command;
    readonly string[] _options;
    Process? _process;

    public PostgresServer(params string[] options)
        : this("serve", options)
    {
    }

    PostgresServer(string command, string[] options)
    {
        (_command, _options) = (command, options);
        Start();
    }

    /// <summary>Why there is no server to be had; null where there is one.</summary>
    public static string? Missing => WhyNot.Value;

    /// <summary>The one that tests share which leave it running.</summary>
    public static PostgresServer Shared => ForAll.Value;

    public string Folder { get; } = Directory.CreateTempSubdirectory("aqueduct-postgres-").FullName;

    public int Port { get; private set; } = FreePort();

    /// <summary>Address of a schema in it.</summary>
    public string Url(string schema) => string.Create(CultureInfo.InvariantCulture, $"postgres://aqueduct@127.0.0.1:{Port}/postgres?schema={schema}");

    /// <summary>Starts it, again at the same port.</summary>
    public void Start()
    {
        for (var attempt = 0; ; attempt++)
        {
            _process = Script([_command, Folder, Port.ToString(CultureInfo.InvariantCulture), .. _options]);
            var said = new List<string>();
            while (_process.StandardError.ReadLine() is { } line)
            {
                said.Add(line);
                if (line.Contains("database system is ready to accept connections", StringComparison.Ordinal))
                {
                    // A full pipe would hold the server up.
                    _ = _process.StandardError.ReadToEndAsync();
                    return;
                }
            }

            // Somebody else may have been given the port meanwhile.
            if (attempt == 3 || !said.Any(l => l.Contains("could not bind", StringComparison.Ordinal)))
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
    public void Crash()
    {
        // Its children notice and end as well.
        using (var postmaster = Process.GetProcessById(int.Parse(File.ReadLines(Path.Combine(Folder, "data", "postmaster.pid")).First(), CultureInfo.InvariantCulture)))
            postmaster.Kill();
        _process!.WaitForExit();
        _process.Dispose();
        _process = null;
    }

    /// <summary>Carries out a statement.</summary>
    public object? Do(string sql)
    {
        using var connection = new NpgsqlConnection($"Host=127.0.0.1;Port={Port};Username=aqueduct;Database=postgres;Pooling=false");
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection);
        return command.ExecuteScalar();
    }

    public void Dispose()
    {
        if (_process is not null)
            Stop();
        if (Directory.Exists(Folder))
            Directory.Delete(Folder, recursive: true);
    }

    static Process Script(string[] arguments)
    {
        var start = new ProcessStartInfo("bash") { RedirectStandardInput = true, RedirectStandardError = true };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "postgres.sh"));
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
