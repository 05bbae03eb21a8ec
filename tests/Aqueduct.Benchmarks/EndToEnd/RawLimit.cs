using ParquetSharp;
using SQLitePCL;

namespace Aqueduct.Benchmarks.EndToEnd;

/// <summary>The limit: the same pipeline by hand, from the sqlite3 C API into arrays, through ParquetSharp and back by one prepared statement.</summary>
static class RawLimit
{
    static readonly string[] CustomerColumns =
        ["cust_id", "n_workflows", "n_rows", "n_users", "company_size", "n_integrations", "n_support_tickets", "duration_months", "using_deep_learning", "n_data_eng"];

    public static void Run(string folder)
    {
        using var database = new RawSqlite(Path.Combine(folder, "warehouse.db"));
        var customers = Extract(database);
        var logs = new[] { 1, 2, 3, 5, 6 }.Select(c => Array.ConvertAll(customers[c], Churn.Log)).ToArray();
        var (ids, months) = (customers[0], customers[7]);
        var churn = new double[ids.Length];
        for (var i = 0; i < churn.Length; i++)
            churn[i] = Churn.Probability(logs[0][i], logs[1][i], logs[2][i], logs[3][i], logs[4][i], months[i]);

        if (!churn.All(p => p is >= 0 and <= 1) || churn.Average() >= 0.9)
            throw new InvalidOperationException("The predictions are no probabilities, or too high.");

        Snapshot(Path.Combine(folder, "customers.parquet"), [.. CustomerColumns.Zip(customers)], []);
        Snapshot(Path.Combine(folder, "features.parquet"), [("id", ids), ("months", months)], [.. new[] { "workflows", "rows", "users", "integrations", "tickets" }.Zip(logs)]);
        Snapshot(Path.Combine(folder, "churn.parquet"), [("id", ids)], [("churn", churn)]);
        Save(database, ids, churn);
    }

    static int[][] Extract(RawSqlite database)
    {
        using var count = database.Prepare("SELECT count(*) FROM customers");
        database.Step(count);
        var columns = CustomerColumns.Select(_ => new int[raw.sqlite3_column_int(count, 0)]).ToArray();
        using var select = database.Prepare($"SELECT {string.Join(", ", CustomerColumns)} FROM customers");
        for (var row = 0; database.Step(select); row++)
            for (var column = 0; column < columns.Length; column++)
                columns[column][row] = raw.sqlite3_column_int(select, column);
        return columns;
    }

    static void Snapshot(string path, (string Name, int[] Values)[] integers, (string Name, double[] Values)[] reals)
    {
        Column[] schema = [.. integers.Select(c => new Column<int>(c.Name)), .. reals.Select(c => new Column<double>(c.Name))];
        using var writer = new ParquetFileWriter(path, schema);
        using var group = writer.AppendRowGroup();
        foreach (var (_, values) in integers)
            using (var column = group.NextColumn().LogicalWriter<int>())
                column.WriteBatch(values);
        foreach (var (_, values) in reals)
            using (var column = group.NextColumn().LogicalWriter<double>())
                column.WriteBatch(values);
        writer.Close();
    }

    static void Save(RawSqlite database, int[] ids, double[] churn)
    {
        database.Execute("BEGIN; DROP TABLE IF EXISTS pred_churn; CREATE TABLE pred_churn (id INTEGER NOT NULL, churn REAL NOT NULL)");
        using (var insert = database.Prepare("INSERT INTO pred_churn VALUES (?, ?)"))
            for (var i = 0; i < ids.Length; i++)
            {
                raw.sqlite3_bind_int(insert, 1, ids[i]);
                raw.sqlite3_bind_double(insert, 2, churn[i]);
                database.Step(insert);
                raw.sqlite3_reset(insert);
            }

        database.Execute("COMMIT");
    }
}
