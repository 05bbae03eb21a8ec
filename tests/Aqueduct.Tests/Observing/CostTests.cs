using System.Text.Json;
using Aqueduct.Runtime;
using Aqueduct.Tests.Engine;
using Aqueduct.Tests.Hosting;

namespace Aqueduct.Tests.Observing;

/// <summary>What runs and nodes took of the machine.</summary>
[Collection(nameof(CostTests))]
[CollectionDefinition(nameof(CostTests), DisableParallelization = true)]
public sealed class CostTests
{
    static double Burn(TimeSpan time)
    {
        // Until this thread has used it, however often others are let go first.
        for (var from = ThreadClock.Now!.Value; ThreadClock.Now!.Value - from < time;)
        {
        }

        return 1;
    }

    [Fact]
    public async Task Of_a_node_that_is_alone_the_time_on_all_threads_counts_and_is_kept()
    {
        await using var home = new TestHome();
        var each = TimeSpan.FromMilliseconds(150);
        var run = await home.RunAsync(new FakeWorkflow().OperatorAsync("Train", async _ =>
        {
            await Task.Yield();
            Parallel.Invoke(() => Burn(each), () => Burn(each));
            return 1;
        }).Operator("Rest", _ => 2, ["Train"]));
        var (train, rest) = (run.Nodes[0].Cost!, run.Nodes[1].Cost!);
        Assert.False(train.IsLeast);
        Assert.InRange(train.Cpu!.Value, 2 * each, 10 * each);
        Assert.True(rest.Cpu < each);
        Assert.InRange(run.Run.Cost!.Cpu!.Value, train.Cpu.Value, 20 * each);
        Assert.True(run.Run.Cost.Memory > 1_000_000);
        var stored = home.Store.Read(q => q.Find(run.Run.Id))!;
        Assert.Equal(train.Cpu.Value.TotalSeconds, stored.Nodes[0].Cost!.Cpu!.Value.TotalSeconds, tolerance: 1e-6);
        Assert.Equal(run.Run.Cost.Cpu.Value.TotalSeconds, stored.Run.Cost!.Cpu!.Value.TotalSeconds, tolerance: 1e-6);
    }

    [Fact]
    public async Task Of_nodes_side_by_side_each_is_given_its_own_threads_time_as_the_least()
    {
        await using var home = new TestHome();
        var both = new Barrier(2);
        var run = await home.RunAsync(new FakeWorkflow()
            .Operator("Computes", _ =>
            {
                both.SignalAndWait();
                Burn(TimeSpan.FromMilliseconds(200));
                both.SignalAndWait();
                return 1;
            })
            .Operator("Waits", _ =>
            {
                both.SignalAndWait();
                both.SignalAndWait();
                return 1;
            }));
        Assert.All(run.Nodes, n => Assert.True(n.Cost!.IsLeast));
        Assert.True(run.Nodes[0].Cost!.Cpu >= TimeSpan.FromMilliseconds(200));
        Assert.True(run.Nodes[1].Cost!.Cpu < TimeSpan.FromMilliseconds(100));
        // The run itself was alone.
        Assert.False(new RunCosts(run).Whole!.Spent.IsLeast);
    }

    [Fact]
    public async Task Attempts_add_up_and_items_count_for_their_map()
    {
        await using var home = new TestHome();
        home.Options = home.Options with { RetryDelay = TimeSpan.FromMilliseconds(1) };
        var (calls, each) = (0, TimeSpan.FromMilliseconds(60));
        var run = await home.RunAsync(new FakeWorkflow().Operator("Twice", _ =>
        {
            Burn(each);
            return ++calls == 1 ? throw new IOException() : 1;
        }, retries: 1).Map("Items", 3, new FakeWorkflow().Each("Part", (_, _) => ValueTask.FromResult(Burn(each))), ["Twice"]));
        Assert.True(run.Nodes[0].Cost!.Cpu >= 2 * each);
        Assert.True(run.Nodes[1].Cost!.Cpu >= 3 * each);
        Assert.False(run.Nodes[1].Cost!.IsLeast);
    }

    [Fact]
    public async Task The_most_memory_seen_is_kept_of_a_node_that_is_looked_at()
    {
        await using var home = new TestHome();
        var run = await home.RunAsync(new FakeWorkflow().OperatorAsync("Long", async c =>
        {
            for (var looked = false; !looked; looked = home.Texts($"SELECT output FROM nodes WHERE run = '{c.RunId}' AND output LIKE '%seen%'").Count > 0)
            {
                // What it writes is recorded when it is looked at.
                Console.WriteLine("seen");
                await Task.Delay(20);
            }

            return 1;
        }));
        Assert.True(run.Nodes[0].Cost!.Memory > 1_000_000);
    }

    [Fact]
    public async Task What_a_run_takes_over_costs_it_nothing()
    {
        await using var home = new TestHome();
        var fails = true;
        var workflow = new FakeWorkflow().Operator("Load", _ => Burn(TimeSpan.FromMilliseconds(20))).Operator("Score", _ => fails ? throw new FormatException() : 1, ["Load"]);
        var first = await home.RunAsync(workflow);
        fails = false;
        var second = await new WorkflowRunner(home.Store, home.Clock, home.Options).ContinueAsync(workflow, first.Run.Id, NoObserver.Instance, CancellationToken.None);
        Assert.Equal([false, true], second.Nodes.Select(n => n.Cost is not null));
        Assert.NotNull(first.Nodes[0].Cost);
    }

    [Fact]
    public async Task It_is_shown_to_people_and_in_the_document()
    {
        await using var host = new Host(new FakeWorkflow().Operator("Load", _ => Burn(TimeSpan.FromMilliseconds(30))).Operator("Score", _ => 2, ["Load"]));
        var (_, ran, _) = await host.RunAsync("run");
        Assert.Matches(@"Cost +\d.* CPU, .* MiB, \d+ B in, \d+ B out", ran);
        Assert.Matches(@"Load .*\d ms CPU", (await host.RunAsync("show", "latest")).Output);
        var (_, json, _) = await host.RunAsync("show", "latest", "--json");
        Assert.Empty(JsonSchema.Errors("aqueduct-run.v1", json));
        var document = JsonDocument.Parse(json).RootElement;
        Assert.True(document.GetProperty("cost").GetProperty("cpuSeconds").GetDouble() >= 0.03);
        var (load, score) = (document.GetProperty("nodes")[0].GetProperty("cost"), document.GetProperty("nodes")[1].GetProperty("cost"));
        Assert.Equal((0, true), (load.GetProperty("bytesIn").GetInt64(), load.GetProperty("bytesOut").GetInt64() > 0));
        Assert.Equal(load.GetProperty("bytesOut").GetInt64(), score.GetProperty("bytesIn").GetInt64());
    }

    [Fact]
    public void A_call_is_alone_only_when_nobody_came_while_it_lasted()
    {
        var meter = new CpuMeter();
        var first = meter.Begin();
        Assert.NotNull(meter.End(first));
        var second = meter.Begin();
        var third = meter.Begin();
        Assert.Null(meter.End(third));
        Assert.Null(meter.End(second));
        Assert.NotNull(meter.End(meter.Begin()));
    }

    [Theory]
    [InlineData(1401, "0.00014"), InlineData(1400, "0.00014"), InlineData(12_345_678, "1.234568"), InlineData(0, "0")]
    public void Processor_time_is_written_the_same_before_and_after_it_was_kept(long ticks, string written)
    {
        static string Event(NodeCost cost)
        {
            using var bytes = new MemoryStream();
            using (var json = new Utf8JsonWriter(bytes))
            {
                json.WriteStartObject();
                CostJson.WriteEvent(json, cost);
                json.WriteEndObject();
            }

            return System.Text.Encoding.UTF8.GetString(bytes.ToArray());
        }

        var first = Event(new NodeCost(TimeSpan.FromTicks(ticks), false, null));
        Assert.Equal($$$"""{"cost":{"cpu":{{{written}}}}}""", first);
        using var kept = JsonDocument.Parse(first);
        Assert.Equal(first, Event(CostJson.Read(kept.RootElement)!));
    }
}
