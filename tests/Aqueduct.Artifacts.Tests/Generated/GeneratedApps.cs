using System.Globalization;
using System.Text.Json.Nodes;
using Aqueduct.Artifacts.Model;
using Aqueduct.Artifacts.Planning;
using Aqueduct.Artifacts.Settings;

namespace Aqueduct.Artifacts.Tests.Generated;

/// <summary>Apps as people might write them, the same each time: three hundred workflows of all sizes, schedules, resources and names, kind and unkind.</summary>
static class GeneratedApps
{
    /// <summary>Number of workflows in all apps together.</summary>
    public const int Workflows = 300;

    /// <summary>A secret that somebody wrote out.</summary>
    public const string Planted = "hunter2-Pl4nted";

    static readonly string[] Texts =
    [
        "Customer churn", "Nightly", "it's \"quoted\" \\ {braces}", "key: value # comment", "line\nbreak\r\n\ttab", "${{ secrets.TOKEN }} $HOME ${X:-y} $(id)", "{{ app }}", "- list", "*alias &anchor !!tag",
        "yes", "1e3", "0x1F", "~", "", " padded ", "日本語 Ünïcödé 😀", "\u0000\u001b[31m", "\u2028\u0085\ufeff", "\u202eright-to-left", "--- ...", "2026-01-01", "null", "=", "<<", "%YAML 1.2",
    ];

    static readonly string?[] Schedules = [null, null, "@daily", "@hourly", "*/5 * * * *", "0 8-10,20 * * MON-FRI", "0 0 L * *", "0 0 13 * FRI", "0 22-2/2 * * *", "0 0 1 JAN,jul ?", "15W * * * *", "61 * * * *"];

    static readonly string?[] Zones = [null, "Europe/Berlin", "Asia/Tokyo", "America/Argentina/Buenos_Aires", "Etc/UTC"];

    static readonly string?[] Memories = [null, null, "512Mi", "4Gi", "1.5Gi", "900M", "2000k", "1Ti"];

    /// <summary>The plans, with how each is called in a failure.</summary>
    public static IReadOnlyList<(string Name, DeploymentPlan Plan)> All { get; } = [.. Generate()];

    static IEnumerable<(string, DeploymentPlan)> Generate()
    {
        var random = new Random(20260101);
        for (int app = 0, made = 0; made < Workflows; app++)
        {
            var count = Math.Min(random.Next(1, 6), Workflows - made);
            made += count;
            var environment = random.Next(3) == 0 ? "prod" : null;
            var settings = AppSettings.Parse(Settings(random).ToJsonString(), environment: environment);
            var build = new AppBuild(Pick(random, ["churn", "My.Company.Churn_2", "日本語", "store", new string('x', 80), "--x--"]), Pick(random, ["churn.dll", "churn", "it's $HOME.dll"]), "mcr.microsoft.com/dotnet/runtime:10.0", "1.0.0+b.1",
                Registry: Pick(random, [null, "localhost:5000", "registry.example.com"]))
            {
                Packages = random.Next(2) == 0 ? ["Aqueduct.Connectors.Postgres", "Aqueduct.Connectors.S3"] : [],
            };
            var model = new AppModel(AppModel.SupportedSchema, [.. Followed([.. Enumerable.Range(0, count).Select(i => Workflow(random, i))])]);
            yield return ($"app {app} ({environment ?? "no environment"})", DeploymentPlan.Create(model, settings, build));
        }
    }

    /// <summary>Every other workflow starts after one before it, in a row or side by side.</summary>
    static IEnumerable<WorkflowModel> Followed(IReadOnlyList<WorkflowModel> all) =>
        all.Select((w, i) => i % 2 == 1 ? w with { Schedule = null, After = all[i == 3 ? 1 : 0].Name } : w);

    static WorkflowModel Workflow(Random random, int index) => new(
        Pick(random, Texts), index == 0 && random.Next(4) == 0 ? "store" : $"w{index}-{new string('a', random.Next(1, 45))}", random.NextInt64().ToString("x16", CultureInfo.InvariantCulture),
        [.. Nodes(random, 0)],
        Schedule: Pick(random, Schedules), TimeZone: Pick(random, Zones), Timeout: random.Next(3) == 0 ? TimeSpan.FromMilliseconds(random.Next(1, int.MaxValue)) : null,
        Overlap: Pick(random, Enum.GetValues<Overlap>()), CatchUp: Pick(random, Enum.GetValues<CatchUp>()), KeepRuns: random.Next(4) * 10,
        Resources: Pick<string[]?>(random, [null, ["warehouse"], ["warehouse", "LAKE"], ["unknown"]]));

    static IEnumerable<NodeModel> Nodes(Random random, int depth) => Enumerable.Range(0, random.Next(1, 12)).Select(i =>
        new NodeModel(i, Pick(random, Texts), Cpu: random.Next(3) == 0 ? random.Next(1, 64) / 4.0 : 0, Memory: Pick(random, Memories), Gpu: random.Next(6) == 0 ? random.Next(1, 5) : 0)
        {
            Inputs = [.. Enumerable.Range(0, i).Where(_ => random.Next(3) == 0)],
            Kind = i > 3 && random.Next(5) == 0 ? "save" : "operator",
            Image = random.Next(8) == 0 ? "registry.example.com/gpu:1" : null,
            Snapshot = random.Next(20) != 0,
            Guards = i % 3 == 1 ? ["Drift > 1"] : [],
            Map = depth < 2 && random.Next(5) == 0 ? new MapModel([.. Nodes(random, depth + 1)], random.Next(4)) : null,
        });

    static JsonObject Settings(Random random)
    {
        var settings = new JsonObject
        {
            ["resources"] = new JsonObject
            {
                ["warehouse"] = new JsonObject { ["type"] = "postgres", ["connection"] = $"Host=db;Username=etl;Password={Pick(random, ["${WAREHOUSE_PASSWORD}", Planted])}", ["apiKey"] = Planted },
                ["lake"] = new JsonObject { ["type"] = "s3", ["keys"] = new JsonArray("${LAKE_KEY}", Planted, "${_x1}") },
            },
            ["environments"] = new JsonObject
            {
                ["prod"] = new JsonObject
                {
                    ["secrets"] = "team.secrets-1",
                    ["resources"] = new JsonObject { ["warehouse"] = new JsonObject { ["connection"] = $"Host=prod;Password=${{PROD_PASSWORD}};Token={Planted}" } },
                    ["store"] = new JsonObject { ["type"] = "postgres" },
                    ["artifacts"] = new JsonObject { ["type"] = "s3", ["secretKey"] = Planted },
                },
            },
        };
        if (random.Next(3) == 0)
            settings["store"] = $"postgres://etl:{Planted}@db/${{DATABASE}}";
        if (random.Next(3) == 0)
            settings["artifacts"] = new JsonObject { ["type"] = "s3", ["bucket"] = "b", ["secretKey"] = "${S3_SECRET}", ["accessKey"] = Planted };
        return settings;
    }

    static T Pick<T>(Random random, IReadOnlyList<T> all) => all[random.Next(all.Count)];
}
