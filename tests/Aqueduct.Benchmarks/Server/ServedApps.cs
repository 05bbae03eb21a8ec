using Microsoft.Data.Sqlite;

namespace Aqueduct.Benchmarks.Server;

/// <summary>The servers that are compared, published as ReadyToRun.</summary>
static class ServedApps
{
    const string Limit = """
        using Microsoft.AspNetCore.Builder;
        using Microsoft.AspNetCore.Hosting;
        using Microsoft.AspNetCore.Http;
        using Microsoft.Data.Sqlite;
        using Microsoft.Extensions.Hosting;
        using Microsoft.Extensions.Logging;

        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        Directory.CreateDirectory(Environment.GetEnvironmentVariable("AQUEDUCT_HOME")!);
        using var database = new SqliteConnection($"Data Source={Path.Combine(Environment.GetEnvironmentVariable("AQUEDUCT_HOME")!, "runs.db")}");
        database.Open();
        using var create = database.CreateCommand();
        create.CommandText = "PRAGMA journal_mode = WAL; CREATE TABLE IF NOT EXISTS runs(id TEXT PRIMARY KEY, state TEXT NOT NULL)";
        create.ExecuteNonQuery();
        var app = builder.Build();
        app.MapGet("/healthz", (RequestDelegate)(context => context.Response.WriteAsync("ok")));
        await app.StartAsync();
        Console.WriteLine($"Serving on {app.Urls.First()}");
        await app.WaitForShutdownAsync();
        """;

    // Pauses of many lengths, so that lines fall anywhere between two looks of whoever follows them.
    const string Served = """
        using System.Globalization;
        using Aqueduct;

        public sealed record Customer(int CustId, int CompanySize, int NSupportTickets);

        public static partial class Served
        {
            [Sql("demo", "SELECT * FROM customers WHERE company_size >= @minimumSize")]
            public static partial Table<Customer> Customers(int minimumSize);

            [Metric, Bound(Below = 20, Severity = Severity.Error)]
            public static double MeanTickets(Table<Customer> customers) => customers.Average(c => c.NSupportTickets);

            [Save("demo", "large_customers", SaveMode.Replace)]
            public static partial void SaveLarge(Table<Customer> customers);

            [Workflow("Customers", Schedule = "@yearly", CatchUp = CatchUp.None)]
            public static void Run(int minimumSize = 100)
            {
                var large = Customers(minimumSize);
                MeanTickets(large);
                SaveLarge(large);
            }

            [Operator]
            public static async Task<int> Write(int lines, CancellationToken cancel)
            {
                for (var line = 0; line < lines; line++)
                {
                    await Task.Delay(20 + line * 37 % 83, cancel);
                    Console.WriteLine((DateTime.UtcNow - DateTime.UnixEpoch).TotalMilliseconds.ToString("F1", CultureInfo.InvariantCulture));
                }

                return lines;
            }

            [Workflow("Lines")]
            public static async Task Lines(int lines = 10) => await Write(lines, default);
        }
        """;

    /// <summary>A minimal ASP.NET Core app with a SQLite file.</summary>
    public static string PublishLimit(string folder) => PublishedApp.Publish(folder, Limit, usesAqueduct: false, "PublishReadyToRun",
        $"""<FrameworkReference Include="Microsoft.AspNetCore.App" /><PackageReference Include="Microsoft.Data.Sqlite" Version="{typeof(SqliteConnection).Assembly.GetName().Version!.ToString(3)}" />""");

    /// <summary>An app with a schedule, and these packages.</summary>
    public static string Publish(string folder, params IEnumerable<string> packages) => PublishedApp.Publish(folder, Served, usesAqueduct: true, "PublishReadyToRun",
        string.Concat(packages.Select(p => $"""<PackageReference Include="{p}" Version="0.1.0" />""")));
}
