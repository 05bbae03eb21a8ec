using System.Diagnostics;
using Aqueduct.Runtime;

namespace Aqueduct.Crash.Tests.Kills;

/// <summary>A place at which a process is killed, and at which of its visits.</summary>
readonly record struct Place(Failpoint At, int Visit)
{
    public override string ToString() => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{At}:{Visit}");
}

/// <summary>How a process of the worker ended.</summary>
/// <param name="Code">Its exit code.</param>
/// <param name="Begun">Right before it was started.</param>
/// <param name="Output">What it printed.</param>
sealed record Ended(int Code, DateTimeOffset Begun, string Output)
{
    // 128 and the number of SIGKILL.
    public bool Killed => Code == 137;
}

/// <summary>Starts processes of the worker, one home each.</summary>
static class Worker
{
    static readonly string Folder = AppContext.BaseDirectory.Replace(typeof(Worker).Assembly.GetName().Name!, "Aqueduct.Crash.Worker", StringComparison.Ordinal);

    /// <summary>Runs a command to its end, or to the end that was chosen for it.</summary>
    /// <param name="home">Folder of the home; what it saves to lies beside it.</param>
    /// <param name="arguments">The command line.</param>
    /// <param name="place">Kills itself there.</param>
    /// <param name="after">Is killed after that time.</param>
    /// <param name="variables">Further variables of its environment.</param>
    public static async Task<Ended> RunAsync(string home, string[] arguments, Place? place = null, TimeSpan? after = null, IReadOnlyDictionary<string, string>? variables = null)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = home };
        foreach (var part in (string[])[Path.Combine(Folder, "Aqueduct.Crash.Worker.dll"), .. arguments])
            start.ArgumentList.Add(part);
        start.Environment["AQUEDUCT_HOME"] = home;
        start.Environment["DOTNET_TieredPGO"] = "0";
        if (place is { } at)
            start.Environment["AQUEDUCT_KILL_AT"] = at.ToString();
        foreach (var (name, value) in variables ?? new Dictionary<string, string>())
            start.Environment[name] = value;
        var begun = DateTimeOffset.UtcNow;
        using var process = Process.Start(start)!;
        var output = Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        if (after is { } delay)
        {
            // A time to die at is what is tested; whoever is done before it stays alive.
            var exit = process.WaitForExitAsync();
            if (await Task.WhenAny(exit, Task.Delay(delay)) != exit)
                process.Kill();
        }

        await process.WaitForExitAsync();
        return new Ended(process.ExitCode, begun, string.Concat(await output));
    }
}
