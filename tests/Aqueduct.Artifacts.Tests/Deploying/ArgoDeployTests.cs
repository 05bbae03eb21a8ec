using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using Aqueduct.Artifacts.Images;
using Aqueduct.Artifacts.Model;
using Aqueduct.Artifacts.Tests.Images;
using Aqueduct.Deploying;

namespace Aqueduct.Artifacts.Tests.Deploying;

/// <summary>An app as Argo's objects: the same deploying, other workflows and runs.</summary>
public sealed class ArgoDeployTests
{
    readonly FakeCluster _cluster = new();
    readonly List<string> _said = [];

    public ArgoDeployTests() => _cluster.Known.UnionWith([ResourceTypes.Pod, new("v1", "Secret"), new("rbac.authorization.k8s.io/v1", "Role"), new("rbac.authorization.k8s.io/v1", "RoleBinding"),
        ResourceTypes.WorkflowTemplate, ResourceTypes.CronWorkflow, ResourceTypes.Workflow]);

    Deployer Deployer => new(_cluster, _said.Add, _said.Add) { Patience = TimeSpan.Zero };

    static CancellationToken None => CancellationToken.None;

    static AppManifests App(params WorkflowModel[] workflows) => AppManifests.Parse(ArgoTests.Render(ArgoTests.Shared, workflows));

    [Fact]
    public async Task Applying_makes_the_objects_and_a_version_that_drops_a_workflow_removes_it_and_going_back_brings_it_again()
    {
        string[] around = ["NetworkPolicy/churn", "Role/churn-executor", "RoleBinding/churn-executor", "Secret/churn-executor.service-account-token", "ServiceAccount/churn", "ServiceAccount/churn-executor"];

        await Deployer.ApplyAsync(App(ArgoTests.Training, Sample.Adhoc), None);
        string[] first = [.. around, "CronWorkflow/churn-model-training", "WorkflowTemplate/churn-backfill", "WorkflowTemplate/churn-model-training"];
        Assert.Equal(first.Order(StringComparer.Ordinal), _cluster.Ids);

        await Deployer.ApplyAsync(App(Sample.Adhoc), None);
        Assert.Equal([.. around, "WorkflowTemplate/churn-backfill"], _cluster.Ids);

        Assert.Equal(1, (await Deployer.RollbackAsync("churn", null, None)).Restores);
        Assert.Equal(first.Order(StringComparer.Ordinal), _cluster.Ids);

        await Deployer.DeleteAsync("churn", withData: false, None);
        Assert.Empty(_cluster.Ids);
    }

    [Fact]
    public async Task An_app_that_becomes_CronJobs_leaves_nothing_of_Argo_behind()
    {
        await Deployer.ApplyAsync(App(ArgoTests.Training), None);

        await Deployer.ApplyAsync(DeployerTests.App(Sample.Churn), None);

        Assert.Equal(["CronJob/churn-customer-churn", "NetworkPolicy/churn", "PersistentVolumeClaim/churn-home", "ServiceAccount/churn"], _cluster.Ids);
    }

    [Fact]
    public async Task A_cluster_without_Argo_is_AQ9023_and_nothing_is_changed()
    {
        _cluster.Known.Remove(ResourceTypes.WorkflowTemplate);

        var refusal = await Assert.ThrowsAsync<ArtifactException>(() => Deployer.ApplyAsync(App(Sample.Adhoc), None));

        Assert.Equal("AQ9023", refusal.Code);
        Assert.StartsWith("The cluster has no Argo Workflows: it does not know argoproj.io/v1alpha1 WorkflowTemplate. Install Argo Workflows", refusal.Message);
        Assert.Empty(_cluster.Writes);
    }

    [Fact]
    public void The_digest_is_put_to_the_images_of_templates()
    {
        var app = App(ArgoTests.Training);

        Assert.Equal(["churn:1.2.0", "registry.example.com/team/cuda:12"], app.Images);
        Assert.Equal(["churn:1.2.0@sha256:ab", "registry.example.com/team/cuda:12"], app.Pin("churn:1.2.0", "sha256:ab").Images);
    }

    [Theory]
    [InlineData("team/cuda:12", "The image 'team/cuda:12' names no registry that a cluster could take it from.")]
    [InlineData("HOST/none:1", "The registry has no image 'HOST/none:1'. Push it first:")]
    public async Task An_operators_image_is_looked_for_before_anything_is_applied(string image, string found)
    {
        using var folder = new TemporaryFolder();
        using var registry = new FakeRegistry("me:word");
        folder.Write(".docker/config.json", $$"""{ "auths": { "{{registry.Host}}": { "auth": "bWU6d29yZA==" } } }""");
        var app = App(ArgoTests.Training with { Nodes = [new(0, "Train", 1) { Kind = "operator", Image = image.Replace("HOST", registry.Host, StringComparison.Ordinal) }] }).Pin("churn:1.2.0", "sha256:ab");

        var refusal = await Assert.ThrowsAsync<ArtifactException>(() => PublishedApp.PinAsync(app, new ImagePublisher(_ => null, folder.Path), None));

        Assert.Equal("AQ9016", refusal.Code);
        Assert.StartsWith(found.Replace("HOST", registry.Host, StringComparison.Ordinal), refusal.Message);
    }

    [Fact]
    public async Task A_run_is_made_from_the_template_with_its_parameters_and_waited_for()
    {
        await Deployer.ApplyAsync(App(ArgoTests.Training), None);
        var looks = 0;
        _cluster.Controller = o => Phase(o, looks++ == 0 ? """{ "phase": "Running", "nodes": { "a": { "id": "a", "type": "Pod", "displayName": "load", "phase": "Running" } } }"""
            : """{ "phase": "Succeeded", "nodes": { "a": { "id": "a", "type": "Pod", "displayName": "load", "phase": "Succeeded" } } }""");

        var report = await Runner.RunAsync("churn", "Model training", ["--trees", "50", "--region=north"], None);

        Assert.Equal(JobState.Succeeded, report.State);
        Assert.Equal(["  load: Running", "  Running", "  load: Succeeded", "  Succeeded"], _said.SkipWhile(l => !l.StartsWith("Workflow/", StringComparison.Ordinal)).Skip(1));
        var run = _cluster[$"Workflow/{report.Name}"];
        Assert.Equal("""{"workflowTemplateRef":{"name":"churn-model-training"},"arguments":{"parameters":[{"name":"trees","value":"50"},{"name":"region","value":"north"}]},"defaulted":true}""", run.Json["spec"]!.ToJsonString());
        Assert.Equal(("model-training", "churn-model-training"), (run.Label(Manifest.WorkflowLabel), run.Label("workflows.argoproj.io/workflow-template")));
        Assert.Equal("WorkflowTemplate", run.Json["metadata"]!["ownerReferences"]![0]!["kind"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("'region' has no value", "--trees", "50")]
    [InlineData("it has no parameter 'tree'", "--tree=5")]
    [InlineData("'trees' is given twice", "--trees", "5", "--Trees=6")]
    [InlineData("'north' is no parameter", "north")]
    public async Task Arguments_that_the_workflow_does_not_take_are_AQ9024(string found, params string[] arguments)
    {
        await Deployer.ApplyAsync(App(ArgoTests.Training), None);

        var refusal = await Assert.ThrowsAsync<ArtifactException>(() => Runner.RunAsync("churn", "model-training", arguments, None));

        Assert.Equal(("AQ9024", $"'Model training' cannot be run so: {found}. Its parameters: trees, since, region; they are given after --: -- --trees VALUE."), (refusal.Code, refusal.Message));
        Assert.DoesNotContain(_cluster.Ids, id => id.StartsWith("Workflow/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_run_that_nothing_takes_up_is_removed_and_AQ9023()
    {
        await Deployer.ApplyAsync(App(Sample.Adhoc), None);

        var refusal = await Assert.ThrowsAsync<ArtifactException>(() => Runner.RunAsync("churn", "backfill", [], None));

        Assert.Equal("AQ9023", refusal.Code);
        Assert.Contains("nothing has taken up Workflow/churn-backfill-", refusal.Message);
        Assert.DoesNotContain(_cluster.Ids, id => id.StartsWith("Workflow/", StringComparison.Ordinal));
    }

    const string Failed = """
        { "phase": "Failed", "message": "child 'x' failed", "startedAt": "2026-01-01T00:00:00Z", "finishedAt": "2026-01-01T00:09:00Z", "nodes": {
            "w": { "id": "w", "type": "DAG", "displayName": "w", "phase": "Failed", "finishedAt": "2026-01-01T00:00:01Z" },
            "finish": { "id": "finish", "type": "Pod", "displayName": "finish", "phase": "Failed", "message": "Error (exit code 1)", "startedAt": "2026-01-01T00:08:00Z", "finishedAt": "2026-01-01T00:09:00Z" },
            "load": { "id": "load", "type": "Pod", "displayName": "load", "phase": "Succeeded", "startedAt": "2026-01-01T00:01:00Z", "finishedAt": "2026-01-01T00:02:00Z" },
            "train": { "id": "train", "type": "Retry", "displayName": "train", "phase": "Failed", "message": "OOMKilled (exit code 137)", "startedAt": "2026-01-01T00:03:00Z", "finishedAt": "2026-01-01T00:05:00Z", "children": ["train-0"] },
            "train-0": { "id": "train-0", "type": "Pod", "displayName": "train(0)", "phase": "Failed", "startedAt": "2026-01-01T00:03:00Z", "finishedAt": "2026-01-01T00:04:00Z" } } }
        """;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_failed_run_names_the_group_that_failed_first_with_its_pods_own_reason_and_words(bool isCompressed)
    {
        AddPod("train", "train-0", "Failed", """{ "name": "main", "state": { "terminated": { "exitCode": 137, "reason": "OOMKilled" } } }""");
        AddPod("load", "load", "Succeeded", """{ "name": "main", "state": { "terminated": { "exitCode": 0 } } }""");
        _cluster.Logs[("pod-train", "main")] = "reading\ntraining\n";

        var report = await ArgoReader.ReadAsync(_cluster, RunWith(isCompressed ? Compressed(Failed) : Failed), None);

        Assert.Equal((JobState.Failed, "train: out of memory: it used more than its limit of 4Gi. Raise Memory of the workflow's operators", "pod-train"), (report.State, report.Problem, report.Pod));
        Assert.Equal(["reading", "training"], report.Log);
        Assert.Equal(["load: Succeeded", "train: Failed: OOMKilled (exit code 137)", "finish: Failed: Error (exit code 1)"], report.Steps);
    }

    [Theory]
    [InlineData("""{ "phase": "Error", "message": "invalid spec" }""", "invalid spec")]
    [InlineData("""{ "phase": "Failed", "nodes": { "a": { "id": "a", "type": "Pod", "displayName": "load", "phase": "Error", "message": "pod deleted" } } }""", "load: pod deleted")]
    public async Task Where_no_pod_is_left_Argo_says_why(string status, string problem) =>
        Assert.Equal(problem, (await ArgoReader.ReadAsync(_cluster, RunWith(status), None)).Problem);

    [Theory]
    [InlineData("Pending", true)]
    [InlineData("Running", false)]
    public async Task An_image_that_cannot_be_pulled_is_the_end_once_no_other_pod_runs(string other, bool isStuck)
    {
        AddPod("train", "train-0", "Pending", """{ "name": "main", "image": "none:1", "state": { "waiting": { "reason": "InvalidImageName", "message": "no such name" } } }""");
        AddPod("load", "load", other, """{ "name": "main", "state": {} }""");

        var report = await ArgoReader.ReadAsync(_cluster, RunWith("""{ "phase": "Running" }"""), None);

        Assert.Equal(("the image 'none:1' cannot be pulled: no such name", isStuck), (report.Problem, report.IsStuck));
    }

    [Fact]
    public async Task The_status_has_the_workflows_with_their_schedule_and_their_runs()
    {
        await Deployer.ApplyAsync(App(ArgoTests.Training, Sample.Adhoc), None);
        var run = RunWith(Failed);
        run.Json["metadata"]!["labels"] = new JsonObject { [Manifest.AppLabel] = "churn", [Manifest.ManagerLabel] = "aqueduct", [Manifest.WorkflowLabel] = "model-training" };
        _cluster.Add(run.Json);

        var status = await StatusReader.ReadAsync(_cluster, "churn", 3, None);

        Assert.Equal([("Backfill", null, null, 0), ("Model training", "0 3 * * 1", "Europe/Berlin", 1)], status.Workflows.Select(w => (w.Name, w.Schedule, w.TimeZone, w.Jobs.Count)));
        Assert.Contains("run-1: train: OOMKilled (exit code 137)", string.Join('\n', status.Lines()));
    }

    JobRunner Runner => new(_cluster, _said.Add) { Patience = TimeSpan.Zero };

    static void Phase(Manifest found, string status)
    {
        if (found.Type == ResourceTypes.Workflow)
            found.Json["status"] = JsonNode.Parse(status);
    }

    static Manifest RunWith(string status) => new(new()
    {
        ["apiVersion"] = ResourceTypes.Workflow.ApiVersion,
        ["kind"] = "Workflow",
        ["metadata"] = JsonNode.Parse("""{ "name": "run-1", "creationTimestamp": "2026-01-01T00:00:00Z" }"""),
        ["status"] = JsonNode.Parse(status),
    });

    void AddPod(string name, string node, string phase, string container) => _cluster.Add(new()
    {
        ["apiVersion"] = "v1",
        ["kind"] = "Pod",
        ["metadata"] = JsonNode.Parse($$"""{ "name": "pod-{{name}}", "labels": { "workflows.argoproj.io/workflow": "run-1" }, "annotations": { "workflows.argoproj.io/node-id": "{{node}}" } }"""),
        // Argo's own container comes first and has a limit of its own.
        ["spec"] = JsonNode.Parse("""{ "containers": [{ "name": "wait", "resources": { "limits": { "memory": "64Mi" } } }, { "name": "main", "resources": { "limits": { "memory": "4Gi" } } }] }"""),
        ["status"] = JsonNode.Parse($$"""{ "phase": "{{phase}}", "containerStatuses": [{{container}}, { "name": "wait", "state": {} }] }"""),
    });

    static string Compressed(string status)
    {
        var json = JsonNode.Parse(status)!.AsObject();
        using var bytes = new MemoryStream();
        using (var gzip = new GZipStream(bytes, CompressionLevel.Optimal, leaveOpen: true))
            gzip.Write(Encoding.UTF8.GetBytes(json["nodes"]!.ToJsonString()));
        json.Remove("nodes");
        json["compressedNodes"] = Convert.ToBase64String(bytes.ToArray());
        return json.ToJsonString();
    }
}
