using Aqueduct.Runtime;
using DuckDB.NET.Data;

namespace Aqueduct.DuckDb.Tests;

/// <summary>A database file as a resource, and what aqueduct.json may say.</summary>
public sealed class FileTests : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("aqueduct-test-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    Database Filled()
    {
        using (var connection = new DuckDBConnection($"Data Source={Path.Combine(_folder, "shop.duckdb")}"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "CREATE TABLE stock (id INTEGER PRIMARY KEY, name VARCHAR DEFAULT 'x'); INSERT INTO stock VALUES (1, 'duck'), (2, 'goose'); CREATE VIEW few AS SELECT id FROM stock";
            command.ExecuteNonQuery();
        }

        return Duck.Of("Data Source=shop.duckdb", _folder);
    }

    [Fact]
    public void Tables_of_the_file_and_of_the_run_are_joined()
    {
        var database = Filled();
        Assert.Equal(Path.Combine(_folder, "shop.duckdb"), database.Location);
        Assert.Equal([new Text("goose")], database.Query<Text>("SELECT s.name AS value FROM stock s JOIN wanted w ON w.value = s.id", [SqlTable.Of("wanted", Table.Of(new Number(2)))], [], default));
    }

    [Fact]
    public void A_table_of_the_run_hides_one_of_the_file() =>
        Assert.Equal([new Number(9)], Filled().Query<Number>("SELECT value FROM stock", [SqlTable.Of("stock", Table.Of(new Number(9)))], [], default));

    [Fact]
    public void A_query_cannot_change_the_file()
    {
        var database = Filled();
        Assert.Contains("read-only", Assert.Throws<ResourceException>(() => database.Query<Number>("DELETE FROM stock; SELECT 1 AS value", [], default)).Message, StringComparison.Ordinal);
        Assert.Equal([new Number(2)], database.Query<Number>("SELECT COUNT(*) AS value FROM stock", [], default));
    }

    [Fact]
    public void The_tables_of_the_file_are_described() => Assert.Equal(
        "few: id INTEGER  False | stock: id INTEGER False False, name VARCHAR True True",
        string.Join(" | ", Filled().Describe(default).Select(t => $"{t.Name}: {string.Join(", ", t.Columns.Select(c => $"{c.Name} {c.Type} {c.Nullable} {c.HasDefault}"))}")));

    [Fact]
    public void Values_that_NET_has_no_type_for_are_shown_as_DuckDB_writes_them()
    {
        var database = Filled();
        using (var connection = new DuckDBConnection($"Data Source={database.Location}"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "CREATE SCHEMA \"s.x\"; CREATE TABLE \"s.x\".odd AS SELECT [1, 2] AS many, {'a': 1} AS doc, 170141183460469231731687303715884105727::HUGEINT AS huge, 'fine'::ENUM('fine') AS mood, 1.25::DECIMAL(38, 10) AS exact, '\\x00\\xFF'::BLOB AS raw, DATE '-infinity' AS day, INTERVAL 1 MONTH AS span, 18446744073709551615::UBIGINT AS most";
            command.ExecuteNonQuery();
        }

        var peek = database.Peek("s.x.odd", new PeekSize(), default);
        Assert.Equal(["[1, 2]", "{'a': 1}", "170141183460469231731687303715884105727", "fine", "1.2500000000", "2 B", "-infinity", "1 month", "18446744073709551615"], peek.Fields.Select((_, c) => peek.ColumnAt(c).TextAt(0)));
    }

    [Fact]
    public void A_file_that_is_not_there_is_not_made()
    {
        Assert.Contains($"there is no database '{Path.Combine(_folder, "none.duckdb")}'",
            Assert.Throws<ResourceException>(() => Duck.Of("Data Source=none.duckdb", _folder).Query<Number>("SELECT 1 AS value", [], default)).Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_folder));
    }

    [Fact]
    public void A_file_of_something_else_is_refused()
    {
        File.WriteAllText(Path.Combine(_folder, "text.duckdb"), new string('x', 10_000));
        Assert.Contains("Resource 'duck' ('", Assert.Throws<ResourceException>(() => Duck.Of("Data Source=text.duckdb", _folder).Query<Number>("SELECT 1 AS value", [], default)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Settings_of_DuckDB_stand_in_the_connection() =>
        Assert.Equal([new Number(1)], Duck.Of("Data Source=:memory:;Threads=1").Query<Number>("SELECT current_setting('threads')::INTEGER AS value", [], default));

    [Fact]
    public void A_connection_that_is_none_is_refused_without_repeating_it()
    {
        var message = Assert.Throws<ResourceException>(() => Duck.Of("secret.duckdb")).Message;
        Assert.Contains("The connection of resource 'duck' cannot be read.", message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Saving_is_refused_with_what_to_do_instead() => Assert.Contains("Write a .parquet file with [Write]", Assert.Throws<ResourceException>(() => Duck.InMemory.BeginSave(default)).Message, StringComparison.Ordinal);

    [Fact]
    public void Other_databases_take_no_tables() => Assert.Contains(
        "takes no tables of a run, and the query reads 'rows'. Use a resource of type duckdb",
        Assert.Throws<ResourceException>(() => new SqliteDatabase { Name = "shop", File = "shop.db" }.Query<Number>("SELECT 1 AS value", [SqlTable.Of("rows", Table.Of(new Number(1)))], [], default)).Message, StringComparison.Ordinal);
}
