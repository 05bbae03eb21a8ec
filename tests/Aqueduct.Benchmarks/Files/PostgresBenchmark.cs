using System.Globalization;
using Aqueduct.Connectors.Postgres;
using Aqueduct.Connectors.Tests.Servers;
using Aqueduct.Runtime;

namespace Aqueduct.Benchmarks.Files;

/// <summary>Reading and saving 1,000,000 rows of 5 columns as [Sql] and [Save] do, beside Npgsql alone with a PostgreSQL on this machine.</summary>
static class PostgresBenchmark
{
    /// <summary>Prints a line a measurement and fails unless all read the same rows; says so where there is no server.</summary>
    public static bool Print(int rows, int rounds)
    {
        if (PostgresServer.Missing is { } missing)
        {
            Console.WriteLine($"rows in PostgreSQL: not measured. {missing}");
            return true;
        }

        // The disk's speed is not what is measured.
        using var server = new PostgresServer("-c", "fsync=off", "-c", "max_wal_size=8GB");
        var url = string.Create(CultureInfo.InvariantCulture, $"postgres://aqueduct@127.0.0.1:{server.Port}/postgres");
        var database = new PostgresDatabase { Name = "warehouse", Address = PostgresAddress.ParseResource("warehouse", url) };
        var table = Trades.Make(rows);
        var arrays = TradeArrays.Of(table);
        var sum = arrays.Sum();
        Console.WriteLine($"{rows:N0} rows x 5 columns, ms, median [min..max], N={rounds}; PostgreSQL 15, fsync off");
        FilesBenchmark.Measure("postgres write",
        [
            ("Aqueduct", () => Fresh(server, () => Save(database, SaveMode.Append, table))),
            ("limit", () => Fresh(server, () => RawPostgres.Write(database, arrays))),
            ("upsert", () => Fresh(server, () => Save(database, SaveMode.Upsert, table))),
        ], rounds);
        Fresh(server, () => Save(database, SaveMode.Append, table));
        server.Do("VACUUM ANALYZE trades");
        var same = true;
        FilesBenchmark.Measure("postgres read",
        [
            ("Aqueduct", () => same &= IsSame(TradeArrays.Of(database.Query<Trade>("SELECT id, city, day, amount, discount FROM trades", [], default)).Sum())),
            ("limit", () => same &= IsSame(RawPostgres.ReadCopy(database, rows).Sum())),
            ("reader", () => same &= IsSame(RawPostgres.Read(database, rows).Sum())),
        ], rounds);
        return same;

        bool IsSame(double read) => Math.Abs(sum - read) < 1e-6 * sum;
    }

    // A new table each time: dead rows of the last one would count.
    static void Fresh(PostgresServer server, Action write)
    {
        server.Do("DROP TABLE IF EXISTS trades");
        write();
    }

    static void Save(PostgresDatabase database, SaveMode mode, Table<Trade> rows)
    {
        using var transaction = database.BeginSave(default);
        transaction.Stage(TableSave.Of(database, "trades", mode, rows, "id"), default);
        transaction.Commit();
    }
}
