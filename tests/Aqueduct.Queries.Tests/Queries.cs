using System.Text.Json;
using Aqueduct.Analyzers.Tests;
using Aqueduct.Artifacts.Model;
using Aqueduct.Artifacts.Settings;

namespace Aqueduct.Queries.Tests;

/// <summary>Apps with queries, and what the engines say of them.</summary>
static class Queries
{
    public const string Settings = """{ "resources": { "shop": { "type": "sqlite", "connection": "Data Source=shop.db" }, "erp": { "type": "sqlserver", "connection": "Server=db" } } }""";

    /// <summary>The snapshot of the shop's tables.</summary>
    public static string Shop { get; } = Schema(ShopWorkflows.Tables.Select(t => (t.Key, t.Value.Split(", ").Select(c => (c.Split(' ')[0], c.Split(' ')[1].TrimEnd('?'))).ToArray())));

    /// <summary>The native SQLite libraries beside the test.</summary>
    public static string[] Libraries { get; } = [.. Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "runtimes"), "*e_sqlite3.*", SearchOption.AllDirectories)];

    /// <summary>Text of an aqueduct.schema.json with these tables of the shop.</summary>
    public static string Schema(IEnumerable<(string Table, (string Name, string Type)[] Columns)> tables) => JsonSerializer.Serialize(new
    {
        resources = new { shop = new { tables = tables.ToDictionary(t => t.Table, t => new { columns = t.Columns.ToDictionary(c => c.Name, c => new { type = c.Type }) }) } },
    });

    /// <summary>A model with one query, and with saves.</summary>
    public static AppModel Model(string resource, string query, params string[] saves) => new(AppModel.SupportedSchema,
        [new("Shop", "shop", "0123456789abcdef",
            [new(0, "Read") { Kind = "sql", Method = "Shop.Read", Resource = resource, Query = query },
             .. saves.Select((table, i) => new NodeModel(i + 1, "Save") { Kind = "save", Method = "Shop.Save", Resource = resource, Table = table })])]);

    public static QueryReport Run(AppModel model, string? schema) => QueryCheck.Run(model, AppSettings.Parse(Settings), schema, Libraries, CancellationToken.None);

    /// <summary>What is said of one query of the shop; empty where nothing is.</summary>
    public static string Sqlite(string query, string? schema, params string[] saves) => Said(Run(Model("shop", query, saves), schema));

    /// <summary>What is said of one query of SQL Server.</summary>
    public static string SqlServer(string query) => Said(Run(Model("erp", query), null));

    /// <summary>What is said of one query of the demo database.</summary>
    public static string Demo(string query, params string[] saves) => Said(Run(Model("demo", query, saves), null));

    static string Said(QueryReport report)
    {
        Assert.Equal((0, 1), (report.Unchecked.Count, report.Count));
        return string.Join('\n', report.Findings.Select(f => $"{f.Code} {f.Message}"));
    }
}
