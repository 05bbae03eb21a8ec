using Aqueduct.Generators.Tests.Support;
using Microsoft.CodeAnalysis;

namespace Aqueduct.Generators.Tests;

/// <summary>Methods marked [Endpoint]: bodies that publish, and registrations that serve.</summary>
public class EndpointTests
{
    const string Shop = """
        public enum Risk { Low, High }
        public record Row(int Id, string? City, Risk Risk, DateOnly Day);
        public record Point(double X, double[] More, Dictionary<string, int> Names, (int, string) Pair);

        public static partial class Shop
        {
            [Operator] public static Table<Row> Rows() => Table<Row>.Empty;
            [Operator] public static Point Pick(Table<Row> rows) => new(0, [], [], (0, ""));
            [Endpoint("rows", Key = "Id")] public static partial void ServeRows(Table<Row> rows);
            [Endpoint("point", Keep = 3, Internal = true)] public static partial Task ServePoint(Point point);
            [Operator, Endpoint("move")] public static async Task<Point> Move(Point start, [Served("point")] Point to, CancellationToken cancel) { await Task.Yield(); return start with { X = to.X }; }
            [Endpoint("add"), Operator] public static double Add(double left, int? right, RunContext? run = null) => left + (right ?? 0);
            [Operator, Endpoint("greet")] public static string Greet(string name, string? title = null, int times = 1, Risk risk = Risk.High, double? rate = 0.5, DateOnly day = default, char end = '"', float odd = float.NaN, Point? at = null, Risk? other = null, Risk strange = (Risk)7, bool loud = true, decimal price = 1.50m) => name;
            [Operator, Endpoint("hidden")] private static double Hidden(double x) => x;
            [Endpoint("wrong")] public static partial void Wrong(int one, int two);
            [Workflow("Shop")] public static async Task Run() { var rows = Rows(); ServeRows(rows); await ServePoint(Pick(rows)); }
        }
        """;

    static string File(string end) => App.Generate(Shop).GeneratedSources.Single(s => s.HintName.EndsWith(end, StringComparison.Ordinal)).SourceText.ToString();

    [Fact]
    public void What_publishes_and_what_is_called_compiles_without_a_warning() => App.Complete(App.Compilation(OutputKind.ConsoleApplication, Shop));

    [Fact]
    public void Endpoints_are_registered_with_the_schemas_of_their_values() => Snapshots.Match(File("AqueductRegistration.g.cs"));

    [Fact]
    public void A_publication_hands_its_value_over() => Snapshots.Match(string.Concat(App.Generate(Shop).GeneratedSources
        .Where(s => s.HintName.EndsWith(".Endpoint.g.cs", StringComparison.Ordinal)).OrderBy(s => s.HintName, StringComparer.Ordinal).Select(s => s.SourceText.ToString())));

    [Fact]
    public void An_endpoint_is_a_node_that_publishes() =>
        Assert.Contains("Kind = global::Aqueduct.Runtime.NodeKind.Endpoint", App.Generate(Shop).GeneratedSources.Single(s => s.HintName.Contains("Shop.Run_", StringComparison.Ordinal)).SourceText.ToString(), StringComparison.Ordinal);

    [Fact]
    public void Two_endpoints_of_one_name_are_registered_once()
    {
        var twice = App.Generate(Shop.Replace("\"add\"", "\"move\"", StringComparison.Ordinal)).GeneratedSources.Single(s => s.HintName == "AqueductRegistration.g.cs").SourceText.ToString();
        Assert.Equal(2, twice.Split("AddFunction(\"move\"").Length);
    }
}
