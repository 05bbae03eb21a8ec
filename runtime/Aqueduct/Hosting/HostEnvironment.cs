using Spectre.Console;

namespace Aqueduct.Runtime;

/// <summary>What a command line works with; tests bring their own.</summary>
sealed record HostEnvironment
{
    /// <summary>The Aqueduct home.</summary>
    public required string Home { get; init; }

    /// <summary>Says where the runs are kept, given the home; asked when a command needs them.</summary>
    public Func<string, StoreDatabase> Store { get; init; } = home => new SqliteStore(home);

    /// <summary>Whether there are runs; looking creates no store.</summary>
    public bool StoreExists => Store(Home).Exists();

    /// <summary>Where the runs are, in a sentence to a person.</summary>
    public string RunsPlace => Store(Home).PlaceOf(Home);

    /// <summary>Opens the store of the runs.</summary>
    /// <exception cref="RefusedException">aqueduct.json or AQUEDUCT_STORE does not say clearly where it is.</exception>
    public RunStore OpenStore() => RunStore.Open(Home, Store(Home), Clock);

    /// <summary>Where results go.</summary>
    public required TextWriter Out { get; init; }

    /// <summary>Where refusals go.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>Opens the stream behind <see cref="Out"/>, for bytes.</summary>
    public required Func<Stream> OpenOut { get; init; }

    /// <summary>Whether <see cref="Out"/> is a terminal that a display can be redrawn on.</summary>
    public required bool Terminal { get; init; }

    /// <summary>Whether colours are welcome.</summary>
    public required bool Colors { get; init; }

    /// <summary>Tells the time.</summary>
    public required TimeProvider Clock { get; init; }

    /// <summary>What a person types before a command, such as <c>dotnet run churn.cs --</c>; for the hints that name a next step.</summary>
    public string Command { get; init; } = "";

    /// <summary>Asks for a password: on a terminal without showing it, otherwise the first line of the input.</summary>
    public Func<string, string> AskSecret { get; init; } = _ => throw new RefusedException("Nobody can be asked for a password here.");

    /// <summary>How workflows are run.</summary>
    public RunOptions Options { get; init; } = new();

    /// <summary>The process's console, environment variables and clock.</summary>
    public static HostEnvironment OfProcess()
    {
        var terminal = !Console.IsOutputRedirected && Environment.GetEnvironmentVariable("TERM") != "dumb";
        return new HostEnvironment
        {
            Home = AqueductHome.Find(),
            Store = StoreChoice.Of,
            Out = Console.Out,
            Error = Console.Error,
            OpenOut = Console.OpenStandardOutput,
            Terminal = terminal,
            Colors = terminal && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")),
            Clock = TimeProvider.System,
            AskSecret = question => Console.IsInputRedirected ? Console.In.ReadLine() ?? "" : AnsiConsole.Prompt(new TextPrompt<string>(question).Secret()),
            Command = CommandOfProcess(),
        };
    }

    /// <summary>Environment variable by which a program that starts an app says how people reach the app's commands through it.</summary>
    public const string CommandVariable = "AQUEDUCT_COMMAND";

    // The SDK tells a file-based app where its file is; others are started by their dll or by their own executable.
    static string CommandOfProcess()
    {
        if (Environment.GetEnvironmentVariable(CommandVariable) is { Length: > 0 } command)
            return command;
        if (AppContext.GetData("EntryPointFilePath") is string file && File.Exists(file))
            return $"dotnet run {FromHere(file)} --";
        var program = Environment.ProcessPath ?? "";
        return Path.GetFileNameWithoutExtension(program) == "dotnet" && Environment.GetCommandLineArgs() is [var dll, ..] ? $"dotnet {FromHere(dll)}" : FromHere(program);
    }

    static string FromHere(string path)
    {
        var relative = Path.GetRelativePath(Environment.CurrentDirectory, path);
        var shown = relative.StartsWith("..", StringComparison.Ordinal) ? path : relative;
        return shown.Contains(' ') ? $"\"{shown}\"" : shown;
    }
}

/// <summary>Exit codes.</summary>
static class ExitCode
{
    public const int Succeeded = 0;
    public const int Failed = 1;
    public const int Refused = 2;
    public const int Canceled = 130;

    public static int Of(RunState state) => state switch
    {
        RunState.Succeeded or RunState.SucceededWithWarnings => Succeeded,
        RunState.Canceled => Canceled,
        _ => Failed,
    };
}

/// <summary>A command that was not carried out; the message says why and what to do.</summary>
class RefusedException(string message) : Exception(message);

/// <summary>A run that was not started because of another one.</summary>
/// <param name="message">Which one, and what to do.</param>
/// <param name="isDone">Whether that one is the same: what was to be started was started by another process.</param>
sealed class NotAdmittedException(string message, bool isDone = false) : RefusedException(message)
{
    public bool IsDone { get; } = isDone;
}
