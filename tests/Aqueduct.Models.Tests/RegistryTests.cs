using System.Text.Json;
using Aqueduct.Runtime;
using Aqueduct.Tests.Engine;

namespace Aqueduct.Models.Tests;

/// <summary>Models that are published, compared, promoted and read.</summary>
public sealed class RegistryTests : IAsyncLifetime
{
    readonly TestHome _home = new() { Options = new() { Grace = TimeSpan.Zero } };

    static Workflow Of(string slug) => WorkflowCatalog.All().Single(w => w.Definition.Slug == slug);

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _home.DisposeAsync().AsTask();

    Task<RunDetails> TrainAsync(string slope = "1") => _home.RunAsync(Of("training-a-model"), ("slope", slope));

    async Task<(int Code, string Output, string Error)> CommandAsync(params string[] args)
    {
        await _home.CloseAsync();
        using var output = new StringWriter();
        using var error = new StringWriter();
        var environment = new HostEnvironment { Home = _home.Folder, Out = output, Error = error, OpenOut = () => Stream.Null, Terminal = false, Colors = false, Clock = TimeProvider.System };
        return (await new HostApp([Of("training-a-model")], environment).RunAsync(args), output.ToString(), error.ToString());
    }

    static string? Error(RunDetails run) => run.Nodes.Select(n => n.Failure?.Error).FirstOrDefault(e => e is not null);

    [Fact]
    public async Task A_version_that_is_held_is_not_read_until_somebody_promotes_it()
    {
        Assert.Equal((RunState.Succeeded, null), (await TrainAsync() is var first ? first.Run.State : default, Error(first)));
        var early = await _home.RunAsync(Of("nightly-judging"));

        Assert.Equal(RunState.Failed, early.Run.State);
        Assert.Equal("InvalidOperationException: The endpoint 'churn' has no current version. Run the workflow that publishes to it; where versions wait, promote one: model promote churn VERSION", Error(early));
        var (code, said, _) = await CommandAsync("model", "promote", "churn", "1");
        Assert.Equal(ExitCode.Succeeded, code);
        Assert.Matches("^Model 'churn': version 1 of .* from run .* is promoted\\.\n$", said);
        var late = await _home.RunAsync(Of("nightly-judging"));
        Assert.Equal((RunState.Succeeded, null), (late.Run.State, Error(late)));
        Assert.Equal(first.Artifacts.Single(a => a.Node == "Train").Hash, late.Artifacts.Single(a => a.Node == "Promoted").Hash);
        Assert.Equal(late.Metrics[0].Value, late.Metrics[1].Value, 1e-5);
    }

    [Fact]
    public async Task Versions_are_listed_with_the_metrics_of_their_runs_and_one_is_promoted()
    {
        foreach (var slope in (string[])["1", "2", "0.5"])
            Assert.Equal(RunState.Succeeded, (await TrainAsync(slope)).Run.State);
        await CommandAsync("model", "promote", "churn", "2");

        var versions = JsonDocument.Parse((await CommandAsync("model", "versions", "churn", "--json")).Output).RootElement.EnumerateArray().ToArray();
        Assert.Equal([(3, false), (2, true), (1, false)], versions.Select(v => (v.GetProperty("version").GetInt32(), v.GetProperty("current").GetBoolean())));
        Assert.All(versions, v => Assert.Equal("Accuracy", v.GetProperty("metrics").EnumerateArray().Single().GetProperty("name").GetString()));
        Assert.All(versions, v => Assert.InRange(v.GetProperty("metrics")[0].GetProperty("value").GetDouble(), 0.5, 1));
        Assert.Equal(3, versions.Select(v => v.GetProperty("hash").GetString()).Distinct().Count());
        Assert.Equal(["churn 2 3 application/vnd.mlnet.model+zip", "fast 3 3 application/onnx"],
            JsonDocument.Parse((await CommandAsync("model", "list", "--json")).Output).RootElement.EnumerateArray().Select(m => $"{m.GetProperty("model")} {m.GetProperty("promoted")} {m.GetProperty("newest")} {m.GetProperty("mediaType")}"));
        Assert.Contains("  Accuracy ", (await CommandAsync("model", "versions", "churn")).Output, StringComparison.Ordinal);
        Assert.Contains("version 1 of", (await CommandAsync("model", "rollback", "churn")).Output, StringComparison.Ordinal);
        Assert.Contains("no longer version 1", (await CommandAsync("model", "promote", "churn", "3")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_promoted_version_is_kept_however_many_come_after_it()
    {
        await TrainAsync();
        await CommandAsync("model", "promote", "churn", "1");
        for (var i = 0; i < 5; i++)
            await TrainAsync();

        Assert.Equal([(6, false), (5, false), (4, false), (1, true)], _home.Store.Read(q => q.EndpointVersions("churn")).Select(v => (v.Version, v.IsCurrent)));
    }

    [Fact]
    public async Task A_model_that_fails_its_gate_is_no_version()
    {
        var run = await _home.RunAsync(Of("training-a-model"), ("count", "99"));
        Assert.Equal(RunState.Failed, run.Run.State);
        Assert.Equal("No run has published a model.\n", (await CommandAsync("model", "list")).Output);
    }

    [Fact]
    public async Task What_is_not_there_is_refused_with_what_is()
    {
        await TrainAsync();
        Assert.Equal((2, "error: Endpoint 'churn' has no version 7. Kept are: 1."), await CommandAsync("model", "promote", "churn", "7") is var missing ? (missing.Code, missing.Error.Trim()) : default);
        Assert.Equal((2, "error: Endpoint 'churn' has no version that is served, and so none to go back to. Kept are: 1."), await CommandAsync("model", "rollback", "churn") is var none ? (none.Code, none.Error.Trim()) : default);
        Assert.Equal("error: No run has published to an endpoint 'chrun'. Did you mean 'churn'? The command 'endpoint list' shows those there are.", (await CommandAsync("model", "versions", "chrun")).Error.Trim());
    }

    [Fact]
    public async Task Published_values_are_read_within_a_run_only() =>
        Assert.Contains("is read within a run only", (await Assert.ThrowsAsync<InvalidOperationException>(Training.Promoted)).Message, StringComparison.Ordinal);

    [Fact]
    public async Task A_model_that_was_trained_once_is_reused()
    {
        await TrainAsync();
        var second = await TrainAsync();
        Assert.Equal(NodeState.Cached, second.Nodes.Single(n => n.Name == "Train").State);
        Assert.Single(_home.Store.Read(q => q.EndpointVersions("churn")).Select(v => v.Hash).Distinct());
    }
}
