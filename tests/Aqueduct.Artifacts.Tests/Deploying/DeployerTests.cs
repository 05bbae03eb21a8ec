using System.Text.Json.Nodes;
using Aqueduct.Artifacts.Model;
using Aqueduct.Deploying;

namespace Aqueduct.Artifacts.Tests.Deploying;

/// <summary>What applying, going back and deleting do to a cluster.</summary>
public sealed class DeployerTests
{
    readonly FakeCluster _cluster = new();
    readonly List<string> _said = [], _warnings = [];

    Deployer Deployer => new(_cluster, _said.Add, _warnings.Add) { Patience = TimeSpan.Zero };

    static CancellationToken None => CancellationToken.None;

    [Fact]
    public async Task A_plan_says_what_would_be_made_and_changes_nothing()
    {
        var plan = await Deployer.PlanAsync(App(Sample.Churn), None);

        Assert.Equal(["churn in namespace 'team' of a test", "  + ServiceAccount/churn", "  + PersistentVolumeClaim/churn-home", "  + NetworkPolicy/churn", "  + CronJob/churn-customer-churn",
            "4 created (+), 0 changed (~), 0 removed (-), 0 unchanged (=)"], plan.Lines());
        Assert.Empty(_cluster.Writes);
        Assert.Empty(_cluster.Records);
    }

    [Fact]
    public async Task Applying_makes_the_objects_and_writes_the_version_down()
    {
        var version = await Deployer.ApplyAsync(App(Sample.Churn), None);

        Assert.Equal((1, "1.2.0", null), (version.Number, version.AppVersion, version.Restores));
        Assert.Equal(["apply ServiceAccount/churn", "apply PersistentVolumeClaim/churn-home", "apply NetworkPolicy/churn", "apply CronJob/churn-customer-churn"], _cluster.Writes);
        Assert.True(new DeployedVersion(_cluster["ConfigMap/churn-version-1"]).IsComplete);
    }

    [Fact]
    public async Task The_same_again_changes_nothing_and_is_the_same_version()
    {
        await Deployer.ApplyAsync(App(Sample.Churn), None);
        _cluster.Writes.Clear();

        Assert.Equal(1, (await Deployer.ApplyAsync(App(Sample.Churn), None)).Number);
        Assert.Empty(_cluster.Writes);
        Assert.True((await Deployer.PlanAsync(App(Sample.Churn), None)).IsEmpty);
    }

    [Fact]
    public async Task A_changed_field_is_named_with_what_it_was_and_is()
    {
        await Deployer.ApplyAsync(App(Sample.Churn), None);

        var plan = await Deployer.PlanAsync(App(Sample.Churn with { Schedule = "@hourly", Timeout = null }).Pin("churn:1.2.0", "sha256:ab"), None);

        Assert.Equal(["spec.schedule: \"0 0 * * *\" → \"0 * * * *\"", "spec.jobTemplate.spec.activeDeadlineSeconds: 7200 → nothing",
            "spec.jobTemplate.spec.template.spec.containers[workflow].image: \"churn:1.2.0\" → \"churn:1.2.0@sha256:ab\""],
            plan.Changes.Single(c => c.Kind == ChangeKind.Changed).Fields.Select(f => f.ToString()));
    }

    [Fact]
    public async Task What_somebody_else_changed_is_shown_and_put_right()
    {
        await Deployer.ApplyAsync(App(Sample.Churn), None);
        _cluster["CronJob/churn-customer-churn"].Json["spec"]!["suspend"] = true;
        _cluster.Writes.Clear();

        await Deployer.ApplyAsync(App(Sample.Churn), None);

        Assert.Contains("      spec.suspend: true → false", _said);
        Assert.Equal(["apply CronJob/churn-customer-churn"], _cluster.Writes);
    }

    [Fact]
    public async Task A_workflow_that_a_version_drops_is_removed_and_nothing_else()
    {
        await Deployer.ApplyAsync(App(Sample.Churn, Sample.Adhoc), None);
        // Of another app; by somebody else; made by a CronJob of ours.
        _cluster.Add(Object("CronJob", "batch/v1", "other", app: "other"));
        _cluster.Add(Object("CronJob", "batch/v1", "by-hand", app: "churn", manager: "somebody"));
        var owned = Object("ServiceAccount", "v1", "owned", app: "churn");
        owned["metadata"]!["ownerReferences"] = new JsonArray(new JsonObject { ["kind"] = "CronJob" });
        _cluster.Add(owned);
        _cluster.Writes.Clear();

        await Deployer.ApplyAsync(App(Sample.Churn), None);

        Assert.Equal(["delete CronJob/churn-backfill"], _cluster.Writes);
    }

    [Fact]
    public async Task An_object_of_a_kind_that_only_an_earlier_version_had_is_removed()
    {
        var quota = new ResourceType("example.com/v1", "Quota");
        _cluster.Known.Add(quota);
        var app = App(Sample.Churn);
        await Deployer.ApplyAsync(app with { Objects = [.. app.Objects, new Manifest(Object(quota.Kind, quota.ApiVersion, "own", app: "churn"))] }, None);
        _cluster.Writes.Clear();

        await Deployer.ApplyAsync(app, None);

        Assert.Equal(["delete Quota/own"], _cluster.Writes);
    }

    [Fact]
    public async Task A_volume_that_a_version_drops_is_kept_and_said_so()
    {
        var app = App(Sample.Churn);
        await Deployer.ApplyAsync(app, None);
        _cluster.Writes.Clear();

        await Deployer.ApplyAsync(app with { Objects = [.. app.Objects.Where(o => !o.HoldsData)] }, None);

        Assert.Empty(_cluster.Writes);
        Assert.Contains("  ! PersistentVolumeClaim/churn-home is kept, though the app has it no more: it holds data of runs", _said);
    }

    [Fact]
    public async Task A_version_that_was_applied_in_part_is_known_and_is_finished_by_applying_again()
    {
        _cluster.Refuses = "NetworkPolicy/churn";
        var refusal = await Assert.ThrowsAsync<ArtifactException>(() => Deployer.ApplyAsync(App(Sample.Churn), None));
        Assert.Equal(("AQ9018", "The cluster refuses NetworkPolicy/churn: a quota says no."), (refusal.Code, refusal.Message));
        Assert.False(new DeployedVersion(_cluster["ConfigMap/churn-version-1"]).IsComplete);
        _cluster.Refuses = null;
        _cluster.Writes.Clear();

        Assert.Equal(1, (await Deployer.ApplyAsync(App(Sample.Churn), None)).Number);
        Assert.Equal(["apply NetworkPolicy/churn", "apply CronJob/churn-customer-churn"], _cluster.Writes);
        Assert.True(new DeployedVersion(_cluster["ConfigMap/churn-version-1"]).IsComplete);
    }

    [Fact]
    public async Task The_last_five_versions_are_kept()
    {
        for (var version = 1; version <= 12; version++)
            await Deployer.ApplyAsync(App(Sample.Churn with { Schedule = $"{version} * * * *" }), None);

        Assert.Equal(["ConfigMap/churn-version-10", "ConfigMap/churn-version-11", "ConfigMap/churn-version-12", "ConfigMap/churn-version-8", "ConfigMap/churn-version-9"], _cluster.Records);
    }

    [Fact]
    public async Task Going_back_twice_goes_two_versions_back_and_a_version_after_that_has_them_before_it()
    {
        foreach (var minute in (int[])[1, 2, 3])
            await Deployer.ApplyAsync(App(Sample.Churn with { Schedule = $"{minute} * * * *" }), None);

        Assert.Equal((4, 2), Restored(await Deployer.RollbackAsync("churn", null, None)));
        Assert.Equal("2 * * * *", Schedule());
        Assert.Equal((5, 1), Restored(await Deployer.RollbackAsync("churn", null, None)));
        Assert.Equal("1 * * * *", Schedule());
        await Refused("AQ9021", "'churn' cannot go back: no version before 1 is kept.", () => Deployer.RollbackAsync("churn", null, None));

        await Deployer.ApplyAsync(App(Sample.Churn with { Schedule = "6 * * * *" }), None);
        Assert.Equal((7, 1), Restored(await Deployer.RollbackAsync("churn", null, None)));
        Assert.Equal((8, 3), Restored(await Deployer.RollbackAsync("churn", 3, None)));
        await Refused("AQ9021", "version 99 is not among those kept, 4, 5, 6, 7, 8", () => Deployer.RollbackAsync("churn", 99, None));

        static (int, int?) Restored(DeployedVersion version) => (version.Number, version.Restores);
    }

    [Fact]
    public async Task Going_back_brings_removed_workflows_again_and_removes_new_ones()
    {
        await Deployer.ApplyAsync(App(Sample.Churn), None);
        await Deployer.ApplyAsync(App(Sample.Adhoc), None);
        _cluster.Writes.Clear();

        await Deployer.RollbackAsync("churn", null, None);

        Assert.Equal(["apply CronJob/churn-customer-churn", "delete CronJob/churn-backfill"], _cluster.Writes);
    }

    [Theory]
    [InlineData(false, "PersistentVolumeClaim/churn-home")]
    [InlineData(true)]
    public async Task Deleting_leaves_the_volume_unless_told_otherwise(bool withData, params string[] left)
    {
        await Deployer.ApplyAsync(App(Sample.Churn, Sample.Adhoc), None);

        await Deployer.DeleteAsync("churn", withData, None);

        Assert.Equal(left, _cluster.Ids);
        Assert.Empty(_cluster.Records);
        Assert.Equal(!withData, _said.Exists(l => l.StartsWith("  kept    PersistentVolumeClaim/churn-home", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task An_app_that_is_not_there_is_AQ9021_and_those_that_are_are_named()
    {
        await Deployer.ApplyAsync(App(Sample.Churn), None);

        await Refused("AQ9021", "No app 'chrun' is deployed in namespace 'team' of a test. There are: churn.", () => Deployer.DeleteAsync("chrun", false, None));
        await Refused("AQ9021", "There are: churn.", () => Deployer.RollbackAsync("chrun", null, None));
    }

    [Fact]
    public async Task A_workflow_that_is_not_there_is_AQ9021_and_those_that_are_are_named()
    {
        await Deployer.ApplyAsync(App(Sample.Churn), None);

        await Refused("AQ9021", "'churn' has no workflow 'churm' in the cluster. There are: customer-churn.", () => new JobRunner(_cluster, _said.Add).RunAsync("churn", "churm", [], None));
    }

    [Theory]
    [InlineData(20, "batch/v1beta1", false)]
    [InlineData(24, "batch/v1", false)]
    [InlineData(25, "batch/v1", true)]
    public async Task A_cluster_gets_CronJobs_as_it_knows_them(int minor, string apiVersion, bool hasTimeZones)
    {
        _cluster.Minor = minor;
        if (apiVersion != "batch/v1")
            _cluster.Known.Remove(new("batch/v1", "CronJob"));
        _cluster.Known.Add(new("batch/v1beta1", "CronJob"));

        await Deployer.ApplyAsync(App(Sample.Churn, Sample.Adhoc), None);

        var job = _cluster["CronJob/churn-customer-churn"];
        Assert.Equal(apiVersion, job.Type.ApiVersion);
        Assert.Equal(hasTimeZones ? "Europe/Berlin" : null, job.Json["spec"]!["timeZone"]?.GetValue<string>());
        if (hasTimeZones)
            Assert.Empty(_warnings);
        else // The other workflow has no time zone to lose.
            Assert.StartsWith($"Kubernetes 1.{minor} knows no time zones (1.25 does): CronJob/churn-customer-churn starts at '0 0 * * *' by the clock of the cluster, which is mostly UTC, not of Europe/Berlin.", Assert.Single(_warnings));
        Assert.True((await Deployer.PlanAsync(App(Sample.Churn, Sample.Adhoc), None)).IsEmpty);
    }

    [Fact]
    public async Task A_cluster_that_knows_no_CronJobs_at_all_is_AQ9022()
    {
        _cluster.Known.Remove(new("batch/v1", "CronJob"));

        await Refused("AQ9022", "The cluster does not know batch/v1 CronJob.", () => Deployer.PlanAsync(App(Sample.Churn), None));
    }

    [Fact]
    public async Task A_volume_that_does_not_come_is_AQ9019_with_the_clusters_reason()
    {
        _cluster.ClaimPhase = "Pending";
        _cluster.Events = [("FailedBinding", "no storage class is set")];
        await Refused("AQ9019", "PersistentVolumeClaim/churn-home has no volume: no storage class is set.", () => Deployer.ApplyAsync(App(Sample.Churn), None));
        Assert.True(new DeployedVersion(_cluster["ConfigMap/churn-version-1"]).IsComplete);

        _cluster.Events = [("WaitForFirstConsumer", "waiting for first consumer to be created before binding")];
        await Deployer.ApplyAsync(App(Sample.Churn), None);
    }

    [Fact]
    public async Task The_record_of_three_hundred_workflows_is_far_from_what_a_ConfigMap_may_hold()
    {
        var app = App([.. Enumerable.Range(0, 300).Select(i => Sample.Churn with { Name = $"Workflow {i}", Slug = $"workflow-{i}", Version = $"{i * 7919L:x16}" })]);

        await Deployer.ApplyAsync(app, None);

        var record = _cluster["ConfigMap/churn-version-1"];
        Assert.InRange(record.Json.ToJsonString().Length, 1_000, 40_000);
        Assert.Equal(app.Objects.Select(o => o.Json.ToJsonString()), new DeployedVersion(record).Manifests.Objects.Select(o => o.Json.ToJsonString()));
    }

    string Schedule() => _cluster["CronJob/churn-customer-churn"].Json["spec"]!["schedule"]!.GetValue<string>();

    internal static AppManifests App(params WorkflowModel[] workflows) => AppManifests.Parse(Sample.Render("kubernetes.yaml", workflows));

    static JsonObject Object(string kind, string apiVersion, string name, string app, string manager = "aqueduct") => new()
    {
        ["apiVersion"] = apiVersion,
        ["kind"] = kind,
        ["metadata"] = new JsonObject { ["name"] = name, ["labels"] = new JsonObject { [Manifest.AppLabel] = app, [Manifest.ManagerLabel] = manager } },
    };

    static async Task Refused(string code, string message, Func<Task> act)
    {
        var refusal = await Assert.ThrowsAsync<ArtifactException>(act);
        Assert.Equal(code, refusal.Code);
        Assert.Contains(message, refusal.Message);
    }
}
