using System.Text.Json;
using Aqueduct.Artifacts.Model;
using Aqueduct.Artifacts.Planning;
using Aqueduct.Artifacts.Rendering;
using Aqueduct.Artifacts.Settings;
using Aqueduct.Artifacts.Tests.Python;
using Aqueduct.Artifacts.Tests.Schemas;

namespace Aqueduct.Artifacts.Tests;

/// <summary>What Airflow is given: a DAG file whose tasks are groups of nodes in pods.</summary>
public sealed class AirflowTests
{
    static TargetFiles Rendered(AppSettings settings, params WorkflowModel[] workflows) => ArtifactSet.Render(DeploymentPlan.Create(new(AppModel.SupportedSchema, workflows), settings, Sample.Build));

    /// <summary>What the file tells Airflow.</summary>
    static JsonElement Load(TargetFiles files, string name, int version = 3)
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "dag.py");
        File.WriteAllText(path, files.File($"airflow/{name}.py"));
        var (code, output) = Python3.Run(Path.Combine(AppContext.BaseDirectory, "load_dag.py"), path, version.ToString(System.Globalization.CultureInfo.InvariantCulture));
        Assert.True(code == 0, output);
        return JsonDocument.Parse(output).RootElement;
    }

    [Fact]
    public void A_workflow_is_rendered_as_it_was_reviewed()
    {
        var files = Rendered(ArgoTests.Shared, ArgoTests.Training, ArgoTests.Report);
        foreach (var file in files.Files.Where(f => f.Path.StartsWith("airflow/churn-model", StringComparison.Ordinal)))
            Golden.Match(file.Content, Path.GetFileName(file.Path));
    }

    [PythonFact]
    public void Every_file_compiles()
    {
        using var folder = new TemporaryFolder();
        foreach (var file in Rendered(AppSettings.Empty, ArgoTests.Training, ArgoTests.Report, Sample.Churn, Sample.Adhoc).Files.Where(f => f.Path.EndsWith(".py", StringComparison.Ordinal)))
        {
            var path = Path.Combine(folder.Path, Path.GetFileName(file.Path));
            File.WriteAllText(path, file.Content);
            Assert.Equal((0, ""), Python3.Run("-W", "error", "-c", "import pathlib, sys; compile(pathlib.Path(sys.argv[1]).read_text('utf-8'), sys.argv[1], 'exec')", path));
        }
    }

    [PythonFact]
    public void Tasks_are_the_groups_in_their_order_and_the_last_ends_the_run_however_it_went()
    {
        var tasks = Load(Rendered(ArgoTests.Shared, ArgoTests.Training), "churn-model-training").GetProperty("tasks");

        Assert.Equal(["load", "train-trees", "train-net", "best", "finish"], tasks.EnumerateObject().Select(t => t.Name));
        Assert.Equal(["load", "train-trees", "train-net"], tasks.GetProperty("best").GetProperty("after").EnumerateArray().Select(a => a.GetString()));
        Assert.Equal(4, tasks.GetProperty("finish").GetProperty("after").GetArrayLength());
        Assert.Equal("all_done", tasks.GetProperty("finish").GetProperty("trigger_rule").GetString());
        Assert.Equal(
            ["node", "model-training/train-net", "--run", "{{ dag.dag_id }}~{{ run_id }}", "--logical-time", "{{ (dag_run.data_interval_end or dag_run.start_date).isoformat() }}",
                "--trees={{ params['trees'] }}", "--since={{ params['since'] }}", "--region={{ params['region'] }}"],
            tasks.GetProperty("train-net").GetProperty("arguments").EnumerateArray().Select(a => a.GetString()));
        var limits = tasks.GetProperty("train-net").GetProperty("container_resources").GetProperty("named").GetProperty("limits");
        Assert.Equal("""{"cpu": "4", "memory": "8Gi", "nvidia.com/gpu": "1"}""", limits.GetRawText());
        Assert.Equal("registry.example.com/team/cuda:12", tasks.GetProperty("train-net").GetProperty("image").GetString());
    }

    [PythonTheory]
    [InlineData(2)]
    [InlineData(3)]
    public void A_workflow_that_others_follow_starts_them_when_its_run_has_succeeded_once_and_for_its_logical_time(int version)
    {
        var files = Rendered(ArgoTests.Shared, ArgoTests.Training, ArgoTests.Report);
        var start = Load(files, "churn-model-training", version).GetProperty("tasks").GetProperty("start.churn-report");

        Assert.Equal(["finish"], start.GetProperty("after").EnumerateArray().Select(a => a.GetString()));
        Assert.Equal(("churn-report", "after__{{ run_id }}", true), (start.GetProperty("trigger_dag_id").GetString(), start.GetProperty("trigger_run_id").GetString(), start.GetProperty("skip_when_already_exists").GetBoolean()));
        Assert.Equal("{{ (dag_run.data_interval_end or dag_run.start_date).isoformat() }}", start.GetProperty("conf").GetProperty("logicalTime").GetString());
        Assert.False(start.TryGetProperty("trigger_rule", out _)); // all before it have succeeded

        // Whoever follows takes the time that it is given, and hands that on.
        var tasks = Load(Rendered(ArgoTests.Shared, ArgoTests.Training, ArgoTests.Report, Sample.Adhoc with { After = "Report" }), "churn-report", version).GetProperty("tasks");
        const string Time = "{{ (dag_run.conf or {}).get('logicalTime') or (dag_run.data_interval_end or dag_run.start_date).isoformat() }}";
        Assert.Equal(Time, tasks.GetProperty("all").GetProperty("arguments").EnumerateArray().SkipWhile(a => a.GetString() != "--logical-time").ElementAt(1).GetString());
        Assert.Equal(Time, tasks.GetProperty("start.churn-backfill").GetProperty("conf").GetProperty("logicalTime").GetString());
        Assert.DoesNotContain("TriggerDagRunOperator", files.File("airflow/churn-report.py"));
    }

    [PythonFact]
    public void Schedule_time_zone_time_out_and_parameters_are_those_of_the_workflow()
    {
        var dag = Load(Rendered(ArgoTests.Shared, ArgoTests.Training), "churn-model-training").GetProperty("dag");

        Assert.Equal("""{"positional": ["0 3 * * 1"], "named": {"timezone": "Europe/Berlin"}}""", dag.GetProperty("schedule").GetRawText());
        Assert.Equal((21660, 2), (dag.GetProperty("default_args").GetProperty("execution_timeout").GetDouble(), dag.GetProperty("default_args").GetProperty("retries").GetInt32()));
        Assert.False(dag.GetProperty("catchup").GetBoolean());
        Assert.Equal(["trees", "since", "region"], dag.GetProperty("params").EnumerateObject().Select(p => p.Name));
        Assert.Equal("""{"positional": ["200"], "named": {"type": "string"}}""", dag.GetProperty("params").GetProperty("trees").GetRawText());
        Assert.Equal("""{"positional": [], "named": {"type": "string"}}""", dag.GetProperty("params").GetProperty("region").GetRawText());
        Assert.Equal(JsonValueKind.Null, Load(Rendered(ArgoTests.Shared, Sample.Adhoc), "churn-backfill").GetProperty("dag").GetProperty("schedule").ValueKind);
    }

    [PythonTheory]
    [InlineData(Overlap.Skip, true)]
    [InlineData(Overlap.Queue, true)]
    [InlineData(Overlap.Parallel, false)]
    [InlineData(Overlap.CancelPrevious, false)]
    public void Overlap_becomes_the_number_of_runs_at_once(Overlap overlap, bool one) =>
        Assert.Equal(one, Load(Rendered(ArgoTests.Shared, ArgoTests.Training with { Overlap = overlap }), "churn-model-training").GetProperty("dag").TryGetProperty("max_active_runs", out _));

    [PythonTheory]
    [MemberData(nameof(HostileTextTests.Names), MemberType = typeof(HostileTextTests))]
    public void A_display_name_comes_out_as_it_went_in(string name)
    {
        var files = Rendered(ArgoTests.Shared, ArgoTests.Training with { Name = name, Parameters = [new("text", "string", Default: name)] });
        var dag = Load(files, "churn-model-training").GetProperty("dag");

        Assert.Equal((name, name), (dag.GetProperty("description").GetString(), dag.GetProperty("params").GetProperty("text").GetProperty("positional")[0].GetString()));
    }

    [Fact]
    public void The_pod_is_restricted_has_the_secrets_by_name_and_is_the_one_that_the_tasks_take()
    {
        var files = Rendered(ArgoTests.Shared, ArgoTests.Training);
        var pod = Assert.Single(YamlAsJson.Documents(files.File("airflow/churn-model-training.pod.yaml")))!["spec"]!;

        Assert.Contains("\"churn-model-training.pod.yaml\"", files.File("airflow/churn-model-training.py"));
        Assert.False((bool)pod["automountServiceAccountToken"]!);
        Assert.True((bool)pod["securityContext"]!["runAsNonRoot"]!);
        var container = pod["containers"]![0]!;
        Assert.Equal("base", (string)container["name"]!);
        Assert.Equal("ALL", (string)container["securityContext"]!["capabilities"]!["drop"]![0]!);
        Assert.Equal(["AQUEDUCT_HOME", "AQUEDUCT_STORE", "ARTIFACTS_SECRET", "WAREHOUSE_PASSWORD"], container["env"]!.AsArray().Select(e => (string)e!["name"]!));
    }
}
