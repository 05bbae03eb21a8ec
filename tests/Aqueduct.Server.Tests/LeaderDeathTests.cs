using System.Diagnostics;
using Aqueduct.Runtime;
using Aqueduct.Tests.Engine;
using Aqueduct.Tests.Hosting;

namespace Aqueduct.Server.Tests;

/// <summary>Servers in processes of their own, one of which is killed.</summary>
public class LeaderDeathTests
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    static Leader? LeaderOf(RunStore store) => store.Read(q => q.LeaderOf(Leadership.NameOf([.. WorkflowCatalog.All().Select(w => w.Definition.Slug), "waits", "follows"])));

    [Theory, OnSqlite, OnPostgres]
    public async Task A_killed_leader_is_replaced_within_seconds_and_its_run_is_gone_on_with(string kind)
    {
        await using var home = new TestHome();
        TestStores.Use(home.Folder, kind);
        var store = home.Store;
        using var one = AppProcess.Start(home.Folder, ["serve", "--port", "0"]);
        using var two = AppProcess.Start(home.Folder, ["serve", "--port", "0"]);
        await one.WaitForLineAsync("Serving on");
        await two.WaitForLineAsync("Serving on");
        await UntilAsync(() => File.Exists(Path.Combine(home.Folder, "started.txt")));
        var dead = LeaderOf(store)!;

        await (dead.Process == one.Id ? one : two).KillAsync();
        var clock = Stopwatch.StartNew();
        await UntilAsync(() => LeaderOf(store) is { } next && next.Process != dead.Process);
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(10));
        File.WriteAllText(Path.Combine(home.Folder, "go.txt"), "");

        await UntilAsync(() => store.Read(q => q.Newest(9)) is [{ Slug: "follows", State: RunState.Succeeded }, { Slug: "waits", State: RunState.Succeeded }]);
        Assert.Equal([$"{dead.Process}", $"{LeaderOf(store)!.Process}"], File.ReadAllLines(Path.Combine(home.Folder, "started.txt")));
    }

    [Theory, OnPostgres]
    public async Task A_leader_of_another_machine_that_is_killed_is_replaced_once_its_lease_has_run_out(string kind)
    {
        await using var home = new TestHome();
        await using var other = new TestHome();
        TestStores.Use(home.Folder, kind);
        TestStores.Join(other.Folder, home.Folder);
        using var one = AppProcess.Start(home.Folder, ["serve", "--port", "0"]);
        await one.WaitForLineAsync("Serving on");
        await UntilAsync(() => LeaderOf(home.Store)?.Process == one.Id);
        using var two = AppProcess.Start(other.Folder, ["serve", "--port", "0"]);
        await two.WaitForLineAsync("Serving on");

        await one.KillAsync();
        var clock = Stopwatch.StartNew();
        await UntilAsync(() => LeaderOf(home.Store)?.Process == two.Id);
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, Leadership.Length + TimeSpan.FromSeconds(6));
    }

    static async Task UntilAsync(Func<bool> holds)
    {
        for (var clock = Stopwatch.StartNew(); !holds(); await Task.Delay(20))
            Assert.True(clock.Elapsed < Patience, "It did not come to that.");
    }
}
