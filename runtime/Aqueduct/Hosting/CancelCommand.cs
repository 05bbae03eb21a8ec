using System.CommandLine;

namespace Aqueduct.Runtime;

/// <summary>Asks a run for its end, whichever process it is in.</summary>
static class CancelCommand
{
    public static Command Create(HostEnvironment environment)
    {
        var id = StoreCommands.RunArgument();
        var json = CommandLines.Json();
        var command = new Command("cancel", "Stop a run. Its process hears of it within a second; nodes under way are given the time to stop. A run that has ended is refused with exit code 2.") { id, json };
        command.SetAction(async parsed =>
        {
            var run = await CancelAsync(environment, parsed.GetValue(id)!).ConfigureAwait(false);
            if (parsed.GetValue(json))
                CommandLines.WriteJson(environment, w =>
                {
                    w.WriteStartObject();
                    w.WriteString("run", run.Id);
                    w.WriteString("state", run.State.ToString());
                    w.WriteBoolean("cancelRequested", true);
                    w.WriteEndObject();
                });
            else
                await environment.Out.WriteLineAsync($"Run {run.Id} of '{run.Workflow}' was asked to stop. How it ended: {$"{environment.Command} show {run.Id}".TrimStart()}").ConfigureAwait(false);
            return ExitCode.Succeeded;
        });
        return command;
    }

    static async Task<RunRecord> CancelAsync(HostEnvironment environment, string wanted)
    {
        var id = (await StoreCommands.FindAsync(environment, wanted).ConfigureAwait(false)).Run.Id;
        var store = environment.OpenStore();
        await using (store.ConfigureAwait(false))
        {
            return await store.WriteAsync(transaction => Request(transaction, id, "the command cancel", environment.Clock.GetUtcNow())).ConfigureAwait(false);
        }
    }

    /// <summary>Notes that a run is to end.</summary>
    /// <exception cref="RefusedException">There is none of that id, or it has ended.</exception>
    public static RunRecord Request(StoreTransaction transaction, string id, string by, DateTimeOffset now)
    {
        var run = transaction.Queries.Find(id)?.Run ?? throw new RefusedException($"There is no run '{id}'.");
        if (run.State.Ended())
            throw new RefusedException($"Run {id} of '{run.Workflow}' has ended already: {run.State}.");
        transaction.Write(new CancelRequested(id, by, now));
        return run;
    }
}
