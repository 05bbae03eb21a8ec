using System.Text.Json;
using System.Text.RegularExpressions;
using Aqueduct.Integration.Tests.Infrastructure;
using Microsoft.Data.Sqlite;

namespace Aqueduct.Integration.Tests.Cluster;

/// <summary>AqueductTarget=kubernetes against a real cluster: what is published runs there, can be looked at, and goes back.</summary>
[Collection(Infrastructure.Packages.Name)]
public sealed class ClusterTests(PackedFeed feed, TestCluster cluster) : IClassFixture<TestCluster>
{
    const string Trouble = """

        public static class Trouble
        {
            [Operator]
            public static double Closed(Table<Customer> customers)
            {
                System.Console.WriteLine("asking the warehouse");
                throw new System.InvalidOperationException($"the warehouse is closed for {customers.Count} customers");
            }

            /// <summary>Memory that no collector gives back.</summary>
            [Operator(Memory = "200Mi")]
            public static double Hoard(Table<Customer> customers)
            {
                for (var block = 0; block < 400; block++)
                    for (var (page, memory) = (0, System.Runtime.InteropServices.Marshal.AllocHGlobal(1 << 20)); page < 1 << 20; page += 4096)
                        System.Runtime.InteropServices.Marshal.WriteByte(memory, page, 1);
                return customers.Count;
            }

            [Workflow("Closed")]
            public static void RunClosed() => Closed(Churn.Customers(0));

            [Workflow("Hoard")]
            public static void RunHoard() => Hoard(Churn.Customers(0));
        }

        """;

    [ClusterFact]
    public void A_plan_shows_what_applying_would_do_and_changes_nothing()
    {
        cluster.NewNamespace("plan", "churn");
        var folder = NewApp();

        var said = Publish(folder, "plan", "plan");

        foreach (var created in (string[])["ServiceAccount/churn", "PersistentVolumeClaim/churn-home", "NetworkPolicy/churn", "CronJob/churn-closed", "CronJob/churn-customer-churn", "CronJob/churn-hoard"])
            Assert.Contains($"  + {created}\n", said.Text);
        Assert.Contains("6 created (+), 0 changed (~), 0 removed (-), 0 unchanged (=)", said.Text);
        Assert.DoesNotContain("Sending sha256", said.Text);
        Assert.Equal("", cluster.Kubectl("-n", "plan", "get", "cronjobs,pvc,networkpolicies,configmaps", "-l", "app.kubernetes.io/managed-by=aqueduct", "-o", "name"));
    }

    [ClusterFact]
    public void The_churn_workflow_runs_in_a_pod_to_the_same_artifacts_and_the_same_table_as_here()
    {
        var home = cluster.NewNamespace("churn", "churn");
        var folder = NewApp();

        var applied = Publish(folder, "apply", "churn");
        Assert.Contains("churn -> version 1 in namespace 'churn' of context 'admin'", applied.Text);
        var ran = Tool(folder, "run", "customer-churn", "-n", "churn", "--", "--minimum-size", "50");

        Assert.True(ran.ExitCode == 0, ran.Text);
        Assert.Contains("| ✓ Customer churn: Succeeded", ran.Text);
        var (local, localHome) = RunHere(folder);
        Assert.NotEmpty(Hashes(local));
        Assert.Equal(Hashes(local), Hashes(ran.Text));
        Assert.Equal(Predictions(localHome), Predictions(home));
        Assert.Single(Directory.EnumerateFiles(home, "aqueduct.db", SearchOption.AllDirectories));

        // What runs is exactly what was pushed.
        var pushed = Regex.Match(applied.Text, "churn -> localhost:5000/team/churn:1.0.0@(sha256:[0-9a-f]{64})").Groups[1].Value;
        var pod = cluster.Json("-n", "churn", "get", "pods", "-l", "app.kubernetes.io/component=customer-churn").GetProperty("items")[0];
        Assert.Equal($"localhost:5000/team/churn:1.0.0@{pushed}", pod.GetProperty("spec").GetProperty("containers")[0].GetProperty("image").GetString());
        Assert.EndsWith(pushed, pod.GetProperty("status").GetProperty("containerStatuses")[0].GetProperty("imageID").GetString());

        var status = JsonDocument.Parse(Tool(folder, "status", "-n", "churn", "--json").Text).RootElement;
        Assert.Equal(("1.0.0", "churn-home: Bound"), (status.GetProperty("appVersion").GetString(), status.GetProperty("volume").GetString()));
        var workflow = status.GetProperty("workflows").EnumerateArray().Single(w => w.GetProperty("slug").GetString() == "customer-churn");
        Assert.Equal(("0 0 * * *", "Succeeded"), (workflow.GetProperty("schedule").GetString(), workflow.GetProperty("jobs")[0].GetProperty("state").GetString()));
    }

    [ClusterFact]
    public void Failing_workflows_are_reported_in_the_pods_own_words()
    {
        var home = cluster.NewNamespace("trouble", "churn");
        var folder = NewApp();
        Publish(folder, "apply", "trouble");

        var closed = Tool(folder, "run", "closed", "-n", "trouble");
        Assert.Equal(1, closed.ExitCode);
        Assert.Contains("failed: its program ended with exit code 1", closed.Text);

        var hoard = Tool(folder, "run", "hoard", "-n", "trouble");
        Assert.Equal(1, hoard.ExitCode);
        Assert.Contains("failed: out of memory: it used more than its limit of 200Mi. Raise Memory of the workflow's operators", hoard.Text);

        var status = Tool(folder, "status", "-n", "trouble").Text;
        Assert.Matches(@"Failed .*churn-closed-[0-9a-f]{8}: its program ended with exit code 1\n(    \| .*\n)*    \| .*the warehouse is closed for", status);
        Assert.Matches(@"Failed .*churn-hoard-[0-9a-f]{8}: out of memory", status);

        // What a run wrote outlives its pod.
        cluster.Kubectl("-n", "trouble", "delete", "jobs", "--all");
        var run = JsonDocument.Parse(Start(folder, feed.DotNet.With(("AQUEDUCT_HOME", home)), "runs", "--json").Text).RootElement.EnumerateArray().Single(r => r.GetProperty("workflow").GetString() == "Closed");
        Assert.Equal("Failed", run.GetProperty("state").GetString());
        Assert.Contains("asking the warehouse", Start(folder, feed.DotNet.With(("AQUEDUCT_HOME", home)), "logs", run.GetProperty("id").GetString()!).Text);

        // An image that somebody has removed from the registry.
        cluster.Kubectl("-n", "trouble", "set", "image", "cronjob/churn-closed", "workflow=localhost:5000/team/none:1");
        var gone = Tool(folder, "run", "closed", "-n", "trouble");
        Assert.Equal(1, gone.ExitCode);
        Assert.Matches("cannot start and was removed: the image cannot be pulled: Failed to pull image \"localhost:5000/team/none:1\": .*not found", gone.Text);
    }

    [ClusterFact]
    public void A_version_that_drops_a_workflow_removes_it_and_rollback_brings_it_back_and_delete_leaves_the_runs()
    {
        cluster.NewNamespace("versions", "churn");
        Publish(NewApp(), "apply", "versions");
        var first = ImageOf("churn-customer-churn");
        var folder = NewApp(source => source[..source.IndexOf("[Workflow(\"Hoard\")]", StringComparison.Ordinal)] + "}\n");

        var second = Publish(folder, "apply", "versions");
        Assert.Contains("  - CronJob/churn-hoard\n", second.Text);
        Assert.Contains("  removed CronJob/churn-hoard\n", second.Text);
        Assert.Matches(@"  ~ CronJob/churn-closed\n +spec\.jobTemplate\.spec\.template\.spec\.containers\[workflow\]\.image: ", second.Text);
        Assert.Equal(["cronjob.batch/churn-closed", "cronjob.batch/churn-customer-churn"], CronJobs());
        Assert.NotEqual(first, ImageOf("churn-customer-churn"));
        Assert.Contains("0 created (+), 0 changed (~), 0 removed (-), 5 unchanged (=)", Tool(folder, "plan", "--folder", "artifacts/churn", "-n", "versions").Text);

        var back = Tool(folder, "rollback", "-n", "versions", "--app", "churn");
        Assert.Contains("churn -> version 3, which is version 1 again", back.Text);
        Assert.Equal(["cronjob.batch/churn-closed", "cronjob.batch/churn-customer-churn", "cronjob.batch/churn-hoard"], CronJobs());
        Assert.Equal(first, ImageOf("churn-customer-churn"));

        var deleted = Tool(folder, "delete", "-n", "versions");
        Assert.Contains("kept    PersistentVolumeClaim/churn-home", deleted.Text);
        Assert.Equal("persistentvolumeclaim/churn-home", cluster.Kubectl("-n", "versions", "get", "cronjobs,pvc,networkpolicies,configmaps,serviceaccounts", "-l", "app.kubernetes.io/managed-by=aqueduct", "-o", "name"));
        Assert.Contains("error: AQ9021:", Tool(folder, "status", "-n", "versions").Text);
        Tool(folder, "delete", "-n", "versions", "--app", "churn", "--with-data");
        Assert.Equal("", cluster.Kubectl("-n", "versions", "get", "pvc", "-o", "name"));

        string ImageOf(string job) => cluster.Json("-n", "versions", "get", "cronjob", job).GetProperty("spec").GetProperty("jobTemplate").GetProperty("spec").GetProperty("template").GetProperty("spec")
            .GetProperty("containers")[0].GetProperty("image").GetString()!;
        string[] CronJobs() => cluster.Kubectl("-n", "versions", "get", "cronjobs", "-o", "name").Split('\n');
    }

    [ClusterFact]
    public void A_cluster_without_volumes_says_that_no_workflow_can_run()
    {
        cluster.Kubectl("create", "namespace", "bare");
        var output = Run(NewApp(), "apply", "bare");

        Assert.Equal(1, output.ExitCode);
        Assert.Contains("error AQ9019: 'churn' is applied, but its workflows cannot run: PersistentVolumeClaim/churn-home has no volume: no persistent volumes available for this claim and no storage class is set.", output.Text);
        Assert.Contains("make the namespace with 'kubectl create namespace nowhere'", Run(NewApp(), "plan", "nowhere").Text, StringComparison.OrdinalIgnoreCase);
    }

    [ClusterFact]
    public void A_cluster_without_Argo_says_so_before_anything_is_changed()
    {
        cluster.Kubectl("create", "namespace", "no-argo");
        var folder = NewApp();
        Run(folder, "apply", "no-argo", "container");

        var output = Tool(folder, "apply", "--folder", "artifacts/churn", "--target", "argo", "-n", "no-argo");

        Assert.Equal(2, output.ExitCode);
        Assert.Contains("error: AQ9023: The cluster has no Argo Workflows: it does not know argoproj.io/v1alpha1 WorkflowTemplate.", output.Text);
        Assert.Equal("", cluster.Kubectl("-n", "no-argo", "get", "serviceaccounts,roles,configmaps", "-l", "app.kubernetes.io/managed-by=aqueduct", "-o", "name"));
    }

    /// <summary>The churn sample with workflows that go wrong, restored where there is a way to the packages.</summary>
    string NewApp(Func<string, string>? edit = null)
    {
        var folder = feed.NewFolder("cluster");
        File.WriteAllText(Path.Combine(folder, "churn.cs"), (edit ?? (text => text))(File.ReadAllText(Path.Combine(PackedFeed.Repository, "samples/churn/churn.cs")) + Trouble));
        feed.DotNet.Succeed(folder, "publish", "churn.cs");
        return folder;
    }

    Output Publish(string folder, string deploy, string space)
    {
        var output = Run(folder, deploy, space);
        Assert.True(output.ExitCode == 0, output.Text);
        return output;
    }

    Output Run(string folder, string deploy, string space, string target = "kubernetes") => cluster.Run(feed.DotNet, folder, "dotnet", "publish", "churn.cs", $"-p:AqueductTarget={target}", $"-p:AqueductDeploy={deploy}", $"-p:AqueductNamespace={space}",
        $"-p:AqueductBaseImage={TestCluster.BaseImage}", "-p:ContainerRegistry=localhost:5000", "-p:ContainerRepository=team/churn");

    string ToolFile => Path.Combine(feed.Artifacts, "bin/Aqueduct.Cli/release/Aqueduct.Cli.dll");

    /// <summary>The tool's deploying commands, inside.</summary>
    Output Tool(string folder, params string[] arguments) => cluster.Run(feed.DotNet, folder, ["dotnet", ToolFile, "deploy", .. arguments]);

    /// <summary>The tool on this machine.</summary>
    Output Start(string folder, DotNet dotnet, params string[] arguments) => dotnet.Run(folder, [ToolFile, .. arguments]);

    (string Text, string Home) RunHere(string folder)
    {
        var home = Path.Combine(folder, "home");
        return (feed.DotNet.With(("AQUEDUCT_HOME", home)).Succeed(folder, "artifacts/churn/churn.dll", "run", "customer-churn", "--minimum-size", "50").Text, home);
    }

    static string Predictions(string home)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(home, "demo.db")};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var query = connection.CreateCommand();
        query.CommandText = "SELECT count(*) || ':' || group_concat(id || '=' || churn, ';') FROM (SELECT * FROM pred_churn ORDER BY id)";
        return (string)query.ExecuteScalar()!;
    }

    static string[] Hashes(string text) => [.. Regex.Matches(text, @"\b[0-9a-f]{2}/[0-9a-f]{10}").Select(m => m.Value)];
}
