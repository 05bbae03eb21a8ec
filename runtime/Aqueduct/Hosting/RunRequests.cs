namespace Aqueduct.Runtime;

/// <summary>A run that somebody asked for: a new one, or one that goes on where another ended.</summary>
/// <remarks>Values: parameters of a new run. Resume: id of the interrupted run to go on with. Continue: id of the run whose rest is done in a new one.</remarks>
sealed record RunRequest(Workflow Workflow, IReadOnlyDictionary<string, string> Values, string? Resume = null, string? Continue = null)
{
    public Task<RunDetails> RunAsync(WorkflowRunner runner, IRunObserver observer, CancellationToken cancel) =>
        Resume is not null ? runner.ResumeAsync(Workflow, Resume, observer, cancel)
        : Continue is not null ? runner.ContinueAsync(Workflow, Continue, observer, cancel)
        : runner.RunAsync(Workflow, Values, observer, cancel);
}

/// <summary>Reads from a command line what is to be run.</summary>
/// <param name="workflows">The app's.</param>
/// <param name="environment">The home.</param>
/// <param name="choose">Finds a workflow by its name.</param>
sealed class RunRequests(IReadOnlyList<Workflow> workflows, HostEnvironment environment, Func<string?, Workflow> choose)
{
    /// <param name="name">Name of the workflow; null where it was not given.</param>
    /// <param name="given">Parameters as they were given.</param>
    /// <param name="resume">What stands behind --resume.</param>
    /// <param name="failed">What stands behind --from-failed.</param>
    /// <exception cref="RefusedException">The options contradict each other, or the run is not one of this app.</exception>
    public async Task<RunRequest> OfAsync(string? name, IReadOnlyDictionary<string, string> given, string? resume, string? failed)
    {
        if (resume is not null && failed is not null)
            throw new RefusedException("--resume goes on with a run, --from-failed starts a new one from it: pass one of them.");
        if (resume == "auto")
            return await AutoAsync(choose(name), given).ConfigureAwait(false);
        if ((resume ?? failed) is not { } wanted)
        {
            var chosen = choose(name);
            return new RunRequest(chosen, ParameterTokens.Bind(chosen.Definition, given));
        }

        var run = (await StoreCommands.FindAsync(environment, wanted, name is null ? null : choose(name).Definition.Slug).ConfigureAwait(false)).Run;
        if (given.Count > 0)
            throw new RefusedException($"{(resume is null ? "--from-failed" : "--resume")} takes the parameters of run {run.Id}. Leave out --{given.Keys.First()}, or start a new run.");
        var workflow = workflows.FirstOrDefault(w => w.Definition.Slug == run.Slug)
            ?? throw new RefusedException($"Run {run.Id} is one of '{run.Workflow}', which this app does not have. It has {string.Join(", ", workflows.Select(w => w.Definition.Slug))}.");
        return new RunRequest(name is null ? workflow : choose(name), given, resume is null ? null : run.Id, failed is null ? null : run.Id);
    }

    /// <summary>What a container that is started again with the same command line does: its run goes on if it was cut off.</summary>
    async Task<RunRequest> AutoAsync(Workflow workflow, IReadOnlyDictionary<string, string> given)
    {
        var values = ParameterTokens.Bind(workflow.Definition, given);
        var newest = await StoreCommands.ReadAsync(environment, q => q.NewestOf(workflow.Definition.Slug, 1), []).ConfigureAwait(false);
        var asked = Parameters.Effective(workflow.Definition, values);
        return newest is [{ Interrupted: true } run] && run.Version == workflow.Definition.Version && run.Parameters.Count == asked.Count && run.Parameters.All(p => asked.TryGetValue(p.Key, out var value) && value == p.Value)
            ? new RunRequest(workflow, values, Resume: run.Id)
            : new RunRequest(workflow, values);
    }
}
