namespace Aqueduct.DuckDb.Tests;

/// <summary>The generator lays out the rows that a marked method names: those of tests that call the connector itself.</summary>
static class Shapes
{
    [Operator]
    public static int Everything(Table<Everything> a, Table<Optional> b, Table<Money> c, Table<Text> d, Table<Names> e, Table<Ratio> f, Table<Big> g, Table<GroupTotal> h, Table<Number> i) =>
        a.Count + b.Count + c.Count + d.Count + e.Count + f.Count + g.Count + h.Count + i.Count;
}
