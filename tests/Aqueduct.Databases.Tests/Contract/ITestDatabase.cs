using Aqueduct.Runtime;
using Aqueduct.Tests.Tables;

namespace Aqueduct.Databases.Tests;

/// <summary>A database of its own to read from and save to, gone with the test.</summary>
interface ITestDatabase : IDisposable
{
    Database Database { get; }

    /// <summary>Carries out a statement beside Aqueduct.</summary>
    void Do(string sql);

    /// <summary>The rows a statement gives, their values joined by commas.</summary>
    string[] Rows(string sql);

    /// <summary>A name as the database quotes it, whatever it holds.</summary>
    string Quote(string name) => DatabaseTexts.Quote(name);

    /// <summary>The row as far as the database keeps it: without infinities, say, where it has none.</summary>
    Everything Fitting(Everything row) => row;

    /// <summary>Whether a unique index takes several NULLs.</summary>
    bool NullKeysDiffer => true;

    /// <summary>Its type for a time of no zone.</summary>
    string Timestamp => "timestamp";

    /// <summary>Half past noon and fifteen seconds of a day in February, as text that it takes for such a time.</summary>
    string Moment => "'2024-02-29 12:30:15'";

    /// <summary>The same place by addresses that are wrong: how, and what the error says to do. Secrets in them are called s3cr3t.</summary>
    IEnumerable<(Database Database, string Advice)> Wrong { get; }

    /// <summary>A query that runs for minutes, unless somebody stops it, and gives one column cust_id; null where the contract has none.</summary>
    string? Endless => null;
}

static class TestDatabaseExtensions
{
    public static Table<T> Query<T>(this ITestDatabase test, string sql, params SqlArgument[] arguments) => test.Database.Query<T>(sql, arguments, default);

    public static ResourceException QueryError<T>(this ITestDatabase test, string sql, params SqlArgument[] arguments) => Assert.Throws<ResourceException>(() => test.Query<T>(sql, arguments));

    /// <summary>Saves as a plain call does: in a transaction of its own.</summary>
    public static void Save<T>(this ITestDatabase test, string table, SaveMode mode, Table<T> rows, string? key = null, CancellationToken cancel = default)
    {
        using var transaction = test.Database.BeginSave(cancel);
        transaction.Stage(TableSave.Of(test.Database, table, mode, rows, key), cancel);
        transaction.Commit();
    }

    /// <summary>Saves a stream as a plain call does.</summary>
    /// <returns>The number of rows that were written.</returns>
    public static int SaveBatches<T>(this ITestDatabase test, string table, SaveMode mode, IAsyncEnumerable<Table<T>> rows, string? key = null, CancellationToken cancel = default)
    {
        using var transaction = test.Database.BeginSave(cancel);
        var save = TableSave.Of(test.Database, table, mode, rows, key);
        transaction.Stage(save, cancel);
        transaction.Commit();
        return save.Rows;
    }

    public static ResourceException SaveError<T>(this ITestDatabase test, string table, SaveMode mode, Table<T> rows, string? key = null) =>
        Assert.Throws<ResourceException>(() => test.Save(table, mode, rows, key));
}
