using Aqueduct.Artifacts;

namespace Aqueduct.Deploying;

/// <summary>Runs a workflow of a deployed app now, in pods of the cluster, and waits for its end.</summary>
/// <param name="cluster">Where.</param>
/// <param name="progress">Is told what the run does, and what its pod says.</param>
public sealed class JobRunner(ICluster cluster, Action<string> progress)
{
    static readonly TimeSpan Between = TimeSpan.FromMilliseconds(500);

    /// <summary>How long it may take until something in the cluster takes the run up.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Makes a run of the workflow and waits for it. One that cannot start is removed again, so that it does not start when nobody expects it.</summary>
    /// <param name="app">The app's name.</param>
    /// <param name="workflow">The workflow, by its name, its slug or its object in the cluster.</param>
    /// <param name="arguments">More arguments for the app, such as the workflow's parameters.</param>
    /// <param name="cancel">Stops the waiting; the run goes on.</param>
    /// <exception cref="ArtifactException">AQ9021: there is no such workflow. AQ9023: nothing takes the run up. AQ9024: it cannot be given these arguments. AQ9017, AQ9018.</exception>
    public async Task<JobReport> RunAsync(string app, string workflow, IReadOnlyList<string> arguments, CancellationToken cancel)
    {
        var (form, found) = await FindAsync(app, workflow, cancel).ConfigureAwait(false);
        var created = await cluster.CreateAsync(form.RunOf(found, arguments), cancel).ConfigureAwait(false);
        progress($"{created} in {cluster.Place}");
        var begun = TimeProvider.System.GetTimestamp();
        var (said, isFollowed, steps) = ("", false, new HashSet<string>(StringComparer.Ordinal));
        for (; ; await Task.Delay(Between, cancel).ConfigureAwait(false))
        {
            var run = await cluster.FindAsync(created.Type, created.Name, cancel).ConfigureAwait(false) ?? throw DeployErrors.Refused(created.Id, "somebody has removed it");
            var report = await form.ReadAsync(cluster, run, cancel).ConfigureAwait(false);
            foreach (var step in report.Steps.Where(steps.Add))
                progress($"  {step}");
            var state = report.Problem ?? report.State.ToString();
            if (state != said)
                progress($"  {said = state}");
            if (!isFollowed && form.Run == ResourceTypes.Job && report is { Pod: { } pod, State: not JobState.Waiting })
            {
                isFollowed = true;
                await cluster.FollowAsync(pod, line => progress("  | " + line), cancel).ConfigureAwait(false);
            }

            var isTakenUp = form.IsTakenUp(run) || TimeProvider.System.GetElapsedTime(begun) < Patience;
            if (report.IsStuck || !isTakenUp)
                await cluster.DeleteAsync(created.Type, created.Name, cancel).ConfigureAwait(false);
            if (!isTakenUp)
                throw DeployErrors.NotTakenUp(created, Patience);
            if (report.IsStuck || report.State is JobState.Succeeded or JobState.Failed)
                return report;
        }
    }

    async Task<(RunForm Form, DeployedWorkflow Workflow)> FindAsync(string app, string workflow, CancellationToken cancel)
    {
        var versions = await new VersionHistory(cluster, app).RequireAsync(cancel).ConfigureAwait(false);
        var form = RunForm.Of(versions[^1].Manifests);
        var all = await form.WorkflowsAsync(cluster, app, cancel).ConfigureAwait(false);
        return (form, all.FirstOrDefault(w => w.IsCalled(workflow)) ?? throw DeployErrors.NoWorkflow(app, workflow, all.Select(w => w.Slug)));
    }
}
