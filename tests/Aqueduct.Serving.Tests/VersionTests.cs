using System.Net;
using Aqueduct.Runtime;
using Aqueduct.Tests.Engine;
using Aqueduct.Tests.Hosting;

namespace Aqueduct.Serving.Tests;

/// <summary>Versions come with runs that pass, and one command goes back.</summary>
public class VersionTests
{
    [Fact]
    public async Task A_run_that_fails_a_check_changes_nothing()
    {
        await using var served = await Served.StartAsync();
        await served.RunAsync(1);
        await served.WaitForAsync(1);

        var run = await served.RunAsync(2, ("passes", "false"));

        Assert.Equal(RunState.Failed, run.Run.State);
        Assert.Equal([1], served.Home.Store.Read(q => q.EndpointVersions("churn")).Select(v => v.Version));
    }

    [Fact]
    public async Task Publishing_the_same_run_again_adds_no_version()
    {
        await using var home = Served.NewHome();
        home.Options = home.Options with
        {
            Publish = async (given, run, cancel) =>
            {
                await Publisher.PublishAsync(given, run, cancel);
                // As a process does that died before it could note what it had published.
                return await Publisher.PublishAsync(given, run, cancel);
            },
        };

        var run = await Served.RunAsync(home, 1);

        Assert.Equal(RunState.Succeeded, run.Run.State);
        Assert.Equal(["churn 1", "model 1", "summary 1"], home.Store.Read(q => q.CurrentEndpoints()).Select(v => $"{v.Endpoint} {v.Version}"));
        Assert.Equal(["endpoints churn 100", "endpoints model 1", "endpoints summary 1"], run.Publications.Select(p => $"{p.Resource} {p.Table} {p.Rows}"));
    }

    [Fact]
    public async Task Readers_see_one_version_as_a_whole_while_versions_change()
    {
        await using var served = await Served.StartAsync();
        await served.RunAsync(1, ("rows", "2000"));
        await served.WaitForAsync(1);
        using var stop = new CancellationTokenSource();
        var seen = new HashSet<int>();

        var readers = Enumerable.Range(0, 8).Select(i => Task.Run(async () =>
        {
            var answers = 0;
            for (; !stop.IsCancellationRequested; answers++)
            {
                var (status, body, response) = await served.GetAsync(answers % 4 == i % 4 ? "/churn/17" : "/churn?size=1000&order=-Churn");
                Assert.Equal(HttpStatusCode.OK, status);
                // Batch n is published as version n: header, version and every row must agree.
                var version = int.Parse(response.Headers.GetValues("Aqueduct-Version").Single(), System.Globalization.CultureInfo.InvariantCulture);
                if (body.TryGetProperty("items", out var items))
                {
                    Assert.Equal(version, body.GetProperty("version").GetInt32());
                    Assert.All(items.EnumerateArray(), item => Assert.Equal(version, item.GetProperty("Batch").GetInt32()));
                }
                else
                {
                    Assert.Equal(version, body.GetProperty("Batch").GetInt32());
                }

                lock (seen)
                    seen.Add(version);
            }

            return answers;
        })).ToList();
        for (var batch = 2; batch <= 6; batch++)
        {
            await served.RunAsync(batch, ("rows", "2000"));
            await served.WaitForAsync(batch);
        }

        while (!Saw(6))
            await Task.Yield();
        await stop.CancelAsync();
        Assert.All(await Task.WhenAll(readers), answers => Assert.True(answers > 0));

        bool Saw(int version)
        {
            lock (seen)
                return seen.Contains(version);
        }
    }

    [Fact]
    public async Task Going_back_is_seen_by_a_server_that_runs_and_the_next_run_goes_forward_again()
    {
        await using var served = await Served.StartAsync();
        await served.RunAsync(1);
        await served.RunAsync(2);
        await served.WaitForAsync(2);

        var (code, output, _) = await CommandAsync(served.Home, "endpoint", "rollback", "churn");

        Assert.Equal(ExitCode.Succeeded, code);
        Assert.Contains("Endpoint 'churn' serves version 1", output, StringComparison.Ordinal);
        await served.WaitForAsync(1);
        Assert.Equal(1, (await served.GetAsync("/churn/3")).Body.GetProperty("Batch").GetInt32());
        await served.RunAsync(3);
        await served.WaitForAsync(3);
    }

    [Fact]
    public async Task The_commands_list_versions_and_refuse_what_is_not_kept()
    {
        await using var home = Served.NewHome();
        Assert.Equal((2, "error: No run has published to an endpoint 'churn': there are no runs yet."), await CommandAsync(home, "endpoint", "versions", "churn") is var none ? (none.Code, none.Error.Trim()) : default);
        for (var batch = 1; batch <= 5; batch++)
            await Served.RunAsync(home, batch);
        await home.CloseAsync();

        var versions = (await CommandAsync(home, "endpoint", "versions", "churn", "--json")).Output;
        var missing = await CommandAsync(home, "endpoint", "rollback", "churn", "--to", "1");
        var mistyped = await CommandAsync(home, "endpoint", "versions", "chrun");

        // Keep = 2: the newest and two before it.
        Assert.Equal([5, 4, 3], System.Text.Json.JsonDocument.Parse(versions).RootElement.EnumerateArray().Select(v => v.GetProperty("version").GetInt32()));
        Assert.Equal((2, "error: Endpoint 'churn' has no version 1. Kept are: 5, 4, 3."), (missing.Code, missing.Error.Trim()));
        Assert.Contains("Did you mean 'churn'?", mistyped.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Versions_that_are_kept_outlive_their_runs_and_the_others_do_not()
    {
        await using var home = Served.NewHome();
        for (var batch = 1; batch <= 4; batch++)
            await Served.RunAsync(home, batch);
        var kept = home.Store.Read(q => q.EndpointVersions("churn"));
        var before = home.Store.Read(q => q.Stored(home.Store.Read(s => s.Finished(null))[0].Id))!.Details.Artifacts.Single(a => a.Name == "churn").Hash;

        var removed = await Retention.ApplyAsync(home.Store, new RetentionRules(Keep: 0), new Later(), CancellationToken.None);

        Assert.Equal(4, removed.Runs.Count);
        foreach (var version in kept)
            Assert.Null(await home.Store.Artifacts.VerifyAsync(version.Hash, CancellationToken.None));
        Assert.Equal("missing", await home.Store.Artifacts.VerifyAsync(before, CancellationToken.None));
    }

    [Fact]
    public async Task A_server_that_was_killed_serves_the_same_again_and_a_run_of_another_process_is_seen()
    {
        await using var home = Served.NewHome();
        using (var run = AppProcess.Start(home.Folder, ["run", "shop", "--batch", "1"]))
            await run.WaitForLineAsync("churn");
        using var client = new HttpClient();
        for (var start = 0; start < 2; start++)
        {
            using var server = AppProcess.Start(home.Folder, ["serve", "--port", "0"]);
            var address = (await server.ReadLineAsync())!.Split(' ')[^1];
            Assert.Contains("\"Batch\":1", await client.GetStringAsync(address + "/churn/17"), StringComparison.Ordinal);
            await server.KillAsync();
        }

        using var last = AppProcess.Start(home.Folder, ["serve", "--port", "0"]);
        var at = (await last.ReadLineAsync())!.Split(' ')[^1];
        using (var run = AppProcess.Start(home.Folder, ["run", "shop", "--batch", "2"]))
            await run.WaitForLineAsync("churn");
        while (!(await client.GetStringAsync(at + "/churn/17")).Contains("\"Batch\":2", StringComparison.Ordinal))
            await Task.Yield();
        last.Interrupt();
        Assert.Equal(0, (await last.EndAsync()).Code);
    }

    static async Task<(int Code, string Output, string Error)> CommandAsync(TestHome home, params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var environment = new HostEnvironment { Home = home.Folder, Out = output, Error = error, OpenOut = () => Stream.Null, Terminal = false, Colors = false, Clock = TimeProvider.System };
        return (await new HostApp([Shop.Workflow], environment).RunAsync(args), output.ToString(), error.ToString());
    }

    sealed class Later : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + TimeSpan.FromHours(1);
    }
}
