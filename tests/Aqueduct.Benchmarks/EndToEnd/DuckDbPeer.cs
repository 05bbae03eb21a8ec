using DuckDB.NET.Data;

namespace Aqueduct.Benchmarks.EndToEnd;

/// <summary>The peer: the same pipeline as statements of DuckDB, over a table of its own file. It reads no SQLite without an extension to be downloaded, so its customers are there before.</summary>
static class DuckDbPeer
{
    public const string File = "warehouse.duckdb";

    const string Features = "SELECT cust_id AS id, ln(1 + n_workflows) AS workflows, ln(1 + n_rows) AS rows, ln(1 + n_users) AS users, ln(1 + n_integrations) AS integrations, ln(1 + n_support_tickets) AS tickets, duration_months AS months FROM customers";
    const string Churn = "SELECT id, 1 / (1 + exp(-(0.4 - 0.5 * workflows - 0.05 * rows - 0.3 * users - 0.4 * integrations + 0.8 * tickets - 0.02 * months))) AS churn FROM features";

    /// <summary>Writes the customers of a SQLite file into one of DuckDB.</summary>
    public static void Create(string path, string sqlite)
    {
        using var source = new RawSqlite(sqlite);
        using var select = source.Prepare("SELECT * FROM customers");
        using var connection = Open(path);
        Execute(connection, "CREATE TABLE customers (cust_id INTEGER NOT NULL, n_workflows INTEGER NOT NULL, n_rows INTEGER NOT NULL, n_users INTEGER NOT NULL, company_size INTEGER NOT NULL, "
            + "n_integrations INTEGER NOT NULL, n_support_tickets INTEGER NOT NULL, duration_months INTEGER NOT NULL, using_deep_learning INTEGER NOT NULL, n_data_eng INTEGER NOT NULL)");
        using var appender = connection.CreateAppender("customers");
        while (source.Step(select))
        {
            var row = appender.CreateRow();
            for (var column = 0; column < 10; column++)
                row.AppendValue(SQLitePCL.raw.sqlite3_column_int(select, column));
            row.EndRow();
        }
    }

    public static void Run(string folder)
    {
        using var connection = Open(Path.Combine(folder, File));
        Execute(connection, $"CREATE TEMP TABLE features AS {Features}");
        Execute(connection, $"CREATE TEMP TABLE churn AS {Churn}");
        using (var check = connection.CreateCommand())
        {
            check.CommandText = "SELECT bool_and(churn BETWEEN 0 AND 1) AND avg(churn) < 0.9 FROM churn";
            if (check.ExecuteScalar() is not true)
                throw new InvalidOperationException("The predictions are no probabilities, or too high.");
        }

        foreach (var table in new[] { "customers", "features", "churn" })
            Execute(connection, $"COPY {table} TO '{Path.Combine(folder, table)}.parquet' (FORMAT parquet, COMPRESSION snappy)");
        Execute(connection, "CREATE OR REPLACE TABLE pred_churn AS SELECT * FROM churn");
    }

    /// <summary>What the pipeline left, as <see cref="Warehouse.Summarize"/> says it.</summary>
    public static string Summarize(string path)
    {
        using var connection = Open(path);
        using var summary = connection.CreateCommand();
        summary.CommandText = "SELECT count(*) || ' rows, ids to ' || max(id) || ', average ' || printf('%.9f', avg(churn)) FROM pred_churn";
        return (string)summary.ExecuteScalar()!;
    }

    static DuckDBConnection Open(string path)
    {
        var connection = new DuckDBConnection($"Data Source={path}");
        connection.Open();
        return connection;
    }

    static void Execute(DuckDBConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
