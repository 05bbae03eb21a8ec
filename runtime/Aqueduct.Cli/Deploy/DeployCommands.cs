using System.CommandLine;
using Aqueduct.Artifacts;
using Aqueduct.Artifacts.Images;
using Aqueduct.Deploying;
using Aqueduct.Runtime;

namespace Aqueduct.Cli.Deploy;

/// <summary><c>aqueduct deploy</c>: what publishing to a cluster does, and what comes after, without MSBuild.</summary>
sealed class DeployCommands(HostEnvironment environment)
{
    readonly DeployOptions _options = new();

    public Command Create() => new("deploy", "Bring a published app to a Kubernetes cluster, look how it is, go back, run a workflow there.")
    {
        OfFolder("plan", "Show what applying would change in the cluster. Nothing is changed.", PlanAsync),
        OfFolder("apply", "Make the cluster have exactly what was published, and keep the version before.", ApplyAsync),
        Status(),
        Rollback(),
        Delete(),
        Run(),
    };

    async Task<int> PlanAsync(KubernetesCluster cluster, AppManifests app, CancellationToken cancel)
    {
        foreach (var line in (await Deployer(cluster).PlanAsync(app, cancel).ConfigureAwait(false)).Lines())
            Say(line);
        return ExitCode.Succeeded;
    }

    async Task<int> ApplyAsync(KubernetesCluster cluster, AppManifests app, CancellationToken cancel)
    {
        var version = await Deployer(cluster).ApplyAsync(app, cancel).ConfigureAwait(false);
        Say($"{app.App} -> version {version.Number} in {cluster.Place}");
        return ExitCode.Succeeded;
    }

    Command Status()
    {
        var json = CommandLines.Json();
        var jobs = CommandLines.AtLeast(0, new("--jobs") { Description = "Runs shown of each workflow.", DefaultValueFactory = _ => 3 });
        return OfCluster("status", "Show the app's version, its workflows, and how their last runs went.", [jobs, json], async (parsed, cluster, app, cancel) =>
        {
            var status = await StatusReader.ReadAsync(cluster, app, parsed.GetValue(jobs), cancel).ConfigureAwait(false);
            if (parsed.GetValue(json))
                await environment.Out.WriteAsync(status.ToJson()).ConfigureAwait(false);
            else
                foreach (var line in status.Lines())
                    Say(line);
            return ExitCode.Succeeded;
        });
    }

    Command Rollback()
    {
        var to = new Option<int?>("--to") { Description = "Number of the version to go back to. Default: the one before." };
        return OfCluster("rollback", "Go back to the version before, with the image it had.", [to], async (parsed, cluster, app, cancel) =>
        {
            var version = await Deployer(cluster).RollbackAsync(app, parsed.GetValue(to), cancel).ConfigureAwait(false);
            Say($"{app} -> version {version.Number}, which is version {version.Restores ?? version.Number} again, in {cluster.Place}");
            return ExitCode.Succeeded;
        });
    }

    Command Delete()
    {
        var data = new Option<bool>("--with-data") { Description = "Remove the volume, too: with it go all runs and artifacts." };
        return OfCluster("delete", "Remove the app from the cluster. The volume with its runs stays.", [data], async (parsed, cluster, app, cancel) =>
        {
            await Deployer(cluster).DeleteAsync(app, parsed.GetValue(data), cancel).ConfigureAwait(false);
            return ExitCode.Succeeded;
        });
    }

    Command Run()
    {
        var workflow = new Argument<string>("workflow") { Description = "Name or slug of the workflow." };
        var arguments = new Argument<string[]>("arguments") { Arity = ArgumentArity.ZeroOrMore, Description = "Parameters of the workflow, after --: -- --minimum-size 50" };
        var command = OfCluster("run", "Run a workflow in the cluster now, and wait for its end.", [], async (parsed, cluster, app, cancel) =>
        {
            var report = await new JobRunner(cluster, Say).RunAsync(app, parsed.GetValue(workflow)!, parsed.GetValue(arguments) ?? [], cancel).ConfigureAwait(false);
            if (report.State == JobState.Succeeded)
                return ExitCode.Succeeded;
            if (report.Steps.Count > 0) // one pod was followed, of several the one that failed is shown
                foreach (var line in report.Log)
                    Say("  | " + line);
            await environment.Error.WriteLineAsync($"error: {report.Name} {(report.IsStuck ? "cannot start and was removed" : "failed")}: {report.Problem}").ConfigureAwait(false);
            return ExitCode.Failed;
        });
        command.Add(workflow);
        command.Add(arguments);
        return command;
    }

    Command OfFolder(string name, string description, Func<KubernetesCluster, AppManifests, CancellationToken, Task<int>> act)
    {
        var command = new Command(name, description);
        foreach (var option in _options.OfFolder)
            command.Add(option);
        command.SetAction((parsed, cancel) => GuardAsync(async () =>
        {
            var registry = new ImagePublisher(Environment.GetEnvironmentVariable, Environment.GetFolderPath(Environment.SpecialFolder.UserProfile));
            var app = await PublishedApp.ReadAsync(_options.Manifests(parsed), registry, cancel).ConfigureAwait(false);
            using var cluster = _options.Connect(parsed);
            return await act(cluster, app, cancel).ConfigureAwait(false);
        }));
        return command;
    }

    Command OfCluster(string name, string description, IEnumerable<Option> more, Func<ParseResult, KubernetesCluster, string, CancellationToken, Task<int>> act)
    {
        var command = new Command(name, description);
        foreach (var option in _options.OfCluster.Concat(more))
            command.Add(option);
        command.SetAction((parsed, cancel) => GuardAsync(async () =>
        {
            using var cluster = _options.Connect(parsed);
            return await act(parsed, cluster, await _options.AppAsync(parsed, cluster, cancel).ConfigureAwait(false), cancel).ConfigureAwait(false);
        }));
        return command;
    }

    static async Task<int> GuardAsync(Func<Task<int>> act)
    {
        try
        {
            return await act().ConfigureAwait(false);
        }
        catch (ArtifactException e)
        {
            throw new RefusedException($"{e.Code}: {e.Message}");
        }
        catch (OperationCanceledException)
        {
            return ExitCode.Canceled; // what was begun in the cluster goes on there
        }
    }

    Deployer Deployer(ICluster cluster) => new(cluster, Say, message => environment.Error.WriteLine($"warning AQ9022: {message}"));

    void Say(string line) => environment.Out.WriteLine(line);
}
