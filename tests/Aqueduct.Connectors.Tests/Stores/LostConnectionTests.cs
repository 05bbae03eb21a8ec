using System.Text;
using Aqueduct.Connectors.Tests.Servers;
using Aqueduct.Runtime;
using Aqueduct.Tests.Engine;

namespace Aqueduct.Connectors.Tests.Stores;

/// <summary>Servers that are restarted, killed or cut off, and connections that are lost at the worst moment.</summary>
public sealed class LostConnectionTests
{
    [Fact]
    public async Task A_run_goes_on_when_its_server_was_restarted_in_the_middle()
    {
        using var server = new PostgresServer("-c", "fsync=off");
        await using var home = new PostgresHome(server);
        var store = home.Open();
        var run = await new WorkflowRunner(store, TimeProvider.System).RunAsync(new FakeWorkflow().Operator("One", _ => 1).Operator("Two", _ =>
        {
            server.Stop();
            server.Start();
            return 2;
        }, ["One"]).Operator("Three", _ => 3, ["Two"]), new Dictionary<string, string>(), NoObserver.Instance, CancellationToken.None);
        Assert.Equal(RunState.Succeeded, run.Run.State);
        Assert.Equal([NodeState.Succeeded, NodeState.Succeeded, NodeState.Succeeded], store.Read(q => q.Find(run.Run.Id))!.Nodes.Select(n => n.State));
    }

    [Fact]
    public async Task What_was_flushed_survives_the_servers_crash()
    {
        using var server = new PostgresServer();
        await using var home = new PostgresHome(server);
        var store = home.Open();
        store.Append(new RunStarted(PostgresHome.Run("a"), [], store.ClaimRuns()));
        await store.FlushAsync();
        server.Crash();
        server.Start();
        Assert.Equal("a", store.Read(q => q.Newest(1))[0].Id);
        store.Append(new RunFinished(PostgresHome.Run("a", RunState.Succeeded)));
        await store.FlushAsync();
        Assert.Equal(RunState.Succeeded, store.Read(q => q.Newest(1))[0].State);
    }

    [Fact]
    public async Task A_server_that_stays_away_fails_the_run_as_the_systems_fault_with_what_was_tried_and_publishes_nothing()
    {
        using var server = new PostgresServer("-c", "fsync=off");
        await using (var home = new PostgresHome(server))
        {
            var published = 0;
            var options = new RunOptions
            {
                Publish = (saves, id, cancel) =>
                {
                    published++;
                    return TestHome.Published(saves, id, cancel);
                },
            };
            var store = home.Open(home.Database(patience: TimeSpan.FromSeconds(1)));
            var run = await new WorkflowRunner(store, TimeProvider.System, options).RunAsync(new FakeWorkflow().Operator("One", _ =>
            {
                server.Stop();
                return 1;
            }).Save("SaveOne", "ones", "One"), new Dictionary<string, string>(), NoObserver.Instance, CancellationToken.None);
            Assert.Equal((RunState.Failed, FailureOwner.System, 0), (run.Run.State, run.Run.Failure!.Owner, published));
            Assert.Contains($"postgres://127.0.0.1:{server.Port}/postgres", run.Run.Failure.Error, StringComparison.Ordinal);
            Assert.Contains("tried again for 1 seconds", run.Run.Failure.Error, StringComparison.Ordinal);
            server.Start();
        }
    }

    [Theory]
    [InlineData(Lost.Request), InlineData(Lost.Answer)]
    public async Task A_commit_whose_request_or_answer_was_lost_is_made_exactly_once(Lost lost)
    {
        await using var home = new PostgresHome();
        using var proxy = new LossyProxy(PostgresServer.Shared.Port, Encoding.UTF8.GetBytes("the lost one"));
        var store = home.Open(home.Database(proxy.Port));
        store.Append(new RunStarted(PostgresHome.Run("a"), [], store.ClaimRuns()));
        await store.FlushAsync();
        proxy.Lose(lost);
        store.Append(new RunStarted(PostgresHome.Run("the lost one"), [], store.ClaimRuns()));
        store.Append(new RunFinished(PostgresHome.Run("a", RunState.Succeeded)));
        await store.FlushAsync();
        Assert.Equal(1, proxy.Cuts);
        Assert.Equal(["a run-started", "the lost one run-started", "a run-finished"], Events(store, home));
        store.Append(new RunFinished(PostgresHome.Run("the lost one", RunState.Succeeded)));
        await store.FlushAsync();
        Assert.All(store.Read(q => q.Newest(10)), r => Assert.Equal(RunState.Succeeded, r.State));
    }

    [Theory]
    [InlineData(Lost.Request), InlineData(Lost.Answer)]
    public async Task A_call_whose_request_or_answer_was_lost_is_made_exactly_once(Lost lost)
    {
        await using var home = new PostgresHome();
        using var proxy = new LossyProxy(PostgresServer.Shared.Port, "COMMIT\0"u8.ToArray());
        var store = home.Open(home.Database(proxy.Port));
        proxy.Lose(lost);
        var calls = 0;
        await store.WriteAsync(t =>
        {
            calls++;
            t.Write(new RunStarted(PostgresHome.Run("a"), [], "somebody"));
            return t.Queries.Newest(10).Count;
        });
        Assert.Equal((1, lost == Lost.Request ? 2 : 1), (proxy.Cuts, calls));
        Assert.Equal(["a run-started"], Events(store, home));
    }

    [Fact]
    public async Task A_reader_that_lost_its_connection_reads_on_a_new_one()
    {
        await using var home = new PostgresHome();
        using var proxy = new LossyProxy(PostgresServer.Shared.Port, "id < "u8.ToArray());
        var store = home.Open(home.Database(proxy.Port));
        store.Append(new RunStarted(PostgresHome.Run("abc"), [], store.ClaimRuns()));
        await store.FlushAsync();
        proxy.Lose(Lost.Answer);
        Assert.Equal(["abc"], store.Read(q => q.IdsStartingWith("ab")));
        Assert.Equal(1, proxy.Cuts);
    }

    [Fact]
    public void A_server_that_is_not_there_is_named_with_what_was_tried_and_the_next_step()
    {
        using var server = new PostgresServer("-c", "fsync=off");
        server.Stop();
        var thrown = Assert.Throws<StoreServerException>(() => new PostgresHome(server).Database(patience: TimeSpan.FromMilliseconds(100)).Open());
        Assert.StartsWith($"The run store 'postgres://127.0.0.1:{server.Port}/postgres?schema=", thrown.Message, StringComparison.Ordinal);
        Assert.Contains("See whether the server runs", thrown.Message, StringComparison.Ordinal);
    }

    static IReadOnlyList<string> Events(RunStore store, PostgresHome home)
    {
        using var session = home.Database().Connect();
        return session.Read(() => session.Query("SELECT run || ' ' || kind FROM events ORDER BY seq", r => r.GetString(0), []));
    }
}
