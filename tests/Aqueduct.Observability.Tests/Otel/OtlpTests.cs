using System.Diagnostics;
using System.Text.Json;
using Aqueduct.Observability.Otel;
using Aqueduct.Tests.Engine;

namespace Aqueduct.Observability.Tests.Otel;

/// <summary>What an app sends by OTLP to the collector that the usual variables name.</summary>
public sealed class OtlpTests
{
    static Dictionary<string, string> Variables(string address) => new()
    {
        ["OTEL_EXPORTER_OTLP_ENDPOINT"] = address,
        ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
        ["OTEL_EXPORTER_OTLP_HEADERS"] = "Authorization=Bearer collector",
        ["OTEL_SERVICE_NAME"] = "scoring",
        ["TRACEPARENT"] = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
    };

    [Fact]
    public async Task A_run_sends_its_traces_metrics_and_logs_before_its_process_ends()
    {
        await using var home = new TestHome();
        await using var receiver = await Receiver.StartAsync();
        var (code, output, error) = await App.RunAsync(home.Folder, Variables(receiver.Address), "run", "--json");
        Assert.True(code == 0, output + error);
        Assert.Equal("", error);
        var run = JsonDocument.Parse(output).RootElement.GetProperty("id").GetString();
        Assert.All(receiver.Requests, r => Assert.Equal("Bearer collector", r.Authorization));

        var traces = Of("/v1/traces").ToList();
        Assert.All(traces.SelectMany(t => t.All(1, 1)), r => Assert.Equal("scoring", r.Attributes(1)["service.name"]));
        var spans = traces.SelectMany(t => t.All(1, 2, 2)).ToList();
        var whole = Assert.Single(spans, s => s.Text(5) == "run scored-orders");
        Assert.All(spans, s => Assert.Equal("0af7651916cd43dd8448eb211c80319c", s.Hex(1)));
        Assert.Equal("b7ad6b7169203331", whole.Hex(4));
        Assert.Equal(["Customers", "HasMany", "IsNotNegative", "SaveScores", "Scored", "WriteScores"], spans.Where(s => s.Hex(4) == whole.Hex(2)).Select(s => s.Text(5)).Order());
        Assert.Equal(run, whole.Attributes(9)["aqueduct.run.id"]);

        Assert.Subset(Of("/v1/metrics").SelectMany(m => m.All(1, 2, 2)).Select(m => m.Text(1)).ToHashSet(), new HashSet<string> { "aqueduct.runs", "aqueduct.run.duration", "aqueduct.node.duration", "aqueduct.checks.failed", "aqueduct.rows.published", "aqueduct.artifacts.stored", "aqueduct.run.cpu.time" });

        var log = Assert.Single(Of("/v1/logs").SelectMany(l => l.All(1, 2, 2)), l => l.All(5).First().Text(1).StartsWith("scoring ", StringComparison.Ordinal));
        Assert.Equal(spans.Single(s => s.Text(5) == "Scored").Hex(2), log.Hex(10));
        Assert.Equal("Scored", log.Attributes(6)["aqueduct.node"]);

        IEnumerable<Proto> Of(string path) => receiver.Requests.Where(r => r.Path == path).Select(r => new Proto(r.Body));
    }

    [Theory]
    [InlineData("http/protobuf")]
    [InlineData("grpc")]
    public async Task A_collector_that_is_not_there_is_said_and_fails_no_run(string protocol)
    {
        await using var home = new TestHome();
        var receiver = await Receiver.StartAsync();
        var address = receiver.Address;
        await receiver.DisposeAsync();
        var watch = Stopwatch.StartNew();
        var (code, _, error) = await App.RunAsync(home.Folder, new(Variables(address)) { ["OTEL_EXPORTER_OTLP_PROTOCOL"] = protocol }, "run");
        Assert.Equal(0, code);
        Assert.Contains("warning: OpenTelemetry could not send everything: ", error, StringComparison.Ordinal);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(60), watch.Elapsed.ToString());
    }

    [Fact]
    public async Task A_wrong_variable_is_said_and_fails_no_run()
    {
        await using var home = new TestHome();
        var (code, _, error) = await App.RunAsync(home.Folder, new() { ["OTEL_TRACES_EXPORTER"] = "zipkin", ["OPENLINEAGE_URL"] = "ftp://x" }, "run");
        Assert.Equal(0, code);
        Assert.Contains("warning: OpenTelemetry is off: OTEL_TRACES_EXPORTER is 'zipkin'.", error, StringComparison.Ordinal);
        Assert.Contains("warning: OpenLineage is off: OPENLINEAGE_URL is no address http", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", false, false, false)]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT=http://x", true, true, true)]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT=http://x OTEL_LOGS_EXPORTER=none", true, true, false)]
    [InlineData("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT=http://x", true, false, false)]
    [InlineData("OTEL_METRICS_EXPORTER=otlp", false, true, false)]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT=http://x OTEL_SDK_DISABLED=true", false, false, false)]
    public void Only_what_is_asked_for_is_exported(string variables, bool traces, bool metrics, bool logs)
    {
        var all = variables.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(v => v.Split('=', 2)).ToDictionary(v => v[0], v => v[1]);
        var settings = OtelSettings.Of(all.GetValueOrDefault);
        Assert.Equal((traces, metrics, logs), (settings.Traces, settings.Metrics, settings.Logs));
    }
}
