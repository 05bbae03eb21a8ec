using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Aqueduct.Integration.Tests.Infrastructure;

namespace Aqueduct.Integration.Tests.Packages;

/// <summary>An app that keeps its schedules, from its packages: one more line in the file.</summary>
[Collection(Infrastructure.Packages.Name)]
public sealed class ServerTests(PackedFeed feed)
{
    const string Token = "0123456789abcdef0123456789abcdef";

    const string Source = """
        #:package Aqueduct@0.1.0
        #:package Aqueduct.Server@0.1.0
        #:property AqueductAot=true
        using Aqueduct;

        public static partial class Flow
        {
            [Read("landing", "orders-{day}.csv")]
            public static partial string Orders(DateOnly day);

            [Operator]
            public static int Size(string text) => text.Length;

            [Operator]
            public static int Twice(int number) => 2 * number;

            [Workflow("Yearly", Schedule = "0 0 1 1 *")]
            public static void Yearly()
            {
                var four = Twice(2);
                Twice(four);
            }

            [Workflow("Import", OnFile = "landing/orders-{day}.csv")]
            public static void Import(DateOnly day) => Size(Orders(day));

            [Workflow("Hook", Webhook = true)]
            public static void Hook(int number) => Twice(number);
        }
        """;

    [Fact]
    public async Task A_native_binary_keeps_schedules_takes_files_and_requests_and_nothing_of_it_warns()
    {
        var folder = feed.NewFolder("server");
        File.WriteAllText(Path.Combine(folder, "flow.cs"), Source);
        File.WriteAllText(Path.Combine(folder, "aqueduct.json"), """
            { "resources": { "landing": { "type": "files", "path": "landing" } }, "serve": { "webhooks": { "hook": "${HOOK_TOKEN}" } } }
            """);
        Directory.CreateDirectory(Path.Combine(folder, "landing"));
        File.WriteAllText(Path.Combine(folder, "landing", "orders-2026-01-31.csv"), "id\n1\n");
        var output = feed.DotNet.Succeed(folder, "publish", "flow.cs", "-o", "out").Text;
        Assert.DoesNotMatch(@"Aqueduct[^\n]*warning IL\d+|warning (IL|AQ)\d+[^\n]*Aqueduct", output);

        var dotnet = feed.DotNet.With(("AQUEDUCT_HOME", Path.Combine(folder, "home")), ("HOOK_TOKEN", Token));
        var program = Path.Combine(folder, "out", "flow");
        await using var served = await ServedProgram.StartAsync(dotnet, folder, program);
        Assert.Equal(HttpStatusCode.Unauthorized, (await served.Client.PostAsync("/triggers/hook", null)).StatusCode);
        served.Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Token);
        Assert.Equal(HttpStatusCode.Accepted, (await served.Client.PostAsync("/triggers/hook", new StringContent("""{ "number": 21 }""", Encoding.UTF8, "application/json"))).StatusCode);

        List<string> runs;
        var patience = Stopwatch.StartNew();
        do
        {
            Assert.True(patience.Elapsed < TimeSpan.FromMinutes(1), "Not all of them were started.");
            await Task.Delay(500);
            using var json = JsonDocument.Parse(dotnet.Start(folder, program, "runs", "--json").Text);
            runs = [.. json.RootElement.EnumerateArray().Select(r => $"{r.GetProperty("workflow")} {r.GetProperty("state")} {string.Join(' ', r.GetProperty("parameters").EnumerateObject().Select(p => p.Value))}".TrimEnd()).Order(StringComparer.Ordinal)];
        }
        while (runs.Count < 3 || runs.Exists(r => r.Contains("Running", StringComparison.Ordinal)));
        Assert.Equal(["Hook Succeeded 21", "Import Succeeded 2026-01-31", "Yearly Succeeded"], runs);
    }
}
