using Aqueduct.Runtime;
using Aqueduct.Tests.Engine;

namespace Aqueduct.Tests.Runs;

/// <summary>Versions of endpoints in a run store.</summary>
public class EndpointStoreTests
{
    [Fact]
    public async Task Versions_count_on_after_going_back_and_the_last_ones_are_kept()
    {
        await using var home = new TestHome();
        for (var run = 1; run <= 4; run++)
            await AddAsync(home, "churn", run);
        await AddAsync(home, "other", 1);

        var (from, to) = await home.Store.WriteAsync(t => EndpointVersions.Switch(t, "churn", null, home.Clock.GetUtcNow()));
        Assert.Equal((4, 3), (from!.Version, to.Version));
        Assert.Equal(["churn 3", "other 1"], home.Store.Read(q => q.CurrentEndpoints()).Select(v => $"{v.Endpoint} {v.Version}"));
        await AddAsync(home, "churn", 5);

        Assert.Equal(["5 run-5 True", "4 run-4 False", "3 run-3 False"], home.Store.Read(q => q.EndpointVersions("churn")).Select(v => $"{v.Version} {v.Run} {v.IsCurrent}"));
        Assert.Equal((5, 7, 70L), home.Store.Read(q => q.EndpointVersionOf("run-5", "Serve")) is { } found ? (found.Version, found.Rows, found.Bytes) : default);
    }

    [Fact]
    public async Task Bytes_of_a_version_are_referred_to_until_it_is_let_go()
    {
        await using var home = new TestHome();
        for (var run = 1; run <= 4; run++)
            await AddAsync(home, "churn", run);

        Assert.Equal([false, true, true, true], Enumerable.Range(1, 4).Select(run => home.Store.Read(q => q.IsReferred(HashOf(run)))));
        Assert.Equal([HashOf(1)], home.Store.Read(q => q.Garbage()));
        Assert.Equal(["endpoint churn"], home.Store.Read(q => q.StoredObjects()).Select(o => o.Artifact).Distinct());
    }

    [Fact]
    public async Task One_node_of_a_run_has_one_version_and_what_is_refused_changes_nothing()
    {
        await using var home = new TestHome();
        await AddAsync(home, "churn", 1);

        await Assert.ThrowsAnyAsync<Exception>(() => AddAsync(home, "twice", 1));
        await using var again = home.Open(home.Clock);

        Assert.Equal(["churn 1"], again.Read(q => q.CurrentEndpoints()).Select(v => $"{v.Endpoint} {v.Version}"));
        await Assert.ThrowsAsync<RefusedException>(() => again.WriteAsync(t => EndpointVersions.Switch(t, "churn", null, home.Clock.GetUtcNow())));
    }

    static string HashOf(int run) => new((char)('0' + run), 64);

    static Task AddAsync(TestHome home, string endpoint, int run) => home.Store.WriteAsync(t =>
    {
        EndpointVersions.Add(t, new EndpointVersion(endpoint, 0, $"run-{run}", endpoint == "other" ? "Other" : "Serve", HashOf(run), "text/plain", 70, 7, home.Clock.GetUtcNow(), IsCurrent: true), keep: 2);
        return true;
    });
}
