using Aqueduct.Artifacts.Model;
using Aqueduct.Artifacts.Settings;
using Aqueduct.Queries.Sqlite;
using Aqueduct.Queries.SqlServer;
using Aqueduct.Rules;
using Aqueduct.Sql;

namespace Aqueduct.Queries;

/// <summary>Shows an app's queries to the engines that will run them, without any database.</summary>
public static class QueryCheck
{
    const string Demo = "demo";

    /// <summary>Checks every query whose resource has an engine here.</summary>
    /// <param name="model">The app's model.</param>
    /// <param name="settings">aqueduct.json.</param>
    /// <param name="schema">Text of aqueduct.schema.json; null without one.</param>
    /// <param name="sqliteLibraries">Full paths of the native SQLite libraries that the app's packages bring, of whatever platforms.</param>
    public static QueryReport Run(AppModel model, AppSettings settings, string? schema, IReadOnlyList<string> sqliteLibraries, CancellationToken cancel)
    {
        var snapshot = schema is null ? null : SchemaFile.Parse(schema);
        var (findings, leftOut, count) = (new List<QueryFinding>(), new List<string>(), 0);
        foreach (var queries in AppQuery.Of(model).GroupBy(q => q.Resource, StringComparer.OrdinalIgnoreCase))
        {
            var isDemo = settings.TypeOf(queries.Key) is null && string.Equals(queries.Key, Demo, StringComparison.OrdinalIgnoreCase);
            var dialect = isDemo ? SqlDialect.Sqlite : SqlDialects.Of(settings.TypeOf(queries.Key) ?? "");
            switch (dialect)
            {
                case SqlDialect.Sqlite when SqliteLibrary.WhyNotLoaded(sqliteLibraries) is { } reason:
                    leftOut.Add($"The queries of resource '{queries.Key}' were not shown to SQLite: {reason}. What the compiler knows of SQL was checked all the same.");
                    break;
                case SqlDialect.Sqlite:
                    var tables = snapshot?.Tables(queries.Key, SqlDialect.Sqlite) ?? (isDemo ? SqlTables.Demo : null);
                    using (var engine = new SqliteEngine(tables, AppQuery.SavedTables(model, queries.Key), cancel))
                        Check(queries, "AQ9011", "SQLite", engine.Check);
                    break;
                case SqlDialect.SqlServer:
                    Check(queries, "AQ9012", "SQL Server's parser", SqlServerEngine.Check);
                    break;
            }
        }

        return new(findings, leftOut, count);

        void Check(IEnumerable<AppQuery> queries, string code, string engine, Func<string, Complaint?> check)
        {
            foreach (var query in queries)
            {
                cancel.ThrowIfCancellationRequested();
                count++;
                if (check(query.Text) is { } complaint)
                    findings.Add(new(code, query,
                        $"{engine} does not take the query of '{query.Method}' for resource '{query.Resource}'{TextPlace.Say(query.Text, complaint.Position)}: {complaint.Reason}. {complaint.Advice}",
                        complaint.Position));
            }
        }
    }
}
