using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Aqueduct.Generators.Tests.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Emit;

namespace Aqueduct.Generators.Tests;

/// <summary>The model on its way to the build tasks.</summary>
public class CarrierTests
{
    const string Everything = """
        public record Row(int Id);
        public partial class Full
        {
            [Operator(Description = "Makes \"rows\" \\ \t \u0001 ü 😀", Retries = 3, Timeout = "1d", Cpu = 0.5, Memory = "512Mi", Gpu = 1)]
            static (Table<Row> Rows, byte[] Raw) Make(string? text, bool flag) => (Table.Of<Row>(), []);
            [Metric, Anomaly(Window = 9), Bound(AtLeast = double.NegativeInfinity), Bound(NotEqualTo = 1e300)] static double Size(Table<Row> rows) => rows.Count;
            [Check] static bool Fine(byte[] raw) => true;
            [Save("warehouse", "t", SaveMode.Upsert, Key = "id")] static partial void Store(Table<Row> rows);
            [Operator(Cache = true, Image = "app/tools:1")] static int Count(Row row) => row.Id;
            [Operator] static int Sum(IReadOnlyList<int> items, int by) => items.Sum() * by;
            [Workflow("Branches and loops", After = "Everything!")]
            void Loops(int limit = 3)
            {
                var (rows, _) = Make("x", false);
                if (Size(rows) > 0.5 && limit != 4) { Inner(rows); } else Store(rows);
                foreach (var row in rows) { var count = Count(row); _ = Sum(Map.Each(rows, other => Count(other), maxParallel: 2), count); }
            }
            [Workflow("Inner")] void Inner(Table<Row> rows) { Fine(Raw(rows)); }
            [Operator(Snapshot = false)] byte[] Raw(Table<Row> rows) => [];
            [Workflow("Everything!", Description = "All of it", Schedule = "5 4 * * *", TimeZone = "Europe/Berlin", OnFile = "landing/{text}.csv", Webhook = true, Timeout = "90s", Overlap = Overlap.Queue, CatchUp = CatchUp.None, KeepRuns = 2, Snapshots = false)]
            static void Go(bool flag, string? text = "a\"b") { var (rows, raw) = Make(text, flag); Size(rows); Fine(raw); Store(rows); }
        }
        """;

    static string Json(params string[] sources)
    {
        using var image = new PEReader(new MemoryStream(Image(App.Compilation(sources), null)));
        var reader = image.GetMetadataReader();
        var method = Assert.Single(reader.MethodDefinitions.Select(reader.GetMethodDefinition), m =>
            reader.GetString(m.Name) == "Model" && reader.GetString(reader.GetTypeDefinition(m.GetDeclaringType()).Name) == "AqueductModelCarrier");
        var attribute = reader.GetCustomAttribute(Assert.Single(method.GetCustomAttributes()));
        var blob = reader.GetBlobReader(attribute.Value);
        Assert.Equal(1, blob.ReadUInt16());
        return blob.ReadSerializedString()!;
    }

    static byte[] Image(Compilation compilation, EmitOptions? options)
    {
        using var image = new MemoryStream();
        var emitted = App.Complete(compilation).Emit(image, options: options);
        Assert.True(emitted.Success, string.Join("\n", emitted.Diagnostics));
        return image.ToArray();
    }

    [Fact]
    public void The_model_is_read_from_the_compiled_assembly() => Snapshots.Match(
        JsonSerializer.Serialize(JsonDocument.Parse(Json(Everything)).RootElement, new JsonSerializerOptions { WriteIndented = true, NewLine = "\n" }));

    [Fact]
    public void The_model_fits_its_schema() => Assert.Empty(Schema.OfModel().Check(JsonDocument.Parse(Json(Everything, Source.Churn)).RootElement));

    [Fact]
    public void A_loop_keeps_what_it_collects_as_that_is_kept()
    {
        using var model = JsonDocument.Parse(Json("""
            public static partial class Flow
            {
                [Operator] static int[] Numbers() => [1, 2];
                [Operator(Snapshot = false)] static double Raw(int number) => number;
                [Operator] static double Kept(double raw) => raw;
                [Workflow("Flow")]
                static void Run()
                {
                    var numbers = Numbers();
                    var raws = Map.Each(numbers, n => Raw(n));
                    var kept = Map.Each(numbers, n => Kept(Raw(n)));
                }
            }
            """));
        var nodes = model.RootElement.GetProperty("workflows")[0].GetProperty("nodes").EnumerateArray();
        Assert.Equal([false, true, false], nodes.Select(n => n.TryGetProperty("snapshot", out var isKept) && !isKept.GetBoolean()));
    }

    [Theory]
    [InlineData("\"kind\":\"save\"", "\"kind\":\"gift\"", "$.workflows[0].nodes[5].kind: enum")]
    [InlineData("\"slug\":\"customer-churn\"", "\"slug\":\"Customer\"", "$.workflows[0].slug: pattern")]
    [InlineData("\"keepRuns\":30", "\"kept\":30", "$.workflows[0]: additionalProperties")]
    [InlineData("\"entry\":\"Churn.Run\",", "", "$.workflows[0]: required")]
    public void The_schema_refuses_what_is_no_model(string before, string after, string reason) =>
        Assert.Equal([reason], Schema.OfModel().Check(JsonDocument.Parse(Json(Source.Churn).Replace(before, after)).RootElement));

    [Fact]
    public void The_text_is_canonical()
    {
        var json = Json(Everything, Source.Churn);
        Assert.Equal(Canonical(JsonNode.Parse(json)!), json);

        static string Canonical(JsonNode node) => node switch
        {
            JsonObject o => "{" + string.Join(",", o.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => Aqueduct.Graph.CanonicalJson.Quote(p.Key) + ":" + Canonical(p.Value!))) + "}",
            JsonArray a => "[" + string.Join(",", a.Select(i => Canonical(i!))) + "]",
            _ when node.GetValueKind() == JsonValueKind.String => Aqueduct.Graph.CanonicalJson.Quote(node.GetValue<string>()),
            _ => node.ToJsonString(),
        };
    }

    [Fact]
    public void The_version_is_the_hash_of_all_the_rest()
    {
        var workflow = JsonNode.Parse(Json(Source.Churn))!["workflows"]![0]!.AsObject();
        var version = workflow["version"]!.GetValue<string>();
        workflow.Remove("version");
        Assert.Equal(version, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(workflow.ToJsonString(new JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))))[..16]);
    }

    [Theory]
    [InlineData("FROM t", "FROM u")]
    [InlineData("Scale(rows, 2)", "Scale(rows, 3)")]
    [InlineData("Join(rows, scaled)", "Join(scaled, rows)")]
    [InlineData("double factor = 1", "double factor = 4")]
    public void A_change_of_what_flows_where_is_a_new_version(string before, string after)
    {
        const string source = """
            public record Row(int Id);
            public static partial class Flow
            {
                [Sql("demo", "SELECT id FROM t")] private static partial Table<Row> Rows();
                [Operator] static Table<Row> Scale(Table<Row> rows, double factor) => rows;
                [Operator] static Table<Row> Join(Table<Row> left, Table<Row> right) => left;
                [Metric] static double Size(Table<Row> rows, double factor) => rows.Count * factor;
                [Workflow("Flow")] static void Go(double factor = 1) { var rows = Rows(); var scaled = Scale(rows, 2); Size(Join(rows, scaled), factor); }
            }
            """;
        static string Version(string text) => JsonNode.Parse(Json(text))!["workflows"]![0]!["version"]!.GetValue<string>();
        Assert.Contains(before, source);
        Assert.NotEqual(Version(source), Version(source.Replace(before, after)));
    }

    [Fact]
    public void A_new_schedule_does_not_touch_the_reference_assembly()
    {
        // The person's own attribute on a public method is part of the reference assembly whatever we do.
        var hidden = Source.Churn.Replace("public static void Run(", "static void Run(");
        var options = new EmitOptions(metadataOnly: true, includePrivateMembers: false);
        byte[] Reference(string schedule) => Image(
            App.Compilation(hidden.Replace("@daily", schedule)).WithOptions(App.Compilation().Options.WithDeterministic(true)), options);

        var daily = Reference("@daily");
        Assert.Equal(daily, Reference("@hourly"));
        Assert.DoesNotContain("aqueduct-model/v1", Encoding.UTF8.GetString(daily));
        Assert.NotEqual(Json(Source.Churn), Json(Source.Churn.Replace("@daily", "@hourly")));
    }
}
