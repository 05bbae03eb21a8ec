using System.Text.Json;
using Aqueduct.Runtime;
using Aqueduct.Tests.Tables;

namespace Aqueduct.Tests.Hosting;

/// <summary>What a node gave, as a preview shows it.</summary>
public class PreviewTextTests
{
    static readonly Table<Note> Notes = Table.Of(new Note(1, "Ada", 0.25), new Note(20, null, double.NaN), new Note(3, "Eve\nA.", null));

    static async Task<string> ShownAsync<T>(T value, IArtifactCodec<T> codec, bool json, int rows = 2)
    {
        await using var host = new Host();
        using var output = new StringWriter();
        var definition = new NodeDefinition { Name = "One", Kind = NodeKind.Operator, Method = "A.One", Outputs = [new ArtifactDefinition("one", "table", "Any")] };
        var workflow = new WorkflowDefinition { Name = "Flow", Slug = "flow", Version = "1", Nodes = [definition] };
        var run = new RunRecord("a", "Flow", "flow", "1", new Dictionary<string, string>(), DateTimeOffset.UnixEpoch, RunState.Succeeded, DateTimeOffset.UnixEpoch);
        var given = new PreviewValues(CancellationToken.None);
        await given.WriteAsync(0, value, codec);
        new PreviewText(host.Environment(output, output), workflow, 0, new RunDetails(run, [new NodeRecord(0, "One", NodeKind.Operator, [], NodeState.Succeeded)], [], [], [], [], ItemOverview.None), given.Values, rows).Write(json);
        if (json)
            Assert.Empty(JsonSchema.Errors("aqueduct-preview.v1", output.ToString()));
        return output.ToString();
    }

    [Fact]
    public async Task A_table_is_shown_with_its_types_its_first_rows_and_their_number() => Assert.Equal("""
        ✓ One operator of Flow, one: Any
          Id  Text       Score
        long  string?  double?
           1  Ada         0.25
          20  null         NaN
        2 rows of 3; --rows shows more

        """, await ShownAsync(Notes, TableCodec<Note>.Instance, json: false));

    [Fact]
    public async Task Rows_are_typed_in_JSON()
    {
        var shown = JsonDocument.Parse(await ShownAsync(Notes, TableCodec<Note>.Instance, json: true, rows: 10)).RootElement.GetProperty("values")[0];
        Assert.Equal(3, shown.GetProperty("rows").GetInt32());
        Assert.Equal("""[{"Id":1,"Text":"Ada","Score":0.25},{"Id":20,"Text":null,"Score":"NaN"},{"Id":3,"Text":"Eve\nA.","Score":null}]""", JsonSerializer.Serialize(shown.GetProperty("value")));
    }

    [Fact]
    public async Task Every_kind_of_number_and_truth_is_a_value_of_JSON()
    {
        Optional[] rows = [new(true, 1, 2, 3, 4, 5, 6, 7, 8, 1.5f, 1e300, 1.5m, "1", 'c', default(DateOnly), default(DateTime), default(DateTimeOffset), default(TimeOnly), default(TimeSpan), default(Guid), Weekday.Monday, [1])];
        var row = JsonDocument.Parse(await ShownAsync(Table.Of(rows), TableCodec<Optional>.Instance, json: true)).RootElement.GetProperty("values")[0].GetProperty("value")[0];
        Assert.All(row.EnumerateObject().Skip(1).Take(11), c => Assert.Equal(JsonValueKind.Number, c.Value.ValueKind));
        Assert.Equal(JsonValueKind.True, row.GetProperty("Flag").ValueKind);
        Assert.All(row.EnumerateObject().Skip(12), c => Assert.Equal(JsonValueKind.String, c.Value.ValueKind));
    }

    [Fact]
    public async Task A_list_is_cut_a_text_is_plain_and_bytes_are_counted()
    {
        Assert.Equal("✓ One operator of Flow, one: Any\n1\n2\n2 of 3 elements; --rows shows more\n", await ShownAsync([1.0, 2.0, 3.0], new Numbers(), json: false));
        Assert.Equal("✓ One operator of Flow, one: Any\nAda \"A\"\n", await ShownAsync("Ada \"A\"", JsonCodecs.String, json: false));
        Assert.Equal("✓ One operator of Flow, one: Any\napplication/octet-stream, 5 B\n", await ShownAsync(new byte[5], BytesCodec.Instance, json: false));
    }

    sealed class Numbers : JsonCodec<double[]>
    {
        public override void Write(Utf8JsonWriter writer, double[] value)
        {
            writer.WriteStartArray();
            foreach (var number in value)
                writer.WriteNumberValue(number);
            writer.WriteEndArray();
        }

        public override double[] Read(JsonElement element) => throw new NotSupportedException();
    }
}
