using System.Text;
using System.Text.Json.Nodes;
using Aqueduct.Artifacts.Model;
using Aqueduct.Artifacts.Planning;
using Aqueduct.Artifacts.Settings;
using Aqueduct.Artifacts.Tests.Schemas;

namespace Aqueduct.Artifacts.Tests;

/// <summary>What Argo is given: groups of nodes as the tasks of a graph.</summary>
public sealed class ArgoTests
{
    /// <summary>Runs on a server, artifacts in an object store: what pods on several machines need.</summary>
    internal static AppSettings Shared { get; } = AppSettings.Parse("""
        { "store": { "type": "postgres", "connection": "${AQUEDUCT_STORE}" }, "artifacts": { "type": "s3", "bucket": "team", "secretKey": "${ARTIFACTS_SECRET}" },
          "resources": { "warehouse": { "type": "postgres", "connection": "Password=${WAREHOUSE_PASSWORD}" } } }
        """);

    internal static WorkflowModel Training { get; } = new("Model training", "model-training", "0123456789abcdef",
        [
            Node(0, "Load", 1), Node(1, "Features", 1, inputs: 0), Node(2, "TrainTrees", 8, "16Gi", 0, 1), Node(3, "TrainNet", 4, "8Gi", 1, 1) with { Image = "registry.example.com/team/cuda:12" },
            Node(4, "Best", 1, inputs: [2, 3]), new(5, "SaveModel") { Kind = "save", Inputs = [4] },
        ],
        Schedule: "0 3 * * MON", TimeZone: "Europe/Berlin", Timeout: TimeSpan.FromHours(6), Resources: ["warehouse"])
    {
        Parameters = [new("trees", "int", Default: "200"), new("since", "DateOnly?"), new("region", "string", Required: true)],
    };

    /// <summary>Starts after the training, and needs none of its secrets.</summary>
    internal static WorkflowModel Report { get; } = new("Report", "report", "00112233445566aa", [new(0, "Write") { Kind = "operator" }], After: "Model training");

    static NodeModel Node(int id, string name, double cpu, string? memory = null, int gpu = 0, params int[] inputs) => new(id, name, cpu, memory, gpu) { Kind = "operator", Inputs = inputs };

    internal static string Render(AppSettings settings, params WorkflowModel[] workflows) => Rendered(settings, workflows).File("argo.yaml");

    static Rendering.TargetFiles Rendered(AppSettings settings, params WorkflowModel[] workflows) => ArtifactSet.Render(DeploymentPlan.Create(new(AppModel.SupportedSchema, workflows), settings, Sample.Build));

    static IEnumerable<JsonObject> Objects(string yaml, string kind) => YamlAsJson.Documents(yaml).Select(d => d!.AsObject()).Where(d => (string)d["kind"]! == kind);

    static JsonObject Template(JsonObject workflow, string name) => workflow["spec"]!["templates"]!.AsArray().Select(t => t!.AsObject()).Single(t => (string)t["name"]! == name);

    static string[] Texts(JsonNode? array) => array is null ? [] : [.. array.AsArray().Select(n => (string)n!)];

    [Fact]
    public void A_workflow_is_rendered_as_it_was_reviewed() => Golden.Match(Render(Shared, Training, Report), "argo.yaml");

    [Fact]
    public void Operators_with_equal_needs_share_a_pod_and_the_others_have_pods_of_their_size()
    {
        var workflow = Assert.Single(Objects(Render(Shared, Training), "WorkflowTemplate"));
        var tasks = Template(workflow, "groups")["dag"]!["tasks"]!.AsArray();

        Assert.Equal(["load", "train-trees", "train-net", "best"], tasks.Select(t => (string)t!["name"]!));
        Assert.Equal([[], ["load"], ["load"], ["load", "train-trees", "train-net"]], tasks.Select(t => Texts(t!["dependencies"])));
        var net = Template(workflow, "group-train-net")["container"]!;
        Assert.Equal("registry.example.com/team/cuda:12", (string)net["image"]!);
        Assert.Equal(("4", "8Gi", "1"), ((string)net["resources"]!["limits"]!["cpu"]!, (string)net["resources"]!["limits"]!["memory"]!, (string)net["resources"]!["limits"]!["nvidia.com/gpu"]!));
        Assert.Equal("churn:1.2.0", (string)Template(workflow, "group-load")["container"]!["image"]!);
    }

    [Fact]
    public void Every_pod_is_told_its_group_the_run_the_time_and_the_parameters()
    {
        var workflow = Assert.Single(Objects(Render(Shared, Training), "WorkflowTemplate"));

        Assert.Equal(
            ["node", "model-training/load", "--run", "{{workflow.name}}.{{workflow.uid}}", "--logical-time", "{{inputs.parameters.logical-time}}",
                "--trees={{workflow.parameters.trees}}", "--since={{workflow.parameters.since}}", "--region={{workflow.parameters.region}}"],
            Texts(Template(workflow, "group-load")["container"]!["args"]));
        Assert.Equal(["200", "null", null], workflow["spec"]!["arguments"]!["parameters"]!.AsArray().Select(p => (string?)p!["value"]));
        Assert.Equal(["node", "model-training/finish", "--run", "{{workflow.name}}.{{workflow.uid}}"], Texts(Template(workflow, "finish")["container"]!["args"]));
        Assert.Equal(["dotnet", "/app/churn.dll"], Texts(Template(workflow, "group-load")["container"]!["command"]));
    }

    [Fact]
    public void Without_stores_in_common_a_workflow_is_one_pod_with_the_home_and_it_is_said_why()
    {
        var rendered = Rendered(AppSettings.Empty, Training);
        var workflow = Assert.Single(Objects(rendered.File("argo.yaml"), "WorkflowTemplate"));

        Assert.Equal("all", (string)Assert.Single(Template(workflow, "groups")["dag"]!["tasks"]!.AsArray())!["name"]!);
        Assert.Equal("16Gi", (string)Template(workflow, "group-all")["container"]!["resources"]!["limits"]!["memory"]!);
        Assert.Equal("churn-home", (string)workflow["spec"]!["volumes"]![0]!["persistentVolumeClaim"]!["claimName"]!);
        Assert.Single(Objects(rendered.File("argo.yaml"), "PersistentVolumeClaim"));
        Assert.Contains("'Model training' runs in one pod", Assert.Single(rendered.Limitations));
    }

    [Fact]
    public void With_stores_in_common_pods_keep_nothing()
    {
        var yaml = Render(Shared, Training);

        Assert.Empty(Objects(yaml, "PersistentVolumeClaim"));
        Assert.All(Objects(yaml, "WorkflowTemplate").SelectMany(w => w["spec"]!["volumes"]!.AsArray()), v => Assert.NotNull(v!["emptyDir"]));
        Assert.Empty(Rendered(Shared, Training).Limitations);
    }

    [Theory]
    [InlineData("\"sqlite\"", "\"s3\"", false)]
    [InlineData("\"postgres\"", "\"files\"", false)]
    [InlineData("\"postgres\"", "\"s3\"", true)]
    public void Stores_are_in_common_when_both_are_beyond_a_home(string store, string artifacts, bool shared) =>
        Assert.Equal(shared, AppSettings.Parse($$"""{ "store": { "type": {{store}} }, "artifacts": { "type": {{artifacts}} } }""").SharesStores);

    [Fact]
    public void The_secrets_of_the_stores_reach_every_pod() =>
        Assert.Equal(["ARTIFACTS_SECRET", "AQUEDUCT_STORE", "WAREHOUSE_PASSWORD"],
            Texts(new JsonArray([.. Template(Assert.Single(Objects(Render(Shared, Training), "WorkflowTemplate")), "group-load")["container"]!["env"]!.AsArray()
                .Where(e => e!["valueFrom"] is not null).Select(e => (JsonNode)(string)e!["name"]!)])).Order(StringComparer.Ordinal).OrderBy(n => n switch { "ARTIFACTS_SECRET" => 0, "AQUEDUCT_STORE" => 1, _ => 2 }));

    [Theory]
    [InlineData(Overlap.Skip, "Forbid", false)]
    [InlineData(Overlap.Queue, "Allow", true)]
    [InlineData(Overlap.Parallel, "Allow", false)]
    [InlineData(Overlap.CancelPrevious, "Replace", false)]
    public void Overlap_becomes_the_concurrency_policy_and_a_queue_a_mutex(Overlap overlap, string policy, bool waits)
    {
        var cron = Assert.Single(Objects(Render(Shared, Training with { Overlap = overlap }), "CronWorkflow"));

        Assert.Equal(policy, (string)cron["spec"]!["concurrencyPolicy"]!);
        Assert.Equal(waits, cron["spec"]!["workflowSpec"]!["synchronization"] is not null);
    }

    [Fact]
    public void A_schedule_becomes_a_CronWorkflow_that_passes_its_firing_on()
    {
        var cron = Assert.Single(Objects(Render(Shared, Training), "CronWorkflow"))["spec"]!;

        Assert.Equal((["0 3 * * 1"], "Europe/Berlin", 86400L, 21660L), (Texts(cron["schedules"]), (string)cron["timezone"]!, (long)cron["startingDeadlineSeconds"]!, (long)cron["workflowSpec"]!["activeDeadlineSeconds"]!),
            (x, y) => x.Item1.SequenceEqual(y.Item1) && (x.Item2, x.Item3, x.Item4) == (y.Item2, y.Item3, y.Item4));
        Assert.Equal("{{workflow.scheduledTime}}", (string)cron["workflowSpec"]!["templates"]![0]!["steps"]![0]![0]!["arguments"]!["parameters"]![0]!["value"]!);
        Assert.Empty(Objects(Render(Shared, Training with { Schedule = null }), "CronWorkflow"));
        Assert.Empty(Objects(Render(Shared, Training with { Schedule = "0 0 L * *" }), "CronWorkflow"));
    }

    [Fact]
    public void A_workflow_that_others_follow_starts_them_last_for_its_logical_time()
    {
        var yaml = Render(Shared, Training, Report, Sample.Adhoc with { After = "Model training" });
        var workflow = Objects(yaml, "WorkflowTemplate").Single(w => (string)w["metadata"]!["name"]! == "churn-model-training");

        // However the run begins, by hand or by schedule, it is the groups and then the others.
        Assert.Equal("all", (string)Template(workflow, "now")["steps"]![0]![0]!["template"]!);
        Assert.Equal("all", (string)Assert.Single(Objects(yaml, "CronWorkflow"))["spec"]!["workflowSpec"]!["templates"]![0]!["steps"]![0]![0]!["templateRef"]!["template"]!);
        Assert.Equal(["groups", "start-backfill start-report"], Template(workflow, "all")["steps"]!.AsArray().Select(s => string.Join(' ', s!.AsArray().Select(t => (string)t!["template"]!))));
        Assert.All(Template(workflow, "all")["steps"]!.AsArray().SelectMany(s => s!.AsArray()), t => Assert.Equal("{{inputs.parameters.logical-time}}", (string)t!["arguments"]!["parameters"]![0]!["value"]!));

        var start = Template(workflow, "start-report");
        Assert.Equal(("create", "churn-starter", null), ((string)start["resource"]!["action"]!, (string)start["executor"]!["serviceAccountName"]!, start["retryStrategy"]));
        var made = YamlAsJson.Documents((string)start["resource"]!["manifest"]!).Single()!;
        Assert.Equal("""{"workflowTemplateRef":{"name":"churn-report"},"entrypoint":"after","arguments":{"parameters":[{"name":"logical-time","value":"{{inputs.parameters.logical-time}}"}]}}""", made["spec"]!.ToJsonString());
        Assert.Equal("churn-report-", (string)made["metadata"]!["generateName"]!);
    }

    [Fact]
    public void A_workflow_that_follows_has_a_way_in_that_takes_the_logical_time()
    {
        var workflow = Objects(Render(Shared, Training, Report), "WorkflowTemplate").Single(w => (string)w["metadata"]!["name"]! == "churn-report");

        Assert.Equal("""[{"name":"logical-time","value":""}]""", workflow["spec"]!["arguments"]!["parameters"]!.ToJsonString());
        var run = Template(workflow, "after")["steps"]![0]![0]!;
        Assert.Equal(("groups", "{{workflow.parameters.logical-time}}"), ((string)run["template"]!, (string)run["arguments"]!["parameters"]![0]!["value"]!));
        Assert.Equal("now", (string)workflow["spec"]!["entrypoint"]!);
    }

    [Fact]
    public void Only_where_something_follows_there_is_an_account_that_may_start_workflows_and_no_pod_of_the_app_has_it()
    {
        Assert.Equal(["churn-executor"], Objects(Render(Shared, Training, Sample.Adhoc), "Role").Select(r => (string)r["metadata"]!["name"]!));

        var yaml = Render(Shared, Training, Report);
        Assert.Equal([("churn-executor", "workflowtaskresults: create patch"), ("churn-starter", "workflowtaskresults: create patch, workflows: create")],
            Objects(yaml, "Role").Select(r => ((string)r["metadata"]!["name"]!, string.Join(", ", r["rules"]!.AsArray().Select(rule => $"{string.Join(' ', Texts(rule!["resources"]))}: {string.Join(' ', Texts(rule["verbs"]))}")))));
        Assert.All(Objects(yaml, "WorkflowTemplate").SelectMany(w => w["spec"]!["templates"]!.AsArray()), t => Assert.Equal(t!["resource"] is not null, (string?)t["executor"]?["serviceAccountName"] == "churn-starter"));
        Assert.All(Objects(yaml, "WorkflowTemplate"), w => Assert.Equal("churn-executor", (string)w["spec"]!["executor"]!["serviceAccountName"]!));
    }

    [Fact]
    public void A_pod_has_no_secret_of_a_workflow_that_is_started_after_its_own()
    {
        var workflow = Objects(Render(Shared, Training with { After = "Report", Schedule = null }, Report with { After = null }), "WorkflowTemplate").Single(w => (string)w["metadata"]!["name"]! == "churn-report");

        Assert.Equal(["AQUEDUCT_STORE", "ARTIFACTS_SECRET"], Template(workflow, "group-all")["container"]!["env"]!.AsArray().Where(e => e!["valueFrom"] is not null).Select(e => (string)e!["name"]!));
    }

    [Fact]
    public void A_workflow_with_more_groups_than_an_object_has_room_for_is_split()
    {
        var nodes = Enumerable.Range(0, 600).Select(i => Node(i, $"Step{i}", 1 + (i % 2), "1Gi", 0, i == 0 ? [] : [i - 1])).ToList();
        var yaml = Render(Shared, Training with { Nodes = nodes });

        Assert.True(Objects(yaml, "WorkflowTemplate").Count() > 2);
        Assert.All(yaml.Split("\n---\n"), d => Assert.InRange(Encoding.UTF8.GetByteCount(d), 1, 900_000));
        var tasks = Template(Objects(yaml, "WorkflowTemplate").Last(), "groups")["dag"]!["tasks"]!.AsArray();
        Assert.Equal(600, tasks.Count);
        var templates = Objects(yaml, "WorkflowTemplate").ToDictionary(w => (string)w["metadata"]!["name"]!);
        Assert.All(tasks, t => Assert.NotNull(Template(templates[(string)t!["templateRef"]!["name"]!], (string)t["templateRef"]!["template"]!)));
    }

    [Fact]
    public void Every_container_is_restricted_and_has_no_token()
    {
        var yaml = Render(Shared, Training, Sample.Churn, Sample.Adhoc);
        foreach (var spec in Objects(yaml, "WorkflowTemplate").Select(w => w["spec"]!).Concat(Objects(yaml, "CronWorkflow").Select(c => c["spec"]!["workflowSpec"]!)))
        {
            Assert.True((bool)spec["securityContext"]!["runAsNonRoot"]!);
            Assert.Equal("RuntimeDefault", (string)spec["securityContext"]!["seccompProfile"]!["type"]!);
            Assert.False((bool)spec["automountServiceAccountToken"]!);
            foreach (var container in spec["templates"]!.AsArray().Select(t => t!["container"]).OfType<JsonNode>())
            {
                Assert.False((bool)container["securityContext"]!["allowPrivilegeEscalation"]!);
                Assert.True((bool)container["securityContext"]!["readOnlyRootFilesystem"]!);
                Assert.Equal(["ALL"], Texts(container["securityContext"]!["capabilities"]!["drop"]));
            }
        }
    }

    [Theory]
    [MemberData(nameof(HostileTextTests.Names), MemberType = typeof(HostileTextTests))]
    public void A_display_name_comes_out_as_it_went_in(string name) =>
        Assert.All(Objects(Render(Shared, Training with { Name = name }), "CronWorkflow"), c => Assert.Equal(name, (string)c["metadata"]!["annotations"]!["aqueduct/workflow"]!));

    /// <summary>Trains on a large machine where the data have drifted, and again where that was not enough.</summary>
    static WorkflowModel Branched { get; } = Training with
    {
        Nodes =
        [
            Node(0, "Load", 1), new(1, "Drift") { Kind = "metric", Inputs = [0] }, Node(2, "Train", 8, "16Gi", 1, 0, 1) with { Guards = ["Drift > 1"] }, new(3, "Loss") { Kind = "metric", Inputs = [1, 2], Guards = ["Drift > 1"] },
            Node(4, "Improve", 4, "8Gi", 0, 1, 2, 3) with { Guards = ["Drift > 1", "Loss > 10"] }, new(5, "SaveModel") { Kind = "save", Inputs = [1, 2], Guards = ["Drift > 1"] },
        ],
    };

    [Fact]
    public void A_group_in_a_branch_is_asked_for_where_a_group_that_always_runs_says_that_it_is_taken()
    {
        var workflow = Assert.Single(Objects(Render(Shared, Branched), "WorkflowTemplate"));
        var tasks = Template(workflow, "groups")["dag"]!["tasks"]!.AsArray().ToDictionary(t => (string)t!["name"]!, t => (string?)t!["when"]);

        // The group of Loss may be skipped: what it would say of Improve nobody could ask for.
        Assert.Equal(new() { ["load"] = null, ["train"] = "{{tasks.load.outputs.parameters.run-train}} == true", ["improve"] = "{{tasks.load.outputs.parameters.run-improve}} == true" }, tasks);
        Assert.Equal("""[{"name":"run-train","valueFrom":{"path":"/tmp/outputs/run-train","default":"true"}},{"name":"run-improve","valueFrom":{"path":"/tmp/outputs/run-improve","default":"true"}}]""",
            Template(workflow, "group-load")["outputs"]!["parameters"]!.ToJsonString());
        Assert.Equal(["--outputs", "/tmp/outputs"], Texts(Template(workflow, "group-load")["container"]!["args"]).Skip(6).Take(2));
        Assert.All(["group-train", "group-improve", "finish"], t => Assert.Null(Template(workflow, t)["outputs"]));
    }

    [Fact]
    public void A_group_in_a_branch_is_asked_for_always_where_no_group_before_it_knows_the_answer()
    {
        // What is asked is known in two groups of which none waits for the other.
        NodeModel[] nodes = [Node(0, "A", 1), new(1, "Left") { Kind = "metric", Inputs = [0] }, Node(2, "B", 2), new(3, "Right") { Kind = "metric", Inputs = [2] }, Node(4, "Train", 8, null, 0, 1, 3) with { Guards = ["Left > Right"] }];

        Assert.All(Template(Assert.Single(Objects(Render(Shared, Training with { Nodes = nodes }), "WorkflowTemplate")), "groups")["dag"]!["tasks"]!.AsArray(), t => Assert.Null(t!["when"]));
    }

    /// <summary>A loop whose items train on machines of their own, no more than four at once.</summary>
    static WorkflowModel Looped { get; } = Training with
    {
        Nodes =
        [
            Node(0, "Load", 1), new(1, "Parts") { Kind = "operator", Inputs = [0] },
            new(2, "Each(part)") { Kind = "map", Inputs = [1], Map = new([Node(0, "Train", 4, "8Gi", 1) with { Image = "registry.example.com/team/cuda:12" }], 4) }, new(3, "Best") { Kind = "operator", Inputs = [2] },
        ],
    };

    [Fact]
    public void A_loop_has_a_pod_for_each_slice_of_its_items_of_the_size_of_one_and_what_collects_them_is_small()
    {
        var workflow = Assert.Single(Objects(Render(Shared, Looped), "WorkflowTemplate"));
        var tasks = Template(workflow, "groups")["dag"]!["tasks"]!.AsArray();

        Assert.Equal(["load", "each-part", "collect-each-part"], tasks.Select(t => (string)t!["name"]!));
        Assert.Equal([null, "{{tasks.load.outputs.parameters.slices-each-part}}", null], tasks.Select(t => (string?)t!["withParam"]));
        Assert.Equal("""{"name":"slice","value":"{{item}}"}""", tasks[1]!["arguments"]!["parameters"]![1]!.ToJsonString());
        Assert.Equal("""[{"name":"slices-each-part","valueFrom":{"path":"/tmp/outputs/slices-each-part","default":"[]"}}]""", Template(workflow, "group-load")["outputs"]!["parameters"]!.ToJsonString());
        var (items, collects) = (Template(workflow, "group-each-part"), Template(workflow, "group-collect-each-part"));
        Assert.Equal(["--slice", "{{inputs.parameters.slice}}"], Texts(items["container"]!["args"]).Skip(6).Take(2));
        Assert.Equal(["logical-time", "slice"], items["inputs"]!["parameters"]!.AsArray().Select(p => (string)p!["name"]!));
        Assert.Equal(("8Gi", "1", "registry.example.com/team/cuda:12"), ((string)items["container"]!["resources"]!["limits"]!["memory"]!, (string)items["container"]!["resources"]!["limits"]!["nvidia.com/gpu"]!, (string)items["container"]!["image"]!));
        Assert.Equal(("1Gi", null, "churn:1.2.0"), ((string)collects["container"]!["resources"]!["limits"]!["memory"]!, (string?)collects["container"]!["resources"]!["limits"]!["nvidia.com/gpu"], (string)collects["container"]!["image"]!));
    }

    [Fact]
    public void A_loop_has_one_pod_where_no_group_knows_all_that_it_takes_and_everywhere_but_on_Argo()
    {
        // What it takes is made in two groups of which none waits for the other.
        var wide = Looped with { Nodes = [Looped.Nodes[0], Node(1, "Parts", 2), Looped.Nodes[2] with { Inputs = [0, 1] }, Looped.Nodes[3]] };
        var workflow = Assert.Single(Objects(Render(Shared, wide), "WorkflowTemplate"));
        Assert.All(Template(workflow, "groups")["dag"]!["tasks"]!.AsArray(), t => Assert.Null(t!["withParam"]));
        Assert.Equal("32Gi", (string)Template(workflow, "group-each-part")["container"]!["resources"]!["limits"]!["memory"]!);

        var airflow = Rendered(Shared, Looped).File("airflow/churn-model-training.py");
        Assert.Contains("model-training/each-part", airflow, StringComparison.Ordinal);
        Assert.Contains("32Gi", airflow, StringComparison.Ordinal);
        Assert.DoesNotContain("--slice", airflow, StringComparison.Ordinal);
    }

    [Fact]
    public void A_loop_in_a_branch_has_no_condition_of_its_own_because_it_has_no_slices_where_it_is_not_taken()
    {
        NodeModel[] nodes = [Looped.Nodes[0], Looped.Nodes[1], new(2, "Drift") { Kind = "metric", Inputs = [0] }, Looped.Nodes[2] with { Id = 3, Inputs = [1, 2], Guards = ["Drift > 1"] }, new(4, "Best") { Kind = "operator", Inputs = [2, 3], Guards = ["Drift > 1"] }];
        var tasks = Template(Assert.Single(Objects(Render(Shared, Looped with { Nodes = nodes }), "WorkflowTemplate")), "groups")["dag"]!["tasks"]!.AsArray();

        Assert.Equal([null, null, "{{tasks.load.outputs.parameters.run-collect-each-part}} == true"], tasks.Select(t => (string?)t!["when"]));
        Assert.Equal([null, "{{tasks.load.outputs.parameters.slices-each-part}}", null], tasks.Select(t => (string?)t!["withParam"]));
    }

    [SchemaFact(ArgoObjects.Schema)]
    public void Argos_own_objects_keep_its_schema_with_no_unknown_member()
    {
        var many = Training with { Slug = "many", Nodes = [.. Enumerable.Range(0, 110).Select(i => Node(i, $"Step{i}", 1 + (i % 2), "1Gi", 0, i == 0 ? [] : [i - 1]))] };
        string[] files = [Render(Shared, Training, many, Branched with { Slug = "branched" }, Looped with { Slug = "looped" }, Training with { Slug = "queue", Overlap = Overlap.Queue }, Sample.Adhoc), Render(AppSettings.Empty, Sample.Churn, Sample.Adhoc)];

        Assert.Empty(files.SelectMany(ArgoObjects.Of).SelectMany(ArgoObjects.Errors));
    }
}
