using Aqueduct.Integration.Tests.Infrastructure;

namespace Aqueduct.Integration.Tests.Packages;

/// <summary>What is told of the runs of a file-based app, by one line more.</summary>
[Collection(Infrastructure.Packages.Name)]
public sealed class ObservabilityTests(PackedFeed feed)
{
    const string App = """
        #:package Aqueduct@0.1.0
        #:package Aqueduct.Observability@0.1.0
        using Aqueduct;

        public sealed record Customer(int CustId);

        public static partial class Read
        {
            [Sql("demo", "SELECT cust_id FROM customers")]
            public static partial Table<Customer> Customers();

            [Workflow("Read")]
            public static void Run()
            {
                _ = Customers();
            }
        }
        """;

    [Fact]
    public void The_package_is_all_that_an_app_adds()
    {
        var folder = feed.NewFolder("observability");
        File.WriteAllText(Path.Combine(folder, "read.cs"), App);
        var events = Path.Combine(folder, "events.ndjson");
        var watched = feed.DotNet.With(("OPENLINEAGE__TRANSPORT__TYPE", "file"), ("OPENLINEAGE__TRANSPORT__LOG_FILE_PATH", events), ("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:1"));
        var output = watched.Succeed(folder, "run", "read.cs");
        Assert.Contains("Read: Succeeded", output.Text, StringComparison.Ordinal);
        Assert.Contains("warning: OpenTelemetry could not send everything", output.Text, StringComparison.Ordinal);
        Assert.Matches("\"eventType\":\"COMPLETE\".*\"name\":\"customers\"", File.ReadAllLines(events)[^1]);
    }
}
