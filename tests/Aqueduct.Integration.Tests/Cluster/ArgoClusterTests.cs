using System.Text.Json;
using System.Text.RegularExpressions;
using Aqueduct.Integration.Tests.Infrastructure;

namespace Aqueduct.Integration.Tests.Cluster;

/// <summary>AqueductTarget=argo against a real cluster that knows Argo's objects. Its controller is not there: the test says what became of a Workflow, as the controller would.</summary>
[Collection(Infrastructure.Packages.Name)]
public sealed class ArgoClusterTests(PackedFeed feed, TestCluster cluster) : IClassFixture<TestCluster>
{
    const string Image = "localhost:5000/team/churn:1.0.0";

    /// <summary>A second workflow, which starts by itself and asks for another machine.</summary>
    const string More = """

        public static class Trees
        {
            [Operator(Memory = "256Mi")]
            public static double Grow(Table<Customer> customers, int trees) => customers.Count * trees;

            [Workflow("Trees", Schedule = "0 3 * * *", TimeZone = "Europe/Berlin")]
            public static void Run(int trees = 200) => _ = Grow(Churn.Customers(0), trees);
        }

        """;

    /// <summary>The rights that docs/guides/argo.md asks for, and no others.</summary>
    const string Rights = """
        apiVersion: rbac.authorization.k8s.io/v1
        kind: Role
        metadata: { name: "deployer", namespace: "argo-versions" }
        rules:
          - { apiGroups: [""], resources: ["serviceaccounts", "persistentvolumeclaims", "configmaps", "secrets"], verbs: ["get", "list", "create", "patch", "delete"] }
          - { apiGroups: ["networking.k8s.io"], resources: ["networkpolicies"], verbs: ["get", "list", "create", "patch", "delete"] }
          - { apiGroups: ["batch"], resources: ["cronjobs"], verbs: ["get", "list", "create", "patch", "delete"] }
          - { apiGroups: ["rbac.authorization.k8s.io"], resources: ["roles", "rolebindings"], verbs: ["get", "list", "create", "patch", "delete"] }
          - { apiGroups: ["argoproj.io"], resources: ["workflowtemplates", "cronworkflows", "workflows"], verbs: ["get", "list", "create", "patch", "delete"] }
          - { apiGroups: ["argoproj.io"], resources: ["workflowtaskresults"], verbs: ["create", "patch"] }
          - { apiGroups: [""], resources: ["pods", "pods/log", "events"], verbs: ["get", "list"] }
        """;

    [ClusterFact(customResources: true)]
    public void A_version_is_applied_changed_taken_back_and_removed_by_somebody_who_may_only_that()
    {
        InstallDefinitions();
        cluster.NewNamespace("argo-versions", "churn");
        BecomeDeployer();
        var folder = NewApp();

        var planned = Publish(folder, "plan");
        foreach (var created in (string[])["RoleBinding/churn-executor", "Secret/churn-executor.service-account-token", "WorkflowTemplate/churn-customer-churn", "WorkflowTemplate/churn-trees", "CronWorkflow/churn-trees"])
            Assert.Contains($"  + {created}\n", planned.Text);
        Assert.Contains("Nothing was changed. Do it with -p:AqueductDeploy=apply", planned.Text);
        Assert.DoesNotContain("Sending sha256", planned.Text);
        Assert.Equal("", Objects());

        var applied = Publish(folder, "apply");
        Assert.Contains("churn -> version 1 in namespace 'argo-versions' of context 'deployer'", applied.Text);
        var pushed = Regex.Match(applied.Text, $"churn -> {Regex.Escape(Image)}@(sha256:[0-9a-f]{{64}})").Groups[1].Value;
        Assert.Equal([$"{Image}@{pushed}"], ImagesOf("churn-trees"));
        var first = Objects();
        Assert.Contains("cronworkflow.argoproj.io/churn-trees", first);
        // The token that the cluster has put into the Secret is no difference.
        Assert.Contains("0 created (+), 0 changed (~), 0 removed (-)", Tool(folder, "plan", "--folder", "artifacts/churn", "--target", "argo").Text);

        cluster.Kubectl("-n", "argo-versions", "patch", "cronworkflow", "churn-trees", "--type", "merge", "-p", """{"spec":{"timezone":"Asia/Tokyo"}}""");
        Assert.Contains("      spec.timezone: \"Asia/Tokyo\" → \"Europe/Berlin\"\n", Tool(folder, "plan", "--folder", "artifacts/churn", "--target", "argo").Text);

        var second = Publish(NewApp(source => source.Replace(", Schedule = \"0 3 * * *\", TimeZone = \"Europe/Berlin\"", "", StringComparison.Ordinal)), "apply");
        Assert.Contains("  removed CronWorkflow/churn-trees\n", second.Text);
        Assert.Equal("cronworkflow.argoproj.io/churn-customer-churn", cluster.Kubectl("-n", "argo-versions", "get", "cronworkflows", "-o", "name"));

        Assert.Contains("churn -> version 3, which is version 1 again", Tool(folder, "rollback").Text);
        Assert.Equal(Named(first), Named(Objects()));
        Assert.Equal([$"{Image}@{pushed}"], ImagesOf("churn-trees"));
        var status = Tool(folder, "status").Text;
        Assert.Contains("Trees (trees): 0 3 * * * Europe/Berlin", status);
        Assert.Contains("Customer churn (customer-churn): ", status);

        Tool(folder, "delete");
        Assert.Equal("persistentvolumeclaim/churn-home", Objects());
        Assert.Contains("error: AQ9021:", Tool(folder, "status").Text);
    }

    [ClusterFact(customResources: true)]
    public async Task A_run_is_a_Workflow_whose_end_is_waited_for_and_whose_failed_group_is_named()
    {
        InstallDefinitions();
        cluster.NewNamespace("argo-runs", "churn");
        var folder = NewApp();
        Publish(folder, "apply", "argo-runs", "admin");

        var running = Task.Run(() => Tool(folder, "run", "trees", "-n", "argo-runs", "--context", "admin", "--", "--trees", "50"));
        var name = Started(running);
        var workflow = cluster.Json("-n", "argo-runs", "get", "workflow", name);
        Assert.Equal("""{"arguments":{"parameters":[{"name":"trees","value":"50"}]},"workflowTemplateRef":{"name":"churn-trees"}}""", JsonSerializer.Serialize(workflow.GetProperty("spec")));
        Report(name, """{"phase":"Running","startedAt":"2026-11-27T03:00:00Z","nodes":{"a":{"id":"a","type":"Pod","displayName":"all","phase":"Running"}}}""");
        Report(name, """{"phase":"Succeeded","finishedAt":"2026-11-27T03:01:00Z","nodes":{"a":{"id":"a","type":"Pod","displayName":"all","phase":"Succeeded"}}}""");
        var succeeded = await running;
        Assert.True(succeeded.ExitCode == 0, succeeded.Text);
        Assert.Contains("  all: Succeeded\n  Succeeded\n", succeeded.Text);

        running = Task.Run(() => Tool(folder, "run", "Trees", "-n", "argo-runs", "--context", "admin"));
        name = Started(running);
        Report(name, """{"phase":"Failed","message":"child failed","startedAt":"2026-11-27T03:02:00Z","finishedAt":"2026-11-27T03:03:00Z","nodes":{"a":{"id":"a","type":"Pod","displayName":"all","phase":"Failed","message":"Error (exit code 1)","finishedAt":"2026-11-27T03:03:00Z"}}}""");
        var failed = await running;
        Assert.Equal(1, failed.ExitCode);
        Assert.Contains($"error: {name} failed: all: Error (exit code 1)", failed.Text);

        var runs = JsonDocument.Parse(Tool(folder, "status", "-n", "argo-runs", "--context", "admin", "--json").Text).RootElement.GetProperty("workflows").EnumerateArray()
            .Single(w => w.GetProperty("slug").GetString() == "trees").GetProperty("jobs").EnumerateArray().Select(j => j.GetProperty("state").GetString());
        Assert.Equal(["Failed", "Succeeded"], runs.Order(StringComparer.Ordinal));

        Assert.Contains("error: AQ9024: 'Trees' cannot be run so: it has no parameter 'leaves'. Its parameters: trees", Tool(folder, "run", "trees", "-n", "argo-runs", "--context", "admin", "--", "--leaves", "5").Text);

        // A Workflow goes with its template.
        Tool(folder, "delete", "-n", "argo-runs", "--context", "admin");
        for (var patience = 0; cluster.Kubectl("-n", "argo-runs", "get", "workflows", "-o", "name") != ""; patience++)
        {
            Assert.True(patience < 240, "the Workflows are still there");
            Thread.Sleep(500);
        }
    }

    string Started(Task<Output> run)
    {
        while (true)
        {
            Assert.False(run.IsCompleted, run.IsCompleted ? run.Result.Text : "");
            var open = cluster.Json("-n", "argo-runs", "get", "workflows").GetProperty("items").EnumerateArray().Where(w => !w.TryGetProperty("status", out _)).ToList();
            if (open.Count == 1)
                return open[0].GetProperty("metadata").GetProperty("name").GetString()!;
            Thread.Sleep(200);
        }
    }

    void Report(string workflow, string status) => cluster.Kubectl("-n", "argo-runs", "patch", "workflow", workflow, "--type", "merge", "-p", $$"""{"status":{{status}}}""");

    void InstallDefinitions()
    {
        foreach (var kind in (string[])["Workflow", "WorkflowTemplate", "CronWorkflow"])
            cluster.Apply($$"""
                apiVersion: apiextensions.k8s.io/v1
                kind: CustomResourceDefinition
                metadata: { name: "{{kind.ToLowerInvariant()}}s.argoproj.io" }
                spec:
                  group: argoproj.io
                  scope: Namespaced
                  names: { kind: "{{kind}}", listKind: "{{kind}}List", plural: "{{kind.ToLowerInvariant()}}s", singular: "{{kind.ToLowerInvariant()}}" }
                  versions:
                    - name: v1alpha1
                      served: true
                      storage: true
                      schema:
                        openAPIV3Schema: { type: object, x-kubernetes-preserve-unknown-fields: true }
                """);
        cluster.Kubectl("wait", "--for", "condition=established", "--timeout=120s", "crd", "--all");
    }

    /// <summary>A context of somebody who has the rights of the guide in one namespace.</summary>
    void BecomeDeployer()
    {
        cluster.Apply(Rights);
        cluster.Kubectl("-n", "argo-versions", "create", "serviceaccount", "deployer");
        cluster.Kubectl("-n", "argo-versions", "create", "rolebinding", "deployer", "--role=deployer", "--serviceaccount=argo-versions:deployer");
        cluster.Apply("""
            apiVersion: v1
            kind: Secret
            metadata: { name: "deployer-token", namespace: "argo-versions", annotations: { kubernetes.io/service-account.name: "deployer" } }
            type: kubernetes.io/service-account-token
            """);
        string token;
        while ((token = cluster.Kubectl("-n", "argo-versions", "get", "secret", "deployer-token", "-o", "jsonpath={.data.token}")) == "")
            Thread.Sleep(200);
        var server = cluster.Kubectl("config", "view", "-o", "jsonpath={.contexts[0].context.cluster}");
        cluster.Kubectl("config", "set-credentials", "deployer", $"--token={System.Text.Encoding.UTF8.GetString(Convert.FromBase64String(token))}");
        cluster.Kubectl("config", "set-context", "deployer", $"--cluster={server}", "--user=deployer", "--namespace=argo-versions");
    }

    string[] ImagesOf(string template) => [.. cluster.Json("-n", "argo-versions", "get", "workflowtemplate", template).GetProperty("spec").GetProperty("templates").EnumerateArray()
        .Where(t => t.TryGetProperty("container", out _)).Select(t => t.GetProperty("container").GetProperty("image").GetString()!).Distinct()];

    /// <summary>What the namespace has of the app, without the records of its versions.</summary>
    string Objects() => cluster.Kubectl("-n", "argo-versions", "get", "workflowtemplates,cronworkflows,pvc,networkpolicies,serviceaccounts,secrets,roles,rolebindings", "-l", "app.kubernetes.io/managed-by=aqueduct", "-o", "name");

    static string[] Named(string objects) => [.. objects.Split('\n').Order(StringComparer.Ordinal)];

    /// <summary>The churn sample with another workflow.</summary>
    string NewApp(Func<string, string>? edit = null)
    {
        var folder = feed.NewFolder("argo-cluster");
        File.WriteAllText(Path.Combine(folder, "churn.cs"), (edit ?? (text => text))(File.ReadAllText(Path.Combine(PackedFeed.Repository, "samples/churn/churn.cs")) + More));
        feed.DotNet.Succeed(folder, "publish", "churn.cs");
        return folder;
    }

    Output Publish(string folder, string deploy, string space = "argo-versions", string context = "deployer")
    {
        var output = cluster.Run(feed.DotNet, folder, "dotnet", "publish", "churn.cs", "-p:AqueductTarget=argo", $"-p:AqueductDeploy={deploy}", $"-p:AqueductNamespace={space}", $"-p:AqueductContext={context}",
            $"-p:AqueductBaseImage={TestCluster.BaseImage}", "-p:ContainerRegistry=localhost:5000", "-p:ContainerRepository=team/churn");
        Assert.True(output.ExitCode == 0, output.Text);
        return output;
    }

    /// <summary>The tool's deploying commands, inside; as the deployer where nothing else is said.</summary>
    Output Tool(string folder, params string[] arguments)
    {
        string[] context = arguments.Contains("--context") ? [] : ["--context", "deployer"];
        return cluster.Run(feed.DotNet, folder, ["dotnet", Path.Combine(feed.Artifacts, "bin/Aqueduct.Cli/release/Aqueduct.Cli.dll"), "deploy", arguments[0], .. context, .. arguments[1..]]);
    }
}
