using System.Text;
using Aqueduct.Generators.Tests.Support;
using Aqueduct.Runtime;

namespace Aqueduct.Generators.Tests;

/// <summary>Values stored as JSON come back as they were.</summary>
public class JsonCodecTests
{
    static async Task<string> RoundTrip(string types, string type, string value)
    {
        var assembly = Run.Load($$"""
            {{types}}
            public static partial class Json
            {
                [Operator] static {{type}} Make() => {{value}};
                [Workflow("Json")] static void Go() { _ = Make(); }
            }
            """);
        var run = await Run.Of(Run.Workflow(assembly), ParameterValues.None);
        return await (Task<string>)typeof(JsonCodecTests).GetMethod(nameof(Again), System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Static)!
            .MakeGenericMethod(run.Codecs["make"].GetType().GetInterfaces().Single(i => i.IsGenericType).GenericTypeArguments[0])
            .Invoke(null, [run.Artifacts["make"], run.Codecs["make"]])!;
    }

    /// <summary>Writes, reads, writes again: both texts must be the same.</summary>
    static async Task<string> Again<T>(T value, IArtifactCodec<T> codec)
    {
        var first = new MemoryStream();
        await codec.WriteAsync(value, first, default);
        first.Position = 0;
        var second = new MemoryStream();
        await codec.WriteAsync(await codec.ReadAsync(first, default), second, default);
        Assert.Equal(first.ToArray(), second.ToArray());
        return Encoding.UTF8.GetString(first.ToArray());
    }

    const string Types = """
        public enum Mood { Good, Bad }
        public record Leaf(double X, Mood Mood);
        public record Tree(string Name, Leaf? Top, List<Leaf> Leaves, IReadOnlyList<int?> Numbers, Dictionary<string, Leaf[]> Groups) { public DateOnly Day { get; init; } public byte[] Raw { get; set; } = []; public int Count => 3; }
        public class Plain { public int A { get; set; } public string B = ""; public required Guid C { get; init; } }
        public struct Pair { public int A; public long? B { get; set; } }
        public class Base { public int Id { get; set; } }
        public class Derived : Base { public TimeSpan Long { get; set; } }
        """;

    [Theory]
    [InlineData("Leaf", "new(double.NaN, Mood.Bad)", """{"X":"NaN","Mood":"Bad"}""")]
    [InlineData("Tree", "new(\"t\", null, [new(1, Mood.Good)], [1, null], new() { [\"b\"] = [], [\"a\"] = [new(2, Mood.Bad)] }) { Day = new(2024, 2, 29), Raw = [1, 2] }",
        """{"Name":"t","Top":null,"Leaves":[{"X":1,"Mood":"Good"}],"Numbers":[1,null],"Groups":{"a":[{"X":2,"Mood":"Bad"}],"b":[]},"Day":"2024-02-29","Raw":"AQI="}""")]
    [InlineData("Plain", "new() { A = 1, B = \"x\", C = Guid.Empty }", """{"A":1,"B":"x","C":"00000000-0000-0000-0000-000000000000"}""")]
    [InlineData("Pair", "new() { A = 1, B = 2 }", """{"A":1,"B":2}""")]
    [InlineData("Derived", "new() { Id = 1, Long = TimeSpan.FromMinutes(90) }", """{"Id":1,"Long":"01:30:00"}""")]
    [InlineData("Dictionary<int, string>", "new() { [10] = \"x\", [9] = \"y\" }", """{"10":"x","9":"y"}""")]
    [InlineData("Dictionary<Mood, Pair?>", "new() { [Mood.Good] = null, [Mood.Bad] = new Pair() }", """{"Bad":{"A":0,"B":null},"Good":null}""")]
    [InlineData("Dictionary<Guid, bool>", "new() { [Guid.Empty] = true }", """{"00000000-0000-0000-0000-000000000000":true}""")]
    [InlineData("IReadOnlyDictionary<double, int>", "new Dictionary<double, int> { [0.5] = 1 }", """{"0.5":1}""")]
    [InlineData("List<List<string>>", "[[\"a\"], []]", """[["a"],[]]""")]
    [InlineData("List<Table<Leaf>>", "[Table.Of(new Leaf(1, Mood.Bad))]", """[[{"X":1,"Mood":"Bad"}]]""")]
    [InlineData("IList<int>", "new List<int> { 2, 1 }", "[2,1]")]
    [InlineData("IReadOnlyCollection<int>", "new[] { 2, 1 }", "[2,1]")]
    [InlineData("HashSet<string>", "new() { \"b\", \"a\" }", """["a","b"]""")]
    [InlineData("IReadOnlySet<Leaf>", "new HashSet<Leaf> { new(2, Mood.Good), new(1, Mood.Bad) }", """[{"X":1,"Mood":"Bad"},{"X":2,"Mood":"Good"}]""")]
    [InlineData("SortedSet<int>", "new() { 10, 9 }", "[10,9]")]
    [InlineData("SortedDictionary<int, string>", "new() { [10] = \"x\", [9] = \"y\" }", """{"10":"x","9":"y"}""")]
    [InlineData("IDictionary<DateOnly, double>", "new Dictionary<DateOnly, double> { [new(2026, 1, 31)] = 0.5 }", """{"2026-01-31":0.5}""")]
    [InlineData("Dictionary<DateTime, int>", "new() { [new(2026, 1, 31, 1, 2, 3, DateTimeKind.Utc)] = 1 }", """{"2026-01-31T01:02:03.0000000Z":1}""")]
    [InlineData("System.Collections.Immutable.ImmutableArray<int>", "[3, 1]", "[3,1]")]
    [InlineData("System.Collections.Immutable.ImmutableArray<int>", "default", "null")]
    [InlineData("System.Collections.Immutable.ImmutableList<string>", "[\"b\", \"a\"]", """["b","a"]""")]
    [InlineData("System.Collections.Immutable.ImmutableDictionary<string, int>", "System.Collections.Immutable.ImmutableDictionary<string, int>.Empty.Add(\"b\", 1).Add(\"a\", 2)", """{"a":2,"b":1}""")]
    [InlineData("System.Collections.Immutable.ImmutableSortedSet<int>", "[2, 1]", "[1,2]")]
    [InlineData("System.Collections.Frozen.FrozenSet<int>", "System.Collections.Frozen.FrozenSet.ToFrozenSet(new[] { 2, 1 })", "[1,2]")]
    [InlineData("System.Collections.Frozen.FrozenDictionary<string, int?>", "System.Collections.Frozen.FrozenDictionary.ToFrozenDictionary(new Dictionary<string, int?> { [\"a\"] = null })", """{"a":null}""")]
    [InlineData("System.Collections.ObjectModel.ReadOnlyCollection<int>", "new(new List<int> { 2 })", "[2]")]
    [InlineData("int[][]", "[[1], []]", "[[1],[]]")]
    [InlineData("List<(string Name, int? Length)>", "[(\"a\", 1), (\"b\", null)]", """[["a",1],["b",null]]""")]
    [InlineData("Dictionary<string, (double, List<int>)>", "new() { [\"a\"] = (0.5, [1]) }", """{"a":[0.5,[1]]}""")]
    [InlineData("Uri", "new(\"https://example.org/a?b=1\")", "\"https://example.org/a?b=1\"")]
    [InlineData("Uri?", "null", "null")]
    [InlineData("Version", "new(1, 2, 3)", "\"1.2.3\"")]
    [InlineData("Half", "Half.NaN", "\"NaN\"")]
    [InlineData("Int128", "Int128.MinValue", "-170141183460469231731687303715884105728")]
    [InlineData("UInt128?", "UInt128.MaxValue", "340282366920938463463374607431768211455")]
    [InlineData("System.Numerics.BigInteger", "System.Numerics.BigInteger.Pow(10, 30)", "1000000000000000000000000000000")]
    [InlineData("System.Text.Json.JsonElement", "System.Text.Json.JsonDocument.Parse(\"{\\\"b\\\": [1, 2], \\\"a\\\": null}\").RootElement", """{"b":[1,2],"a":null}""")]
    [InlineData("Mood", "Mood.Bad", "\"Bad\"")]
    [InlineData("int?", "null", "null")]
    [InlineData("char", "'é'", "\"\\u00E9\"")]
    public async Task A_value_comes_back_as_it_was(string type, string value, string json) => Assert.Equal(json, await RoundTrip(Types, type, value));

    [Fact]
    public async Task A_codec_of_ones_own_is_used() => Assert.Equal("<7>", await RoundTrip(
        """
        [Codec(typeof(Angle))] public class Box { public int Inside; }
        public class Angle : IArtifactCodec<Box>
        {
            public string MediaType => "text/plain";
            public async ValueTask WriteAsync(Box value, System.IO.Stream stream, CancellationToken cancel) => await stream.WriteAsync(System.Text.Encoding.UTF8.GetBytes($"<{value.Inside}>"));
            public ValueTask<Box> ReadAsync(System.IO.Stream stream, CancellationToken cancel) => new(new Box { Inside = 7 });
        }
        """,
        "Box",
        "new() { Inside = 7 }"));
}
