using Aqueduct.Runtime;
using Microsoft.Data.Sqlite;

namespace Aqueduct.Benchmarks.Files;

/// <summary>Reading and saving 1,000,000 rows of 5 columns as [Sql] and [Save] do, beside the sqlite3 C API.</summary>
static class SqliteBenchmark
{
    const string Select = "SELECT id, city, day, amount, discount FROM trades";

    /// <summary>Prints a line a measurement and fails unless all read the same rows.</summary>
    public static bool Print(int rows, int rounds)
    {
        var folder = Directory.CreateTempSubdirectory("aqueduct-sqlite-").FullName;
        try
        {
            var path = Path.Combine(folder, "trades.db");
            var database = new SqliteDatabase { Name = "warehouse", File = path };
            var table = Trades.Make(rows);
            var arrays = TradeArrays.Of(table);
            var sum = arrays.Sum();
            Console.WriteLine($"{rows:N0} rows x 5 columns, ms, median [min..max], N={rounds}; a file of SQLite");
            FilesBenchmark.Measure("sqlite write",
            [
                ("Aqueduct", () => Fresh(() => Save(database, table))),
                ("limit", () => Fresh(() => RawSqliteTrades.Write(path, arrays))),
            ], rounds);
            Fresh(() => Save(database, table));
            var same = true;
            FilesBenchmark.Measure("sqlite read",
            [
                ("Aqueduct", () => same &= IsSame(TradeArrays.Of(database.Query<Trade>(Select, [], default)))),
                ("limit", () => same &= IsSame(RawSqliteTrades.Read(path, rows))),
                ("reader", () => same &= IsSame(ReadByReader(path, rows))),
            ], rounds);
            return same;

            // A new file each time: pages that the last one left free would count.
            void Fresh(Action write)
            {
                File.Delete(path);
                write();
            }

            bool IsSame(TradeArrays read) => Math.Abs(sum - read.Sum()) < 1e-6 * sum;
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
    }

    static void Save(SqliteDatabase database, Table<Trade> rows)
    {
        using var transaction = database.BeginSave(default);
        transaction.Stage(TableSave.Of(database, "trades", SaveMode.Append, rows, key: null), default);
        transaction.Commit();
    }

    /// <summary>The peer: Microsoft.Data.Sqlite's reader, into arrays.</summary>
    static TradeArrays ReadByReader(string path, int count)
    {
        using var connection = new SqliteConnection($"Data Source={path}");
        connection.Open();
        using var command = new SqliteCommand(Select, connection);
        using var reader = command.ExecuteReader();
        return TradeArrays.Read(reader, count);
    }
}
