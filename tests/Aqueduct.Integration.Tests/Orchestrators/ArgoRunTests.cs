using System.Text.Json;

namespace Aqueduct.Integration.Tests.Orchestrators;

/// <summary>What is rendered for Argo is run, a process for a pod, and compared with a run on this machine.</summary>
public sealed class ArgoRunTests(DividedSamples samples) : IClassFixture<DividedSamples>
{
    [Theory]
    [InlineData("churn", "churn", "customer-churn", "Succeeded")]
    [InlineData("churn-training", "train", "churn-training", "Succeeded")]
    [InlineData("files", "files", "orders-of-a-day", "SucceededWithWarnings")]
    [InlineData("joined", "joined", "two-cities", "Succeeded")]
    [InlineData("segments", "segments", "customer-segments", "Succeeded")]
    [InlineData("weather", "weather", "next-day-temperature", "Succeeded")]
    public void A_sample_in_pods_gives_the_artifacts_of_a_run_on_this_machine(string sample, string app, string slug, string state)
    {
        var folder = samples.Publish(sample);
        var alone = DividedSamples.Json(samples.Machine($"{sample}-alone"), folder, app, "run", slug);
        var shim = new ArgoShim(File.ReadAllText(Path.Combine(folder, "aqueduct", "argo.yaml")), folder, samples.Machine($"{sample}-pods"));

        var status = shim.Submit(app == slug ? app : $"{app}-{slug}", "0b5c1d2e");

        Assert.True(status == "Succeeded", string.Concat(shim.Pods.Select(p => $"{p.Template}: {p.Output.ExitCode}\n{p.Output.Text}")));
        var pods = DividedSamples.Json(samples.Machine($"{sample}-pods"), folder, app, "show", "latest");
        Assert.True(shim.Pods.Count > 1, "nothing was divided");
        Assert.Equal((state, state), (alone.GetProperty("state").GetString(), pods.GetProperty("state").GetString()));
        Assert.Equal(Listed(alone, "artifacts", "name", "hash"), Listed(pods, "artifacts", "name", "hash"));
        Assert.Equal(Listed(alone, "checks", "name", "passed"), Listed(pods, "checks", "name", "passed"));
        Assert.Equal(Listed(alone, "publications", "node", "rows"), Listed(pods, "publications", "node", "rows"));
        Assert.Equal(Listed(alone, "nodes", "name", "state"), Listed(pods, "nodes", "name", "state"));
        Assert.Equal("2026-11-27T03:00:00Z", pods.GetProperty("logicalTime").GetString());
    }

    static IEnumerable<string> Listed(JsonElement run, string list, params string[] members) =>
        run.GetProperty(list).EnumerateArray().Select(e => string.Join(' ', members.Select(m => e.GetProperty(m).ToString())));
}
