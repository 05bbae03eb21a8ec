using System.Diagnostics;
using System.Globalization;
using Aqueduct.Connectors.Postgres;
using Aqueduct.Connectors.Tests.Servers;
using Npgsql;

namespace Aqueduct.Benchmarks.Engine;

static partial class DurableBenchmark
{
    /// <summary>The same chain with its runs in a PostgreSQL on this machine, beside one commit of that server; says so where there is none.</summary>
    public static void PrintPostgres(int rounds)
    {
        if (PostgresServer.Missing is { } missing)
        {
            Console.WriteLine($"durable chain, runs in PostgreSQL: not measured. {missing}");
            return;
        }

        using var server = new PostgresServer();
        var items = Enumerable.Range(0, rounds + 1).Select(i => MapBenchmark.Measure(Database(server, $"m{i}"))).Skip(1).Order().ToArray();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"map of 10,000 one-operator items, runs in PostgreSQL: {items.Median():N0} items/s [{items[0]:N0}..{items[^1]:N0}]; N={rounds}"));
        foreach (var gives in new[] { false, true })
        {
            // The first round warms up; each has a schema of its own.
            var measured = Enumerable.Range(0, rounds + 1).Select(i => InHome(home =>
                RunAsync(home, Short, gives, Database(server, $"r{i}{gives}")).GetAwaiter().GetResult())).Skip(1).ToArray();
            Array.Sort(measured);
            var commit = Commit(server);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"durable chain, runs in PostgreSQL, {(gives ? "each step stores an artifact" : "steps without artifacts")}: {Short} steps {measured.Median():0.000} ms a step [{measured[0]:0.000}..{measured[^1]:0.000}]; limit (one commit of one row by the same server): {commit:0.000} ms; N={rounds}"));
        }
    }

    static PostgresStore Database(PostgresServer server, string schema) => new(PostgresAddress.Parse(server.Url(schema)));

    static double Commit(PostgresServer server)
    {
        server.Do("CREATE TABLE IF NOT EXISTS limits(at text)");
        using var connection = new NpgsqlConnection(string.Create(CultureInfo.InvariantCulture, $"Host=127.0.0.1;Port={server.Port};Username=aqueduct;Database=postgres;Pooling=false"));
        connection.Open();
        using var command = new NpgsqlCommand("INSERT INTO limits(at) VALUES('now')", connection);
        command.Prepare();
        var times = new double[50];
        for (var i = 0; i < times.Length; i++)
        {
            var started = Stopwatch.GetTimestamp();
            command.ExecuteNonQuery();
            times[i] = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        }

        Array.Sort(times);
        return times.Median();
    }
}
