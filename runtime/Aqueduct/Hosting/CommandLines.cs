using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using Aqueduct.Rules;

namespace Aqueduct.Runtime;

/// <summary>What all commands share.</summary>
static class CommandLines
{
    public static Option<bool> Json() => new("--json") { Description = "Print one JSON document." };

    /// <summary>A root with the commands; where the first argument names one of them, with that one alone: making all costs more than carrying out one.</summary>
    public static RootCommand Root(string description, string[] args, IEnumerable<(string Name, Func<Command> Create)> commands)
    {
        var root = new RootCommand(description);
        var all = commands.ToList();
        foreach (var (_, create) in args is [var first, ..] && all.Exists(c => c.Name == first) ? all.FindAll(c => c.Name == first) : all)
            root.Add(create());
        return root;
    }

    /// <summary>Parses and carries out; what the parser does not understand is refused.</summary>
    public static async Task<int> InvokeAsync(RootCommand root, string[] args, HostEnvironment environment, CancellationToken cancel)
    {
        if (args is [var first, ..] && !first.StartsWith('-') && root.Subcommands.All(c => c.Name != first && !c.Aliases.Contains(first)))
            throw new RefusedException($"There is no command '{first}'.{Nearest.Hint(first, root.Subcommands.Select(c => c.Name))} See --help.");
        // '@daily' is a schedule and no file of further arguments.
        var parsed = root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parsed.Errors.Count > 0)
            throw new RefusedException(string.Join(' ', parsed.Errors.Select(e => e.Message)) + " See --help.");
        // Signals are this library's own business: the parser's handler would end the process before the run is recorded.
        var configuration = new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null, Output = environment.Out, Error = environment.Error };
        return await parsed.InvokeAsync(configuration, cancel).ConfigureAwait(false);
    }

    /// <summary>Whether something was not carried out, and the message says to a person why and what to do.</summary>
    public static bool IsRefusal(Exception exception) =>
        exception is RefusedException or ParameterException or HomeException or ResourceException or InvalidDataException or NewerStoreException or MissingServiceException;

    /// <summary>Turns refusals into a message and exit code 2.</summary>
    public static async Task<int> GuardAsync(HostEnvironment environment, Func<Task<int>> command)
    {
        try
        {
            return await command().ConfigureAwait(false);
        }
        catch (Exception e) when (IsRefusal(e))
        {
            await environment.Error.WriteLineAsync("error: " + e.Message).ConfigureAwait(false);
            return ExitCode.Refused;
        }
        catch (IOException e)
        {
            // Commands turn the failures of files they name into refusals: this one is of the output.
            await environment.Error.WriteLineAsync("error: The output cannot be written: " + e.Message).ConfigureAwait(false);
            return ExitCode.Failed;
        }
    }

    /// <summary>An amount of bytes as Kubernetes writes it.</summary>
    /// <exception cref="RefusedException">It is none.</exception>
    public static long Bytes(string option, string text) => Quantities.Bytes(text) is > 0 and var bytes
        ? (long)bytes
        : throw new RefusedException($"{option} '{text}' is no amount of bytes.{(Quantities.Suggest(text) is { } meant ? $" Did you mean '{meant}'?" : " Write it as 10Gi or 500M.")}");

    /// <summary>Refuses a number below <paramref name="least"/>.</summary>
    public static Option<int> AtLeast(int least, Option<int> option, int most = int.MaxValue)
    {
        option.Validators.Add(r =>
        {
            if (r.GetValueOrDefault<int>() < least)
                r.AddError($"{option.Name} is at least {least}.");
            if (r.GetValueOrDefault<int>() > most)
                r.AddError($"{option.Name} is at most {Words.Count(most)}.");
        });
        return option;
    }

    /// <summary>How JSON for people is laid out.</summary>
    public static readonly JsonWriterOptions Indented = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Prints one JSON document.</summary>
    public static void WriteJson(HostEnvironment environment, Action<Utf8JsonWriter> write)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, Indented))
            write(json);
        environment.Out.Write(System.Text.Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length) + "\n");
        environment.Out.Flush();
    }
}
