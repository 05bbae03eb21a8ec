namespace Aqueduct.Runtime;

/// <summary>Runs a workflow and shows its progress and outcome.</summary>
sealed class RunCommand(HostEnvironment environment)
{
    public async Task<int> RunAsync(Workflow workflow, IReadOnlyDictionary<string, string> values, bool json, CancellationToken cancel)
    {
        var store = RunStore.Open(environment.Home, environment.Clock);
        await using (store.ConfigureAwait(false))
        {
            var runner = new WorkflowRunner(store, environment.Clock, environment.Options);
            var run = await ShownAsync(observer => runner.RunAsync(workflow, values, observer, cancel), json).ConfigureAwait(false);
            if (json)
                CommandLines.WriteJson(environment, w => RunJson.WriteDetails(w, run));
            else
                RunSummary.Write(run, environment, afterRun: true);
            return ExitCode.Of(run.Run.State);
        }
    }

    Task<RunDetails> ShownAsync(Func<IRunObserver, Task<RunDetails>> run, bool json) =>
        json ? run(NoObserver.Instance)
        : environment.Terminal ? new LiveDisplay(environment).ShowAsync(run)
        : run(new PlainDisplay(environment.Out));
}
