using System.Text.Json;
using Aqueduct.Runtime;
using Aqueduct.Tests.Engine;

namespace Aqueduct.Tests.Hosting;

/// <summary>The commands that go on with runs, stop them and remove them.</summary>
public sealed class ContinuingCommandTests : IAsyncLifetime
{
    static bool _mended;
    readonly Host _host = new(
        new FakeWorkflow().Named("Flow").Parameter("size").Operator("One", _ => 1).From("Two", _ => _mended ? 2 : throw new InvalidOperationException("broken"), "One").Save("SaveTwo", "twos", "Two"),
        new FakeWorkflow().Named("Other").Operator("One", _ => 1),
        new FakeWorkflow().Named("Kept").Operator("One", _ => 1).Keeping(2));

    public ContinuingCommandTests() => _mended = false;

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _host.DisposeAsync().AsTask();

    async Task<string> FailAsync(params string[] more)
    {
        await _host.RunAsync(["run", "flow", .. more]);
        return _host.Home.Store.Read(q => q.Newest(1))[0].Id;
    }

    async Task InterruptAsync(string run) => await _host.Home.Store.WriteAsync(t => t.Execute("UPDATE runs SET interrupted = 1 WHERE id = $1", run));

    static JsonElement Json(string output) => JsonDocument.Parse(output).RootElement;

    [Theory]
    [InlineData("last"), InlineData("latest"), InlineData("20")]
    public async Task From_failed_takes_an_id_its_beginning_or_last_and_its_parameters(string wanted)
    {
        var failed = await FailAsync("--size", "4");
        _mended = true;
        var (code, output, error) = await _host.RunAsync("run", "--from-failed", wanted, "--json");
        Assert.True(code == 0, error);
        Assert.Empty(JsonSchema.Errors("aqueduct-run.v1", output));
        Assert.Equal((failed, "4"), (Json(output).GetProperty("continues").GetString(), Json(output).GetProperty("parameters").GetProperty("size").GetString()));
        Assert.Equal("Cached", Json(output).GetProperty("nodes")[0].GetProperty("state").GetString());
    }

    [Fact]
    public async Task A_failed_run_says_how_to_do_only_what_is_left_and_an_interrupted_one_how_to_go_on()
    {
        var (_, output, _) = await _host.RunAsync("run", "flow");
        var id = _host.Home.Store.Read(q => q.Newest(1))[0].Id;
        Assert.Contains($"dotnet run app.cs -- run --from-failed {id}", output, StringComparison.Ordinal);
        await InterruptAsync(id);
        Assert.Contains($"dotnet run app.cs -- run --resume {id}", (await _host.RunAsync("show", "last")).Output, StringComparison.Ordinal);
        Assert.Empty(JsonSchema.Errors("aqueduct-runs.v1", (await _host.RunAsync("runs", "--json")).Output));
    }

    [Fact]
    public async Task Resume_goes_on_under_the_same_id()
    {
        var id = await FailAsync();
        await InterruptAsync(id);
        _mended = true;
        var (code, output, _) = await _host.RunAsync("run", "--resume", "last", "--json");
        Assert.Equal((0, id), (code, Json(output).GetProperty("id").GetString()));
    }

    [Fact]
    public async Task Resume_auto_goes_on_with_an_interrupted_run_of_the_same_parameters_and_starts_a_new_one_otherwise()
    {
        var id = await FailAsync("--size", "4");
        await InterruptAsync(id);
        _mended = true;
        Assert.NotEqual(id, Json((await _host.RunAsync("run", "flow", "--resume", "auto", "--size", "5", "--json")).Output).GetProperty("id").GetString());
        await _host.Home.Store.WriteAsync(t => t.Execute("UPDATE runs SET started_at = '2030-01-01T00:00:00.0000000Z' WHERE id = $1", id));
        Assert.Equal(id, Json((await _host.RunAsync("run", "flow", "--resume", "auto", "--size", "4", "--json")).Output).GetProperty("id").GetString());
        Assert.NotEqual(id, Json((await _host.RunAsync("run", "flow", "--resume", "auto", "--size", "4", "--json")).Output).GetProperty("id").GetString());
    }

    [Theory]
    [InlineData("--from-failed takes the parameters of run", "run", "--from-failed", "last", "--size", "5")]
    [InlineData("pass one of them", "run", "--from-failed", "last", "--resume", "last")]
    [InlineData("was not interrupted", "run", "--resume", "last")]
    [InlineData("There is no run", "run", "other", "--from-failed", "last")]
    [InlineData("There is no run 'x'", "run", "--from-failed", "x")]
    [InlineData("one of skip, queue, parallel, cancel-previous", "run", "flow", "--overlap", "both")]
    [InlineData("a number from 1 to 64", "run", "flow", "--max-parallel", "0")]
    [InlineData("has ended already: Failed", "cancel", "last")]
    [InlineData("no duration", "gc", "--older-than", "soon")]
    [InlineData("Did you mean '4Gi'?", "gc", "--max-bytes", "4GB")]
    [InlineData("has no schedule", "backfill", "flow", "--from", "2026-01-01", "--to", "2026-01-02")]
    [InlineData("no schedule:", "backfill", "flow", "--from", "2026-01-01", "--to", "2026-01-02", "--every", "often")]
    [InlineData("is no time", "backfill", "flow", "--from", "yesterday", "--to", "2026-01-02", "--every", "@daily")]
    [InlineData("is before --from", "backfill", "flow", "--from", "2026-01-03", "--to", "2026-01-02", "--every", "@daily")]
    public async Task What_cannot_be_done_is_refused_with_exit_code_2(string reason, params string[] args)
    {
        await FailAsync();
        var before = _host.Home.Store.Read(q => q.Newest(100)).Count;
        var (code, _, error) = await _host.RunAsync(args);
        Assert.Equal(2, code);
        Assert.Contains(reason, error, StringComparison.Ordinal);
        Assert.Equal(before, _host.Home.Store.Read(q => q.Newest(100)).Count);
    }

    [Theory]
    [InlineData("cancel", "--help"), InlineData("gc", "--help"), InlineData("verify", "--help"), InlineData("backfill", "--help"), InlineData("run", "--help"), InlineData("prune", "--help")]
    public async Task Every_command_has_help(params string[] args) => Assert.Equal(0, (await _host.RunAsync(args)).Code);

    [Fact]
    public async Task Backfill_runs_once_for_each_logical_time_and_only_what_is_left_the_next_time()
    {
        _mended = true;
        string[] args = ["backfill", "flow", "--from", "2026-01-01", "--to", "2026-01-03", "--every", "@daily", "--json", "--size", "7", "--parallel", "2"];
        var (code, output, error) = await _host.RunAsync(args);
        Assert.True(code == 0, error);
        Assert.Empty(JsonSchema.Errors("aqueduct-backfill.v1", output));
        Assert.Equal(["2026-01-01T00:00:00.0000000Z", "2026-01-02T00:00:00.0000000Z", "2026-01-03T00:00:00.0000000Z"], Json(output).GetProperty("runs").EnumerateArray().Select(r => r.GetProperty("logicalTime").GetString()));
        Assert.All(_host.Home.Store.Read(q => q.Newest(9)), r => Assert.Equal(("7", r.LogicalTime.Date), (r.Parameters["size"], r.LogicalTime.UtcDateTime)));
        Assert.Equal(3, _host.Home.Store.Read(q => q.Newest(9)).Select(r => r.LogicalTime).Distinct().Count());
        args[5] = "2026-01-04";
        output = (await _host.RunAsync(args)).Output;
        Assert.Equal(["succeeded before", "succeeded before", "succeeded before", null], Json(output).GetProperty("runs").EnumerateArray().Select(r => r.GetProperty("skipped").GetString()));
    }

    [Fact]
    public async Task Backfill_of_what_failed_runs_that_again_and_nothing_else()
    {
        var (code, output, _) = await _host.RunAsync("backfill", "flow", "--from", "2026-01-01", "--to", "2026-01-02", "--every", "@daily");
        Assert.Equal(1, code);
        Assert.EndsWith("Flow: 2 logical times: 2 failed.\n", output, StringComparison.Ordinal);
        Assert.Contains("✗ 2026-01-01T00:00Z  Failed", output, StringComparison.Ordinal);
        _mended = true;
        (code, output, _) = await _host.RunAsync("backfill", "flow", "--from", "2026-01-02", "--to", "2026-01-03", "--every", "@daily", "--failed-only");
        Assert.Equal(0, code);
        Assert.EndsWith("Flow: 2 logical times: 1 succeeded, 1 never run.\n", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_a_run_the_oldest_beyond_KeepRuns_are_removed()
    {
        for (var i = 0; i < 4; i++)
            await _host.RunAsync("run", "kept");
        Assert.Equal(2, _host.Home.Store.Read(q => q.Newest(9)).Count);
    }

    [Fact]
    public async Task Gc_says_what_it_removed_and_with_dry_what_it_would()
    {
        for (var i = 0; i < 3; i++)
            await _host.RunAsync("run", "other");
        var (code, output, _) = await _host.RunAsync("gc", "--keep", "1", "--dry", "--json");
        Assert.Empty(JsonSchema.Errors("aqueduct-gc.v1", output));
        Assert.Equal((0, 2, 3), (code, Json(output).GetProperty("runs").GetArrayLength(), _host.Home.Store.Read(q => q.Newest(9)).Count));
        (code, output, _) = await _host.RunAsync("gc", "--keep", "1");
        Assert.StartsWith("Removed 2 runs and 0 files", output, StringComparison.Ordinal);
        Assert.Single(_host.Home.Store.Read(q => q.Newest(9)));
    }

    [Fact]
    public async Task Verify_lists_what_is_missing_or_corrupt_with_exit_code_1()
    {
        await FailAsync();
        Assert.Equal((0, "1 stored artifacts, each as it was stored.\n"), ((await _host.RunAsync("verify")).Code, (await _host.RunAsync("verify")).Output));
        var artifact = _host.Home.Store.Read(q => q.Find(q.Newest(1)[0].Id))!.Artifacts[0];
        var path = new ArtifactStore(_host.Home.Folder).PathOf(artifact.Hash);
        File.WriteAllText(path, "2");
        var (code, output, _) = await _host.RunAsync("verify", "--json");
        Assert.Empty(JsonSchema.Errors("aqueduct-verify.v1", output));
        Assert.Equal((1, "corrupt", "one"), (code, Json(output).GetProperty("faults")[0].GetProperty("fault").GetString(), Json(output).GetProperty("faults")[0].GetProperty("artifact").GetString()));
        File.Delete(path);
        (code, output, _) = await _host.RunAsync("verify");
        Assert.Equal(1, code);
        Assert.StartsWith($"missing  {artifact.Hash}  one of run ", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancel_stops_a_run_in_another_process()
    {
        await using var home = new TestHome();
        using var process = AppProcess.Start(home.Folder, ["run", "endless"]);
        await process.WaitForLineAsync("✓ First");
        using var cancel = AppProcess.Start(home.Folder, ["cancel", "last", "--json"]);
        var (code, output, _) = await cancel.EndAsync();
        Assert.Equal(0, code);
        Assert.Empty(JsonSchema.Errors("aqueduct-cancel.v1", output));
        var ended = await process.EndAsync();
        Assert.Equal(130, ended.Code);
        Assert.Equal(RunState.Canceled, home.Store.Read(q => q.Newest(1))[0].State);
    }
}
