using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using Aqueduct.Observability.Otel;
using Aqueduct.Runtime;
using Aqueduct.Serving;
using Aqueduct.Tests.Engine;

namespace Aqueduct.Observability.Tests.Otel;

/// <summary>What Prometheus reads of the command serve.</summary>
[Collection("Orders")]
public sealed partial class MetricsTests
{
    [GeneratedRegex("""^(?<name>[a-zA-Z_:][a-zA-Z0-9_:]*)(\{(?<labels>([a-zA-Z_][a-zA-Z0-9_]*="(\\.|[^"\\])*",?)*)\})? (?<value>\S+)( \d+)?( # .*)?$""")]
    private static partial Regex Sample();

    [Fact]
    public async Task The_metrics_of_runs_are_there_in_the_text_that_Prometheus_reads()
    {
        await using var home = new TestHome();
        await using var server = await StartAsync(home, null);
        using var client = new HttpClient { BaseAddress = new Uri(server.Address) };
        await LineageRun.RunAsync(home, []);
        var text = await client.GetStringAsync("/metrics");
        var samples = text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(l => !l.StartsWith('#')).Select(l => Sample().Match(l)).ToList();
        Assert.All(samples, s => Assert.True(s.Success && double.TryParse(s.Groups["value"].Value.Replace("+Inf", "Infinity", StringComparison.Ordinal), CultureInfo.InvariantCulture, out _)));
        var runs = Assert.Single(samples, s => s.Groups["name"].Value == "aqueduct_runs_total");
        Assert.Contains("aqueduct_workflow=\"scored-orders\"", runs.Groups["labels"].Value, StringComparison.Ordinal);
        Assert.Contains("aqueduct_state=\"SucceededWithWarnings\"", runs.Groups["labels"].Value, StringComparison.Ordinal);
        Assert.True(double.Parse(runs.Groups["value"].Value, CultureInfo.InvariantCulture) >= 1);
        string[] names = ["aqueduct_artifacts_stored_bytes_total", "aqueduct_checks_failed_total", "aqueduct_node_duration_seconds_bucket", "aqueduct_rows_published_total", "aqueduct_run_cpu_time_seconds_total", "aqueduct_run_duration_seconds_bucket", "aqueduct_runs_active", "aqueduct_runs_total"];
        Assert.Equal(names, samples.Select(s => s.Groups["name"].Value).Where(names.Contains).Distinct().Order(StringComparer.Ordinal));
        // Neither runs nor nodes make series of their own.
        Assert.DoesNotContain(samples, s => s.Groups["labels"].Value.Contains("run_id", StringComparison.Ordinal) || s.Groups["labels"].Value.Contains("Customers", StringComparison.Ordinal));
        Assert.Contains(samples, s => s.Groups["name"].Value.StartsWith("dotnet_", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(null, HttpStatusCode.Unauthorized)]
    [InlineData("Client", HttpStatusCode.Forbidden)]
    [InlineData("Viewer", HttpStatusCode.OK)]
    public async Task Who_may_look_at_runs_may_read_them(string? role, HttpStatusCode expected)
    {
        await using var home = new TestHome();
        await using var server = await StartAsync(home, "0123456789abcdef0123456789abcdef");
        using var client = new HttpClient { BaseAddress = new Uri(server.Address) };
        if (role is not null)
        {
            var (_, secret) = await home.Store.WriteAsync(t => AccessTokens.Create(t, "prometheus", Enum.Parse<Role>(role), isSession: false, DateTimeOffset.UtcNow, TimeSpan.FromDays(1)));
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", secret);
        }

        Assert.Equal(expected, (await client.GetAsync("/metrics")).StatusCode);
    }

    static Task<HttpServer> StartAsync(TestHome home, string? token) =>
        HttpServer.StartAsync(new ServeSettings(IPAddress.Loopback, 0, token, 1 << 20), new Gate(home.Store, token, TimeProvider.System), [new MetricsPart()], _ => { }, CancellationToken.None);
}
