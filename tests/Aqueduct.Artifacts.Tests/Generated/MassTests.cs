using System.Text.Json.Nodes;
using Aqueduct.Artifacts.Overlays;
using Aqueduct.Artifacts.Planning;
using Aqueduct.Artifacts.Rendering;
using Aqueduct.Artifacts.Tests.Schemas;

namespace Aqueduct.Artifacts.Tests.Generated;

/// <summary>Whatever an app is like, its files are valid, its pods are restricted, and no secret stands in them.</summary>
public sealed class MassTests
{
    const string Compose = "compose-spec.json";

    static readonly IReadOnlyList<(string Name, RenderedFile File)> Files = [.. GeneratedApps.All.SelectMany(a => ArtifactSet.Render(a.Plan).Files.Select(f => ($"{a.Name}, {f.Path}", f)))];

    static IEnumerable<(string Name, string Text)> Of(string path) => Files.Where(f => f.File.Path == path).Select(f => (f.Name, f.File.Content));

    [Fact]
    public void There_are_three_hundred_workflows_of_every_sort()
    {
        var plans = GeneratedApps.All.Select(a => a.Plan).ToList();

        Assert.Equal(GeneratedApps.Workflows, plans.Sum(p => p.Workflows.Count));
        Assert.All([true, false], b => Assert.Contains(plans, p => p.Servers.Store == b));
        Assert.All([true, false], b => Assert.Contains(plans, p => p.Environment is not null == b));
        Assert.Contains(plans, p => p.Workflows.Any(w => w.Name == "store") && p.Servers.Store);
        Assert.Contains(plans, p => p.Workflows.Any(w => w.Size.Gpu > 0));
        Assert.Contains(plans, p => p.Workflows.Any(w => w.Secrets.Count > 3));
        Assert.Contains(plans, p => p.Workflows.Count(w => w.Model.After is not null) > 1);
    }

    [SchemaFact(Compose)]
    public void Compose_files_follow_the_published_schema()
    {
        var schema = ClosedSchema.Load(Compose);

        Assert.Empty(Of("compose.yaml").SelectMany(f => schema.Errors(YamlAsJson.Documents(f.Text).Single()).Select(e => $"{f.Name}: {e}")));
    }

    [SchemaTheory(Compose)]
    [InlineData("read_only: true", "readonly: true")]
    [InlineData("mem_limit: ", "mem_limits: ")]
    [InlineData("condition: \"service_healthy\"", "condition: \"healthy\"")]
    [InlineData("retries: 24", "retry: 24")]
    [InlineData("profiles: [\"manual\"]", "profiles: \"manual\"")]
    public void A_compose_file_with_a_mistake_does_not(string text, string mistake)
    {
        var file = Of("compose.yaml").First(f => f.Text.Contains(text, StringComparison.Ordinal)).Text;

        Assert.NotEmpty(ClosedSchema.Load(Compose).Errors(YamlAsJson.Documents(file.Replace(text, mistake)).Single()));
    }

    [NpmFact(KubernetesObjects.Package)]
    public void Objects_of_Kubernetes_are_valid_and_have_no_unknown_member()
    {
        var objects = Of("kubernetes.yaml").SelectMany(f => YamlAsJson.Documents(f.Text).Select(d => (f.Name, Object: d))).ToList();

        Assert.Empty(objects.Zip(KubernetesObjects.Errors(objects.Select(o => o.Object))).SelectMany(p => p.Second.Select(e => $"{p.First.Name}: {e}")));
    }

    [NpmFact(KubernetesObjects.Package)]
    public void An_object_with_a_mistake_is_not_valid()
    {
        var job = YamlAsJson.Documents(Of("kubernetes.yaml").First().Text)[3]!.ToJsonString();
        (string Text, string Mistake, string Error)[] mistakes =
        [
            ("\"volumeMounts\"", "\"volumeMount\"", "/volumeMount: is unknown"),
            ("\"schedule\"", "\"schedules\"", "required {\"missingProperty\":\"schedule\"}"),
            ("\"suspend\":", "\"suspend\":1,\"paused\":", "/spec/suspend: type"),
            ("\"drop\":[\"ALL\"]", "\"drop\":\"ALL\"", "/drop: type"),
            ("batch/v1", "batch/v2", "is no kind"),
        ];

        Assert.All(mistakes, m => Assert.Contains(m.Text, job));
        var errors = KubernetesObjects.Errors(mistakes.Select(m => JsonNode.Parse(job.Replace(m.Text, m.Mistake))));
        Assert.All(mistakes.Zip(errors), p => Assert.Contains(p.Second, e => e.Contains(p.First.Error, StringComparison.Ordinal)));
    }

    [SchemaFact(ArgoObjects.Schema)]
    public void Objects_of_Argo_are_valid_and_have_no_unknown_member()
    {
        var objects = Of("argo.yaml").SelectMany(f => ArgoObjects.Of(f.Text).Select(o => (f.Name, Object: o))).ToList();

        Assert.True(objects.Count >= GeneratedApps.Workflows);
        Assert.Contains(GeneratedApps.All, a => a.Plan.Workflows.Any(w => PlannedGroups.Of(a.Plan, w.Model).Count > 2));
        Assert.Contains(GeneratedApps.All, a => a.Plan.Workflows.Any(w => PlannedGroups.Of(a.Plan, w.Model).Any(g => g.Decider is not null)));
        Assert.Contains(GeneratedApps.All, a => a.Plan.Workflows.Any(w => PlannedGroups.Of(a.Plan, w.Model).Any(g => g.Slices is not null)));
        Assert.Empty(objects.SelectMany(o => ArgoObjects.Errors(o.Object).Select(e => $"{o.Name}: {e}")));
        Assert.All(objects, o => Assert.True(o.Object.ToJsonString().Length < 1_000_000, o.Name));
        // What is created by a template is valid as well.
        var created = objects.SelectMany(o => (o.Object["spec"]!["templates"]?.AsArray() ?? []).Select(t => (o.Name, Manifest: (string?)t!["resource"]?["manifest"])))
            .Where(c => c.Manifest is not null).Select(c => (c.Name, Object: ArgoObjects.Of(c.Manifest!).Single())).ToList();
        Assert.True(created.Count > 50);
        Assert.Empty(created.SelectMany(c => ArgoObjects.Errors(c.Object).Select(e => $"{c.Name}: {e}")));
    }

    [SchemaFact(ArgoObjects.Schema)]
    public void An_object_of_Argo_with_a_mistake_is_not_valid()
    {
        var flow = ArgoObjects.Of(Of("argo.yaml").First().Text)[0].ToJsonString();
        Assert.All([("\"failFast\"", "\"failFirst\""), ("\"tasks\":", "\"tasks\":1,\"taskss\":")], mistake =>
        {
            Assert.Contains(mistake.Item1, flow);
            Assert.NotEmpty(ArgoObjects.Errors(JsonNode.Parse(flow.Replace(mistake.Item1, mistake.Item2))!));
        });
    }

    /// <summary>Whatever has pods: files of targets to come are looked at as well.</summary>
    [Fact]
    public void All_pods_are_restricted()
    {
        var files = Files.Where(f => f.File.Path.EndsWith(".yaml", StringComparison.Ordinal) && f.File.Content.Contains("kind:", StringComparison.Ordinal)).ToList();

        Assert.Equal(GeneratedApps.Workflows, files.Where(f => f.File.Path == "kubernetes.yaml").Sum(f => f.File.Content.Split("kind: CronJob\n").Length - 1));
        Assert.Empty(files.SelectMany(f => RestrictedPods.Violations(OverlayFile.Documents(f.File.Content)).Select(v => $"{f.Name}: {v}")));
    }

    [Fact]
    public void All_services_are_locked_and_publish_no_port()
    {
        var services = Of("compose.yaml").SelectMany(f => YamlAsJson.Documents(f.Text).Single()!["services"]!.AsObject().Select(s => (f.Name, s.Key, Service: s.Value!))).ToList();

        Assert.True(services.Count > GeneratedApps.Workflows);
        Assert.All(services, s => Assert.True(
            (bool)s.Service["read_only"]! && s.Service["cap_drop"]!.ToJsonString() == "[\"ALL\"]" && s.Service["security_opt"]!.ToJsonString() == "[\"no-new-privileges:true\"]"
            && s.Service["ports"] is null && s.Service["privileged"] is null && s.Service["network_mode"] is null, $"{s.Name}, {s.Key}"));
        Assert.All(services, s => Assert.All(s.Service["depends_on"]?.AsObject() ?? [], d => Assert.Contains(services, o => o.Name == s.Name && o.Key == d.Key)));
    }

    [Fact]
    public void No_file_holds_a_secret_that_somebody_wrote_out() => Assert.DoesNotContain(Files, f => f.File.Content.Contains(GeneratedApps.Planted, StringComparison.Ordinal));

    [Fact]
    public void Secrets_are_references_by_their_names()
    {
        Assert.Contains(Of("compose.yaml"), f => f.Text.Contains("\"WAREHOUSE_PASSWORD\": \"${WAREHOUSE_PASSWORD:?", StringComparison.Ordinal));
        Assert.Contains(Of("kubernetes.yaml"), f => f.Text.Contains("secretKeyRef: { name: \"team.secrets-1\", key: \"PROD_PASSWORD\" }", StringComparison.Ordinal));
    }
}
