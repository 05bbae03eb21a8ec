using Aqueduct.Runtime;
using Aqueduct.Server;

namespace Aqueduct.Objects.Tests.Files;

/// <summary>The files that a workflow starts for are found wherever they lie.</summary>
public sealed class ArrivalTests(Servers servers) : IClassFixture<Servers>
{
    static string[] Found(string pattern) => [.. new ArrivalPattern(pattern).Files(ResourceRegistry.Current.Files("lake")).Select(f => $"{f.Path} {f.Size} {string.Join(' ', f.Values.Select(v => $"{v.Key}={v.Value}"))}").Order(StringComparer.Ordinal)];

    static void Write(string path, string text) => FileCalls.WriteText("lake", path, text);

    [Theory, Places]
    public void Files_that_fit_are_found_in_folders_and_stores(string kind)
    {
        using var place = servers.Open(kind);
        Assert.Empty(Found("lake/in/{region}/orders-{day}.csv"));
        foreach (var path in new[] { "in/eu/orders-2026-01-10.csv", "in/us/orders-1.csv", "in/eu/orders-1.csv.part", "in/eu/.orders-2.csv", "in/.eu/orders-3.csv", "in/orders-4.csv", "in/eu/more/orders-5.csv", "inn/eu/orders-6.csv", "orders-7.csv" })
            Write(path, "abc");
        Assert.Equal(["in/eu/orders-2026-01-10.csv 3 region=eu day=2026-01-10", "in/us/orders-1.csv 3 region=us day=1"], Found("lake/in/{region}/orders-{day}.csv"));
        Assert.Equal(["orders-7.csv 3 n=7"], Found("lake/orders-{n}.csv"));
        Assert.Equal(["in/orders-4.csv 3 folder=in"], Found("lake/{folder}/orders-4.csv"));
        Assert.Equal(["in/eu/more/orders-5.csv 3 "], Found("lake/in/eu/more/orders-5.csv"));
    }

    [Theory, Places]
    public void A_file_that_is_written_again_is_another_arrival(string kind)
    {
        using var place = servers.Open(kind);
        string Stamp() => Assert.Single(new ArrivalPattern("lake/{day}.csv").Files(ResourceRegistry.Current.Files("lake"))).Stamp;
        Write("a.csv", "1");
        var before = Stamp();
        Assert.Equal(before, Stamp());
        Write("a.csv", "12");
        Assert.NotEqual(before, Stamp());
    }

    [Theory, Places(Only = true)]
    public void A_store_that_is_away_says_so(string kind)
    {
        using var place = servers.Open(kind);
        var members = place.Members.ToDictionary(m => m.Key, m => m.Key.EndsWith(":bucket", StringComparison.Ordinal) || m.Key.EndsWith(":container", StringComparison.Ordinal) ? "nowhere" : m.Value);
        var error = Assert.Throws<ResourceException>(() => new ArrivalPattern("lake/{day}.csv").Files(Configured.Of(members, place.Home).Files("lake")));
        Assert.Equal("lake", error.Resource);
        Assert.Contains("nowhere", error.Message, StringComparison.Ordinal);
    }
}
