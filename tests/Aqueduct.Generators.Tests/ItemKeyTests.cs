using Aqueduct.Generators.Tests.Support;

namespace Aqueduct.Generators.Tests;

/// <summary>What the results of cached operators that are called for the items of maps are known by.</summary>
public class ItemKeyTests
{
    const string Operators = """
        public record Part(int Id, List<string> Tags);
        public class Odd { public Odd? Self; }

        public static partial class Flow
        {
            [Operator] public static Part[] Parts() => [new(1, ["a"]), new(2, [])];
            [Operator] public static Odd[] Odds() => [];
            [Operator] public static (double Low, double High) Model() => (1, 2);
            [Operator(Cache = true)] public static double Score(Part part, double model, int size, string name) => part.Id * model * size;
            [Operator(Cache = true)] public static double Twice(double score, CancellationToken cancel = default) => 2 * score;
            [Operator(Cache = true)] public static int Look(Odd odd) => 1;
        """;

    static List<string> Keys(string body)
    {
        var compilation = App.Compilation(Operators + "\n    [Workflow(\"Flow\")]\n    public static void Run(int size = 3)\n    {\n" + body + "\n    }\n}");
        return [.. App.Generate(compilation).GeneratedSources.SelectMany(s => s.SourceText.ToString().Split('\n')).Where(l => l.Contains("Runtime.CallKey(", StringComparison.Ordinal)).Select(l => l.Trim())];
    }

    [Fact]
    public void An_item_is_known_by_what_it_would_be_stored_as_and_what_comes_from_outside_by_its_artifact()
    {
        const string body = "var model = Model(); foreach (var part in Parts()) { var score = Score(part, model.High, size, \"x\"); _ = Twice(score); }";
        Assert.Equal(
            [
                "0 => new global::Aqueduct.Runtime.CallKey(\"global::Flow.Score\").Item(part, global::Aqueduct.Generated.PartJson.Instance).Artifact(0, 1, 1).Value(outer.size).Constant(\"\\\"x\\\"\"),",
                "1 => new global::Aqueduct.Runtime.CallKey(\"global::Flow.Twice\").Artifact(0, 0),",
            ],
            Keys(body));
        App.Complete(App.Compilation(Operators + "\n    [Workflow(\"Flow\")]\n    public static void Run(int size = 3) { " + body + " }\n}"));
    }

    [Fact]
    public void A_row_of_a_table_and_a_number_are_known_as_well()
    {
        const string body = """
            foreach (var row in Rows()) _ = One(row);
            foreach (var number in Numbers()) _ = Two(number);
            """;
        var app = Operators + """
            [Operator] public static Table<Row> Rows() => Table.Of(new Row(1, "a"));
            [Operator] public static List<double> Numbers() => [1, 2];
            [Operator(Cache = true)] public static int One(Row row) => row.Id;
            [Operator(Cache = true)] public static double Two(double number) => number;
            [Workflow("Flow")] public static void Run() {
            """ + body + " }\n}\npublic record Row(int Id, string? Name);";
        var generated = string.Concat(App.Generate(app).GeneratedSources.Select(s => s.SourceText.ToString()));
        Assert.Contains(".Item(row, global::Aqueduct.Generated.RowJson.Instance)", generated, StringComparison.Ordinal);
        Assert.Contains(".Item(number, global::Aqueduct.Runtime.JsonCodecs.Double)", generated, StringComparison.Ordinal);
        App.Complete(App.Compilation(app));
    }

    [Theory]
    [InlineData("foreach (var part in Parts()) foreach (var other in Parts()) _ = Twice(1);")]
    [InlineData("foreach (var odd in Map.Each(Parts(), part => Parts())) _ = Model();")]
    public void In_maps_inside_maps_and_without_a_cached_operator_nothing_is_known(string body) => Assert.Empty(Keys(body));

    [Fact]
    public void A_call_that_takes_no_item_needs_no_codec_of_it() =>
        Assert.DoesNotContain(".Item(", Assert.Single(Keys("foreach (var part in Parts()) _ = Twice(1);")), StringComparison.Ordinal);
}
