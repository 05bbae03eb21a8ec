using SQLitePCL;

namespace Aqueduct.Benchmarks.EndToEnd;

/// <summary>The database that every pipeline starts from.</summary>
static class Warehouse
{
    /// <summary>Writes <paramref name="rows"/> synthetic customers, the same ones every time.</summary>
    public static void Create(string path, int rows)
    {
        using var database = new RawSqlite(path);
        database.Execute(
            "CREATE TABLE customers (cust_id INTEGER NOT NULL, n_workflows INTEGER NOT NULL, n_rows INTEGER NOT NULL, n_users INTEGER NOT NULL, company_size INTEGER NOT NULL, "
            + "n_integrations INTEGER NOT NULL, n_support_tickets INTEGER NOT NULL, duration_months INTEGER NOT NULL, using_deep_learning INTEGER NOT NULL, n_data_eng INTEGER NOT NULL); BEGIN");
        int[] limits = [60, 2_000_000, 200, 20_000, 12, 9, 60, 2, 40];
        var random = new Random(1);
        using (var insert = database.Prepare("INSERT INTO customers VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"))
            for (var id = 1; id <= rows; id++)
            {
                raw.sqlite3_bind_int(insert, 1, id);
                for (var i = 0; i < limits.Length; i++)
                    raw.sqlite3_bind_int(insert, i + 2, random.Next(limits[i]));
                database.Step(insert);
                raw.sqlite3_reset(insert);
            }

        database.Execute("COMMIT");
    }

    /// <summary>What a pipeline left in its output table; equal pipelines leave equal summaries.</summary>
    public static string Summarize(string path)
    {
        using var database = new RawSqlite(path);
        using var summary = database.Prepare("SELECT count(*) || ' rows, ids to ' || max(id) || ', average ' || printf('%.9f', avg(churn)) FROM pred_churn");
        database.Step(summary);
        return raw.sqlite3_column_text(summary, 0).utf8_to_string();
    }
}
