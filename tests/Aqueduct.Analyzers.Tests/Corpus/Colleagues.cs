namespace Aqueduct.Analyzers.Tests.Corpus;

/// <summary>A third corpus, written before the rules were looked at: programs in the manner of many hands, right and wrong.</summary>
static partial class Colleagues
{
    public const string Settings = """
        {
          "resources": {
            "crm": { "type": "postgres", "connection": "Host=crm;Database=crm;Username=reader;Password=${CRM_PASSWORD}" },
            "local": { "type": "sqlite", "connection": "Data Source=local.db" },
            "drop": { "type": "files", "path": "drop" }
          }
        }
        """;

    public const string Schema = """
        {
          "resources": {
            "crm": {
              "tables": {
                "accounts": { "columns": { "account_id": { "type": "bigint", "nullable": false }, "name": { "type": "text", "nullable": false }, "plan": { "type": "text", "nullable": true }, "created_at": { "type": "timestamptz", "nullable": false }, "mrr": { "type": "numeric(12,2)", "nullable": true } } },
                "invoices": { "columns": { "invoice_id": { "type": "integer", "nullable": false }, "account_id": { "type": "bigint", "nullable": false }, "total": { "type": "numeric(12,2)", "nullable": false }, "paid": { "type": "boolean", "nullable": false }, "due": { "type": "date", "nullable": false } } }
              }
            },
            "local": {
              "tables": {
                "sensors": { "columns": { "sensor_id": { "type": "INTEGER", "nullable": false }, "site": { "type": "TEXT", "nullable": false }, "unit": { "type": "TEXT", "nullable": true } } },
                "readings": { "columns": { "sensor_id": { "type": "INTEGER", "nullable": false }, "taken_at": { "type": "TEXT", "nullable": false }, "value": { "type": "REAL", "nullable": true } } },
                "daily": { "columns": { "sensor_id": { "type": "INTEGER", "nullable": false }, "day": { "type": "TEXT", "nullable": false }, "mean": { "type": "REAL", "nullable": false } } }
              }
            }
          }
        }
        """;

    public static readonly (string Path, string Text)[] Files =
    [
        ("aqueduct.json", Settings),
        ("aqueduct.schema.json", Schema),
        ("sql/overdue.sql", "SELECT account_id, SUM(total) AS owed FROM invoices WHERE NOT paid AND due < @today GROUP BY account_id"),
    ];

    public sealed record Mistake(string Kind, string Name, string Source, string[] Expected, (string Path, string Text)[] Files);

    static IEnumerable<Mistake> Of(string kind, params IEnumerable<Mistake> mistakes) => mistakes.Select(m => m with { Kind = kind });

    /// <summary>A clean program with something else in the place of something; one of the expected ids must be told.</summary>
    static Mistake In(string program, string name, string expected, params string[] changes)
    {
        for (var i = 0; i < changes.Length; i += 2)
        {
            if (!program.Contains(changes[i], StringComparison.Ordinal))
                program = $"#error nothing to change in '{name}', number {i / 2}\n" + program;
            program = program.Replace(changes[i], changes[i + 1], StringComparison.Ordinal);
        }

        return new Mistake("", name, program, expected.Split(' '), Files);
    }

    static Mistake On(string target, Mistake mistake) =>
        mistake with { Files = [("aqueduct.json", Settings.Replace("\"resources\"", $"\"targets\": [\"{target}\"],\n  \"resources\"", StringComparison.Ordinal)), .. Files[1..]] };
}
