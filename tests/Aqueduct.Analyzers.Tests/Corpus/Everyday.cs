namespace Aqueduct.Analyzers.Tests.Corpus;

/// <summary>Programs as people write them at work: thirty that are right, and the mistakes that are made in them.</summary>
static partial class Everyday
{
    public const string Settings = """
        {
          // Connections of the team; passwords come from the environment.
          "resources": {
            "shop": { "type": "postgres", "connection": "Host=db.internal;Database=shop;Username=etl;Password=${SHOP_PASSWORD}" },
            "mart": { "type": "sqlite", "connection": "Data Source=mart.db" },
            "lake": { "type": "files", "path": "lake" }, /* a folder beside this file */
          }
        }
        """;

    public const string Schema = """
        {
          "resources": {
            "shop": {
              "tables": {
                "users": { "columns": { "user_id": { "type": "bigint", "nullable": false }, "email": { "type": "text", "nullable": true }, "signed_up": { "type": "timestamptz", "nullable": false }, "country": { "type": "varchar(2)", "nullable": true }, "is_active": { "type": "boolean", "nullable": false } } },
                "events": { "columns": { "event_id": { "type": "uuid", "nullable": false }, "user_id": { "type": "bigint", "nullable": false }, "kind": { "type": "text", "nullable": false }, "at": { "type": "timestamptz", "nullable": false }, "revenue": { "type": "numeric(12,2)", "nullable": true } } },
                "experiments": { "columns": { "user_id": { "type": "bigint", "nullable": false }, "experiment": { "type": "text", "nullable": false }, "arm": { "type": "text", "nullable": false } } }
              }
            },
            "mart": {
              "tables": {
                "stations": { "columns": { "station": { "type": "TEXT", "nullable": false }, "lat": { "type": "REAL", "nullable": false }, "lon": { "type": "REAL", "nullable": false }, "opened": { "type": "TEXT", "nullable": true } } },
                "prices": { "columns": { "symbol": { "type": "TEXT", "nullable": false }, "day": { "type": "TEXT", "nullable": false }, "close": { "type": "REAL", "nullable": false }, "volume": { "type": "INTEGER", "nullable": true } } },
                "answers": { "columns": { "respondent": { "type": "INTEGER", "nullable": false }, "question": { "type": "TEXT", "nullable": false }, "score": { "type": "INTEGER", "nullable": true }, "comment": { "type": "TEXT", "nullable": true } } }
              }
            }
          }
        }
        """;

    public const string Query = """
        -- sessions of one day
        SELECT user_id, COUNT(*) AS events, MIN(at) AS first_at, MAX(at) AS last_at
        FROM events
        WHERE at >= @day AND at < @next
        GROUP BY user_id
        """;

    public static readonly (string Path, string Text)[] Files = [("aqueduct.json", Settings), ("aqueduct.schema.json", Schema), ("sql/sessions.sql", Query)];
}
