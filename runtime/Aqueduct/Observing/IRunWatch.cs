using Microsoft.Extensions.Logging;

namespace Aqueduct.Runtime;

/// <summary>What a package adds to a process that runs workflows: it is begun before the first run, and disposed of after the last one, which it may hold up for a bounded time.</summary>
interface IRunWatch : IAsyncDisposable
{
    /// <summary>What hears of a run; null where nothing does. What it throws is said, and changes nothing about the run.</summary>
    IRunObserver? Observe(WorkflowDefinition workflow) => null;

    /// <summary>Where logs of nodes go beside the nodes' output; null where they go nowhere else.</summary>
    ILoggerFactory? Loggers => null;
}

/// <summary>What watches the runs of one process.</summary>
sealed class RunWatches(IReadOnlyList<IRunWatch> all, TextWriter error) : IAsyncDisposable
{
    public IReadOnlyList<IRunWatch> All => all;

    /// <summary>Begins those that the packages of an app add. One that cannot begin is said, and keeps nobody from working.</summary>
    public static RunWatches Begin(HostEnvironment environment)
    {
        var watches = new List<IRunWatch>();
        foreach (var (name, begin) in Connectors.Watches)
        {
            try
            {
                if (begin(environment) is { } watch)
                    watches.Add(watch);
            }
            catch (Exception e)
            {
                environment.Error.WriteLine($"warning: {name} is off: {e.Message}");
            }
        }

        return new RunWatches(watches, environment.Error);
    }

    /// <summary>Ends them: what they still hold is sent, as far as their patience goes.</summary>
    public async ValueTask DisposeAsync() => await Task.WhenAll(all.Select(EndAsync)).ConfigureAwait(false);

    async Task EndAsync(IRunWatch watch)
    {
        try
        {
            await watch.DisposeAsync().ConfigureAwait(false);
        }
        catch (Exception e)
        {
            await error.WriteLineAsync($"warning: What was observed of the runs could not be sent: {e.Message}").ConfigureAwait(false);
        }
    }
}
