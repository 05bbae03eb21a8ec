using Microsoft.Data.Sqlite;
using Parquet;
using Parquet.Serialization;

namespace Aqueduct.Benchmarks.EndToEnd;

/// <summary>The peer: the same pipeline as C# is usually written, lists of records between Microsoft.Data.Sqlite and Parquet.Net's serializer.</summary>
static class PlainLists
{
    public static async Task RunAsync(string folder)
    {
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(folder, "warehouse.db")}");
        connection.Open();
        var customers = Extract(connection);
        var features = customers.Select(MillionCustomers.ToFeatures).ToList();
        var churn = features.Select(MillionCustomers.ToPrediction).ToList();
        if (!churn.All(p => p.Churn is >= 0 and <= 1) || churn.Average(p => p.Churn) >= 0.9)
            throw new InvalidOperationException("The predictions are no probabilities, or too high.");

        var options = new ParquetOptions { CompressionMethod = CompressionMethod.Snappy };
        await ParquetSerializer.SerializeAsync(customers, Path.Combine(folder, "customers.parquet"), options);
        await ParquetSerializer.SerializeAsync(features, Path.Combine(folder, "features.parquet"), options);
        await ParquetSerializer.SerializeAsync(churn, Path.Combine(folder, "churn.parquet"), options);
        Save(connection, churn);
    }

    static List<Customer> Extract(SqliteConnection connection)
    {
        using var select = connection.CreateCommand();
        select.CommandText = "SELECT * FROM customers";
        using var rows = select.ExecuteReader();
        var customers = new List<Customer>();
        while (rows.Read())
            customers.Add(new Customer(
                rows.GetInt32(0), rows.GetInt32(1), rows.GetInt32(2), rows.GetInt32(3), rows.GetInt32(4), rows.GetInt32(5), rows.GetInt32(6), rows.GetInt32(7), rows.GetInt32(8), rows.GetInt32(9)));
        return customers;
    }

    static void Save(SqliteConnection connection, List<Prediction> churn)
    {
        using var transaction = connection.BeginTransaction();
        using var insert = connection.CreateCommand();
        insert.CommandText = "DROP TABLE IF EXISTS pred_churn; CREATE TABLE pred_churn (id INTEGER NOT NULL, churn REAL NOT NULL)";
        insert.ExecuteNonQuery();
        insert.CommandText = "INSERT INTO pred_churn VALUES (@id, @churn)";
        var id = insert.Parameters.Add("@id", SqliteType.Integer);
        var probability = insert.Parameters.Add("@churn", SqliteType.Real);
        insert.Prepare();
        foreach (var prediction in churn)
        {
            (id.Value, probability.Value) = (prediction.Id, prediction.Churn);
            insert.ExecuteNonQuery();
        }

        transaction.Commit();
    }
}
