using Aqueduct.Connectors.DuckDb;
using Aqueduct.Runtime;
using Microsoft.Extensions.Configuration;

namespace Aqueduct.DuckDb.Tests;

/// <summary>A resource 'duck', as aqueduct.json would declare it.</summary>
static class Duck
{
    public static Database InMemory { get; } = Of(null);

    public static Database Of(string? connection, string folder = "/") => DuckDbDatabase.Of(new ConnectorSettings(Registry(connection, folder).Configuration.GetSection("resources:duck"), folder));

    public static ResourceRegistry Registry(string? connection, string folder) => new(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
    {
        ["resources:duck:type"] = "duckdb",
        ["resources:duck:connection"] = connection,
    }).Build(), folder, folder);

    public static Table<T> Query<T>(string sql, params SqlArgument[] arguments) => InMemory.Query<T>(sql, arguments, default);

    public static Table<T> Query<T, TRow>(string sql, Table<TRow> rows, params SqlArgument[] arguments) => InMemory.Query<T>(sql, [SqlTable.Of("rows", rows)], arguments, default);

    public static string Error<T>(string sql, params SqlArgument[] arguments) => Assert.Throws<ResourceException>(() => Query<T>(sql, arguments)).Message;
}
