using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;
using Aqueduct.Runtime;

namespace Aqueduct.Cli;

/// <summary>Starts an installed app on this process's console.</summary>
sealed class AppProcess(HostEnvironment environment)
{
    /// <summary>Runs the app's command line and returns its exit code.</summary>
    public async Task<int> RunAsync(InstalledApp app, IReadOnlyList<string> arguments)
    {
        using var process = Start(app, arguments);
        // Ctrl-C reaches the whole console, the app too; a request to end reaches only this process, so it is passed on. The app then ends by itself.
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, s => s.Cancel = true);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, s =>
        {
            s.Cancel = true;
            Terminate(process);
        });
        await process.WaitForExitAsync().ConfigureAwait(false);
        return process.ExitCode;
    }

    /// <summary>Starts the app's command line.</summary>
    /// <param name="app">The app.</param>
    /// <param name="arguments">Behind its own command.</param>
    /// <param name="isRead">Whether what it writes is read here, and not by the console.</param>
    /// <exception cref="RefusedException">Its program cannot be started.</exception>
    public Process Start(InstalledApp app, IReadOnlyList<string> arguments, bool isRead = false)
    {
        var start = new ProcessStartInfo(Resolve(app, app.Command[0])) { UseShellExecute = false, RedirectStandardOutput = isRead, RedirectStandardError = isRead };
        foreach (var part in app.Command.Skip(1).Select(p => Resolve(app, p)).Concat(arguments))
            start.ArgumentList.Add(part);
        start.Environment["AQUEDUCT_HOME"] = environment.Home;
        start.Environment[HostEnvironment.CommandVariable] = environment.Command;
        // What it was installed for, unless somebody asks for another.
        if (app.Environment is { } chosen && string.IsNullOrEmpty(Environment.GetEnvironmentVariable(EnvironmentChoice.Variable)))
            start.Environment[EnvironmentChoice.Variable] = chosen;
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception e)
        {
            throw new RefusedException($"App '{app.Name}' cannot be started with '{start.FileName}': {e.Message}. Install it again with: dotnet publish -p:AqueductTarget=local");
        }
    }

    static string Resolve(InstalledApp app, string part)
    {
        var path = Path.Combine(app.Folder, part);
        return File.Exists(path) ? path : part;
    }

    /// <summary>Asks it to end by itself.</summary>
    public static void Terminate(Process process)
    {
        if (process.HasExited)
            return;
        if (OperatingSystem.IsWindows())
            process.Kill();
        else
            Process.Start("kill", ["-TERM", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]).Dispose();
    }
}
