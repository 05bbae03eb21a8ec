using System.Diagnostics;
using System.Globalization;

namespace Aqueduct.Objects.Tests.Servers;

/// <summary>The S3 server of tests/servers/s3.js on a free port of 127.0.0.1, with one bucket.</summary>
sealed class S3Process : IDisposable
{
    readonly Process _process;

    /// <param name="folder">Where its data are.</param>
    /// <param name="bucket">The bucket that is there.</param>
    /// <param name="key">A further account as key:secret; null for none.</param>
    public S3Process(string folder, string bucket, string? key = null)
    {
        var start = new ProcessStartInfo(ServerFolder.Tool("node")!, ["--openssl-legacy-provider", "s3.js", folder, bucket]) { WorkingDirectory = ServerFolder.Path, RedirectStandardInput = true, RedirectStandardOutput = true };
        if (key is not null)
            start.Environment["S3_KEY"] = key;
        _process = Process.Start(start)!;
        var port = _process.StandardOutput.ReadLine();
        if (port is null)
        {
            _process.WaitForExit();
            throw new InvalidOperationException($"The S3 server ended at once with code {_process.ExitCode}.");
        }

        Endpoint = "http://127.0.0.1:" + int.Parse(port, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>Its address.</summary>
    public string Endpoint { get; }

    public void Dispose()
    {
        _process.StandardInput.Close(); // it ends when its input does
        _process.WaitForExit();
        _process.Dispose();
    }
}
