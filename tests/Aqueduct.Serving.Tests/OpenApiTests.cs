using System.Text.Json;

namespace Aqueduct.Serving.Tests;

/// <summary>What clients are told.</summary>
public class OpenApiTests
{
    [Fact]
    public async Task Every_address_is_described_with_the_types_of_its_values()
    {
        await using var served = await Served.StartAsync();

        var (_, document, _) = await served.GetAsync("/openapi/v1.json");

        var paths = document.GetProperty("paths");
        Assert.Equal(["/churn", "/churn/{key}", "/greet", "/score", "/score-all", "/sum", "/summary"], paths.EnumerateObject().Select(p => p.Name));
        var row = Schema(paths.GetProperty("/churn/{key}").GetProperty("get").GetProperty("responses").GetProperty("200"));
        Assert.Equal("""{"format":"int32","type":"integer"}""", row.GetProperty("properties").GetProperty("Id").GetRawText());
        Assert.Equal("""{"enum":["Low","High"],"type":"string"}""", row.GetProperty("properties").GetProperty("Risk").GetRawText());
        var body = Schema(paths.GetProperty("/score-all").GetProperty("post").GetProperty("requestBody"));
        Assert.Equal("""{"type":["string","null"]}""", body.GetProperty("items").GetProperty("properties").GetProperty("City").GetRawText());
        var greet = Schema(paths.GetProperty("/greet").GetProperty("post").GetProperty("requestBody"));
        Assert.Equal("""["name"]""", greet.GetProperty("required").GetRawText());
        Assert.Equal(["day -", "name -", "of null", "rate 0.5", "risk \"Low\"", "times 1", "title null"], greet.GetProperty("properties").EnumerateObject().Select(p => $"{p.Name} {(p.Value.TryGetProperty("default", out var value) ? value.GetRawText() : "-")}"));
        Assert.Equal("object", Schema(paths.GetProperty("/churn").GetProperty("get").GetProperty("responses").GetProperty("200")).GetProperty("type").GetString());
    }

    static JsonElement Schema(JsonElement holder) => holder.GetProperty("content").GetProperty("application/json").GetProperty("schema");
}
