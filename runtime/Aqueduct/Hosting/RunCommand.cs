namespace Aqueduct.Runtime;

/// <summary>Runs a workflow and shows its progress and outcome.</summary>
sealed class RunCommand(HostEnvironment environment)
{
    public async Task<int> RunAsync(Workflow workflow, IReadOnlyDictionary<string, string> values, bool json, CancellationToken cancel)
    {
        RequireConfiguration(workflow.Definition);
        var store = RunStore.Open(environment.Home, environment.Clock);
        await using (store.ConfigureAwait(false))
        {
            var runner = new WorkflowRunner(store, environment.Clock, environment.Options);
            var run = await ShownAsync(observer => runner.RunAsync(workflow, values, observer, cancel), json).ConfigureAwait(false);
            try
            {
                Print(run, json);
            }
            catch (IOException e)
            {
                // The run is what counts: a full disk under its log does not undo it.
                await environment.Error.WriteLineAsync($"error: The outcome cannot be printed: {e.Message.TrimEnd('.')}. It is kept: {$"{environment.Command} show {run.Run.Id}".TrimStart()}").ConfigureAwait(false);
            }

            return ExitCode.Of(run.Run.State);
        }
    }

    void Print(RunDetails run, bool json)
    {
        if (json)
            CommandLines.WriteJson(environment, w => RunJson.WriteDetails(w, run));
        else
            RunSummary.Write(run, environment, afterRun: true);
    }

    /// <summary>A save would find a broken aqueduct.json after all the work before it: it is read before anything starts.</summary>
    static void RequireConfiguration(WorkflowDefinition workflow)
    {
        if (workflow.Nodes.All(n => n.Resource is null))
            return;
        try
        {
            _ = ResourceRegistry.Current;
        }
        catch (InvalidDataException e)
        {
            throw new RefusedException(e.Message);
        }
    }

    Task<RunDetails> ShownAsync(Func<IRunObserver, Task<RunDetails>> run, bool json) =>
        json ? run(NoObserver.Instance)
        : environment.Terminal ? new LiveDisplay(environment).ShowAsync(run)
        : run(new PlainDisplay(environment.Out));
}
