using System.Text.Json;
using Aqueduct.Integration.Tests.Infrastructure;

namespace Aqueduct.Integration.Tests.Orchestrators;

/// <summary>What is rendered for Argo is run, a process for a pod, and compared with a run on this machine.</summary>
public sealed class ArgoRunTests(DividedSamples samples) : IClassFixture<DividedSamples>
{
    [Theory]
    [InlineData("churn", "churn", "customer-churn", "Succeeded", 2)]
    [InlineData("churn-training", "train", "churn-training", "Succeeded", 2)]
    [InlineData("files", "files", "orders-of-a-day", "SucceededWithWarnings", 1)]
    [InlineData("joined", "joined", "two-cities", "Succeeded", 1)]
    [InlineData("nightly", "nightly", "nightly-weather", "Succeeded", 2)]
    [InlineData("segments", "segments", "customer-segments", "Succeeded", 2)]
    [InlineData("serving", "serving", "churn-served", "Succeeded", 2)]
    [InlineData("weather", "weather", "next-day-temperature", "Succeeded", 2)]
    public void A_sample_gives_the_same_artifacts_on_every_target_as_on_this_machine(string sample, string app, string slug, string state, int least)
    {
        var folder = samples.Publish(sample);
        var alone = DividedSamples.Json(samples.Machine($"{sample}-alone"), folder, app, "run", slug);
        var shim = new ArgoShim(File.ReadAllText(Path.Combine(folder, "aqueduct", "argo.yaml")), folder, samples.Machine($"{sample}-pods"));

        var status = shim.Submit(app == slug ? app : $"{app}-{slug}", "0b5c1d2e");

        Assert.True(status == "Succeeded", string.Concat(shim.Pods.Select(p => $"{p.Template}: {p.Output.ExitCode}\n{p.Output.Text}")));
        var pods = DividedSamples.Json(samples.Machine($"{sample}-pods"), folder, app, "show", "latest");
        // Two samples have one operator, so that nothing can be divided.
        Assert.InRange(shim.Pods.Count, least, least == 1 ? 1 : int.MaxValue);
        AssertSame(state, alone, pods);
        Assert.Equal(new DateTime(2026, 11, 27, 3, 0, 0, DateTimeKind.Utc), pods.GetProperty("logicalTime").GetDateTime());

        var targets = new EveryTarget(folder, app, slug);
        foreach (var (target, start) in new (string, Func<DotNet, Output>)[] { ("kubernetes", targets.CronJob), ("compose", targets.Service), ("lambda", targets.Function) })
        {
            var machine = samples.Machine($"{sample}-{target}");
            var output = start(machine);
            Assert.True(output.ExitCode == 0, $"{target}: {output.ExitCode}\n{output.Text}");
            Assert.Equal(Listed(alone, "artifacts", "name", "hash"), Listed(DividedSamples.Json(machine, folder, app, "show", "latest"), "artifacts", "name", "hash"));
        }
    }

    /// <summary>Memory in two notations, a GPU, an image, and a loop that asks for something.</summary>
    const string Needs = """
        #:package Aqueduct@0.1.0
        using Aqueduct;

        public static partial class Needs
        {
            [Operator(Memory = "1Gi")]
            public static double Load(int start) => start;

            [Operator(Memory = "1024Mi")]
            public static double Clean(double loaded) => loaded + 1;

            [Operator(Gpu = 1)]
            public static double Train(double clean) => clean * 2;

            [Operator(Image = "registry.example.com/team/special:1")]
            public static double Special(double clean) => clean + 3;

            [Operator]
            public static int[] Parts() => [1, 2, 3];

            [Operator(Memory = "512Mi")]
            public static double Score(int part, double trained) => part * trained;

            [Operator]
            public static double Sum(IReadOnlyList<double> scores, double special) => scores.Sum() + special;

            [Workflow("Needs")]
            public static void Run(int start = 5)
            {
                var clean = Clean(Load(start));
                var trained = Train(clean);
                var special = Special(clean);
                var scores = Map.Each(Parts(), part => Score(part, trained), maxParallel: 2);
                Sum(scores, special);
            }
        }
        """;

    [Fact]
    public void The_app_and_the_rendered_files_mean_the_same_groups()
    {
        var folder = samples.Publish("needs", Needs);
        var machine = samples.Machine("needs-pods");
        var shim = new ArgoShim(File.ReadAllText(Path.Combine(folder, "aqueduct", "argo.yaml")), folder, machine);
        var listed = machine.Succeed(folder, Path.Combine(folder, "needs.dll"), "node", "needs").Text.Trim();

        Assert.Equal("needs/load  Load, Clean, Parts\nneeds/train  Train  after load\nneeds/each-part  Each(part): its items  after load, train\nneeds/special  Special, Each(part), Sum  after load, train, each-part", listed);
        Assert.Equal(System.Text.RegularExpressions.Regex.Replace(listed, "(?m)^(\\S+)  .*?(?=$|  after)", "$1"), shim.TasksOf("needs", "needs"));
        Assert.Equal("Succeeded", shim.Submit("needs", "77", ("start", "7")));
        Assert.Equal(2, shim.Pods.Count(p => p.Template == "group-each-part"));
        var run = DividedSamples.Json(machine, folder, "needs", "show", "latest");
        // (7 + 1) * 2 * (1 + 2 + 3) + (7 + 1) + 3
        Assert.Equal("107", run.GetProperty("artifacts").EnumerateArray().Single(a => a.GetProperty("node").GetString() == "Sum").GetProperty("value").GetString());
        Assert.Equal("7", run.GetProperty("parameters").GetProperty("start").GetString());
    }

    /// <summary>A large machine is asked for where the data have drifted, another for what follows from it.</summary>
    const string Branched = """
        #:package Aqueduct@0.1.0
        using Aqueduct;

        public static partial class Branched
        {
            [Operator(Memory = "1Gi")]
            public static double Load(double value) => value;

            [Metric]
            public static double Drift(double loaded) => loaded / 10;

            [Operator(Gpu = 1)]
            public static double Train(double loaded) => loaded * 2;

            [Metric]
            public static double Loss(double trained) => trained - 20;

            [Operator(Memory = "8Gi")]
            public static double Improve(double trained) => trained + 1;

            [Operator(Memory = "2Gi")]
            public static double Report(double loaded) => loaded + 3;

            [Workflow("Branched")]
            public static void Run(double value = 5)
            {
                var loaded = Load(value);
                Report(loaded);
                if (Drift(loaded) > 1)
                {
                    var trained = Train(loaded);
                    if (Loss(trained) > 10)
                        Improve(trained);
                }
            }
        }
        """;

    [Theory]
    [InlineData("5", "group-load group-report")]
    [InlineData("12", "group-improve group-load group-report group-train")]
    [InlineData("20", "group-improve group-load group-report group-train")]
    public void A_pod_is_started_for_a_branch_where_it_is_taken(string value, string started)
    {
        var folder = samples.Publish("branched", Branched);
        var alone = DividedSamples.Json(samples.Machine($"branched-{value}-alone"), folder, "branched", "run", "branched", "--value", value);
        var machine = samples.Machine($"branched-{value}-pods");
        var shim = new ArgoShim(File.ReadAllText(Path.Combine(folder, "aqueduct", "argo.yaml")), folder, machine);

        Assert.Equal("Succeeded", shim.Submit("branched", "1", ("value", value)));
        Assert.Equal(started, string.Join(' ', shim.Pods.Select(p => p.Template).Order(StringComparer.Ordinal)));
        var pods = DividedSamples.Json(machine, folder, "branched", "show", "latest");
        AssertSame("Succeeded", alone, pods);
    }

    const string Looped = """
        #:package Aqueduct@0.1.0
        using Aqueduct;

        public static partial class Looped
        {
            [Operator]
            public static int[] Parts(int count) => [.. Enumerable.Range(0, count)];

            [Operator(Memory = "2Gi")]
            public static double Score(int part) => part * 1.5;

            [Metric]
            public static double Share(int part) => part / 10.0;

            [Operator]
            public static double Sum(IReadOnlyList<double> scores) => scores.Sum();

            [Workflow("Looped")]
            public static void Run(int count = 7)
            {
                var parts = Parts(count);
                foreach (var part in parts)
                    Share(part);
                Sum(Map.Each(parts, piece => Score(piece), maxParallel: 3));
            }
        }
        """;

    [Theory]
    [InlineData("7", 3)]
    [InlineData("2", 2)]
    [InlineData("0", 0)]
    public void The_items_of_a_loop_are_done_in_as_many_pods_as_may_run_at_once(string count, int slices)
    {
        var folder = samples.Publish("looped", Looped);
        var alone = DividedSamples.Json(samples.Machine($"looped-{count}-alone"), folder, "looped", "run", "looped", "--count", count);
        var machine = samples.Machine($"looped-{count}-pods");
        var yaml = File.ReadAllText(Path.Combine(folder, "aqueduct", "argo.yaml"));
        var lost = 0;
        var shim = new ArgoShim(yaml, folder, machine) { Before = template => template == "group-each-piece" && slices > 2 && Interlocked.Increment(ref lost) == 1 ? 137 : null };

        // Where a pod is lost, the workflow is retried: only its items are left.
        if (slices > 2)
            Assert.Equal("Failed", shim.Submit("looped", "1", ("count", count)));
        Assert.Equal("Succeeded", shim.Submit("looped", "1", ("count", count)));
        Assert.Equal(slices, shim.Pods.TakeLast(slices + 2).Count(p => p.Template == "group-each-piece"));
        var pods = DividedSamples.Json(machine, folder, "looped", "show", "latest");
        AssertSame("Succeeded", alone, pods);
    }

    const string Followed = """
        #:package Aqueduct@0.1.0
        using Aqueduct;

        public static partial class Followed
        {
            [Operator(Memory = "1Gi")]
            public static double Load() => 3;

            [Operator(Memory = "2Gi")]
            public static double Check(double loaded, bool isWrong) => isWrong ? throw new System.InvalidOperationException("wrong") : loaded;

            [Operator]
            public static double Report(double factor) => 14 * factor;

            [Workflow("First")]
            public static void Run(bool isWrong = false) => Check(Load(), isWrong);

            [Workflow("Second", After = "First")]
            public static void Then(double factor = 2) => Report(factor);

            [Workflow("Third", After = "Second")]
            public static void Last() => Load();
        }
        """;

    [Fact]
    public void What_follows_a_workflow_runs_when_it_has_succeeded_for_its_logical_time()
    {
        var folder = samples.Publish("followed", Followed);
        var machine = samples.Machine("followed-pods");
        var shim = new ArgoShim(File.ReadAllText(Path.Combine(folder, "aqueduct", "argo.yaml")), folder, machine);

        Assert.Equal("Failed", shim.Submit("followed-first", "1", ("isWrong", "true")));
        Assert.Empty(shim.Created);

        Assert.Equal("Succeeded", shim.Submit("followed-first", "2"));
        // The second begins a day later: what it stands for is the first's time.
        shim.Now = "2026-11-28T03:00:00Z";
        Assert.Equal("Succeeded", shim.TakeUp(Assert.Single(shim.Created), "3"));
        var second = DividedSamples.Json(machine, folder, "followed", "show", "latest");
        Assert.Equal(("Second", "28", new DateTime(2026, 11, 27, 3, 0, 0, DateTimeKind.Utc)),
            (second.GetProperty("workflow").GetString(), second.GetProperty("artifacts")[0].GetProperty("value").GetString(), second.GetProperty("logicalTime").GetDateTime()));
        Assert.Equal("Succeeded", shim.TakeUp(shim.Created[1], "4"));
        var third = DividedSamples.Json(machine, folder, "followed", "show", "latest");
        Assert.Equal(("Third", second.GetProperty("logicalTime").GetDateTime()), (third.GetProperty("workflow").GetString(), third.GetProperty("logicalTime").GetDateTime()));
        Assert.Equal(2, shim.Created.Count);
    }

    [Fact]
    public void A_lost_pod_fails_the_run_which_goes_on_when_the_workflow_is_retried()
    {
        var folder = samples.Publish("churn");
        var yaml = File.ReadAllText(Path.Combine(folder, "aqueduct", "argo.yaml"));
        var machine = samples.Machine("churn-lost");
        var groups = machine.Succeed(folder, Path.Combine(folder, "churn.dll"), "node", "customer-churn").Text.Trim().Split('\n').Select(line => line.Split(' ')[0].Split('/')[1]).ToList();
        var lost = new ArgoShim(yaml, folder, machine) { Before = template => template == $"group-{groups[1]}" ? 137 : null };

        Assert.Equal("Failed", lost.Submit("churn-customer-churn", "0b5c1d2e"));
        Assert.Equal(["group-" + groups[0], "finish"], lost.Pods.Select(p => p.Template).Where(t => t == "finish" || t == "group-" + groups[0]));
        var failed = DividedSamples.Json(machine, folder, "churn", "show", "latest");
        Assert.Equal("Failed", failed.GetProperty("state").GetString());
        Assert.Contains("was not run to its end", failed.GetProperty("error").GetString());
        Assert.All(failed.GetProperty("nodes").EnumerateArray(), n => Assert.Contains(n.GetProperty("state").GetString(), (string?[])["Succeeded", "Skipped", "Canceled"]));
        Assert.Empty(failed.GetProperty("publications").EnumerateArray());

        var retried = new ArgoShim(yaml, folder, machine);
        Assert.Equal("Succeeded", retried.Submit("churn-customer-churn", "0b5c1d2e"));
        var run = DividedSamples.Json(machine, folder, "churn", "show", "latest");
        Assert.Equal(("Succeeded", failed.GetProperty("id").GetString()), (run.GetProperty("state").GetString(), run.GetProperty("id").GetString()));
        Assert.DoesNotContain(retried.Pods, p => p.Template == "finish");
        Assert.NotEmpty(run.GetProperty("publications").EnumerateArray());
    }

    /// <summary>A run on this machine and one in pods ended in a state and left the same.</summary>
    static void AssertSame(string state, JsonElement alone, JsonElement pods)
    {
        Assert.Equal((state, state), (alone.GetProperty("state").GetString(), pods.GetProperty("state").GetString()));
        foreach (var (list, members) in new (string, string[])[] { ("artifacts", ["name", "hash"]), ("checks", ["name", "passed"]), ("metrics", ["name", "value"]), ("publications", ["node", "rows"]), ("nodes", ["name", "state"]) })
            Assert.Equal(Listed(alone, list, members), Listed(pods, list, members));
    }

    static IEnumerable<string> Listed(JsonElement run, string list, params string[] members) =>
        run.GetProperty(list).EnumerateArray().Select(e => string.Join(' ', members.Select(m => e.GetProperty(m).ToString())));
}
