using System.CommandLine;

namespace Aqueduct.Runtime;

/// <summary>Keeps a workflow from starting by itself, and lets it start again.</summary>
static class PauseCommands
{
    /// <param name="environment">The home.</param>
    /// <param name="workflow">The argument that names the workflow.</param>
    /// <param name="choose">Finds it.</param>
    public static Command Pause(HostEnvironment environment, Argument<string?> workflow, Func<string?, Workflow> choose)
    {
        var reason = new Option<string?>("--reason") { Description = "Why, for those who see it in the list." };
        var command = new Command("pause", "Keep a workflow from starting by its schedule, after another one, or by a trigger. Runs under way go on; run starts it still.") { workflow, reason };
        command.SetAction(async parsed =>
        {
            var definition = choose(parsed.GetValue(workflow)).Definition;
            var pause = new Pause(definition.Slug, environment.Clock.GetUtcNow(), Caller, parsed.GetValue(reason));
            await WriteAsync(environment, transaction => Pause(transaction, definition, pause)).ConfigureAwait(false);
            await environment.Out.WriteLineAsync($"'{definition.Name}' is paused. It starts again after: {$"{environment.Command} unpause {definition.Slug}".TrimStart()}").ConfigureAwait(false);
            return ExitCode.Succeeded;
        });
        return command;
    }

    /// <inheritdoc cref="Pause(HostEnvironment, Argument{string?}, Func{string?, Workflow})"/>
    public static Command Unpause(HostEnvironment environment, Argument<string?> workflow, Func<string?, Workflow> choose)
    {
        var command = new Command("unpause", "Let a paused workflow start again. Its CatchUp says which firings of the pause are made up for.") { workflow };
        command.SetAction(async parsed =>
        {
            var definition = choose(parsed.GetValue(workflow)).Definition;
            await WriteAsync(environment, transaction => Unpause(transaction, definition, Caller, environment.Clock.GetUtcNow())).ConfigureAwait(false);
            await environment.Out.WriteLineAsync($"'{definition.Name}' is no longer paused.").ConfigureAwait(false);
            return ExitCode.Succeeded;
        });
        return command;
    }

    /// <summary>Pauses a workflow.</summary>
    /// <exception cref="RefusedException">It is paused already.</exception>
    public static void Pause(StoreTransaction transaction, WorkflowDefinition definition, Pause pause)
    {
        if (transaction.Queries.Pauses().GetValueOrDefault(definition.Slug) is { } before)
            throw new RefusedException($"'{definition.Name}' is {before.Said}.");
        transaction.Write(new WorkflowPaused(pause));
    }

    /// <summary>Lets a workflow start again.</summary>
    /// <exception cref="RefusedException">It is not paused.</exception>
    public static void Unpause(StoreTransaction transaction, WorkflowDefinition definition, string by, DateTimeOffset now)
    {
        if (!transaction.Queries.Pauses().ContainsKey(definition.Slug))
            throw new RefusedException($"'{definition.Name}' is not paused.");
        transaction.Write(new WorkflowUnpaused(definition.Slug, by, now));
    }

    static string Caller => $"{Environment.UserName} on {Environment.MachineName}";

    static async Task WriteAsync(HostEnvironment environment, Action<StoreTransaction> write)
    {
        var store = environment.OpenStore();
        await using (store.ConfigureAwait(false))
            await store.WriteAsync(transaction =>
            {
                write(transaction);
                return true;
            }).ConfigureAwait(false);
    }
}
