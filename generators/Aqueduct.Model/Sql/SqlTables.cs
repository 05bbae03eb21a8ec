using System;
using System.Collections.Generic;
using System.Linq;
using Aqueduct.Rules;

namespace Aqueduct.Sql;

/// <summary>The tables of a resource. <c>IsWhole</c> is false where others may exist that nobody here has heard of.</summary>
sealed class SqlTables(IReadOnlyDictionary<string, IReadOnlyList<SqlColumn>> tables, bool isWhole)
{
    /// <summary>The tables that the demo database comes with; workflows add their own.</summary>
    public static SqlTables Demo { get; } = new(new Dictionary<string, IReadOnlyList<SqlColumn>>(StringComparer.OrdinalIgnoreCase)
    {
        ["customers"] = Columns(SqlTypes.Integer, Customers),
        ["customers_history"] = Columns(SqlTypes.Integer, Customers + " churned"),
        ["hotel_reviews"] = Columns(SqlTypes.Text, "hotel_name review_date reviewer_nationality review"),
        ["weather"] = [.. Columns(SqlTypes.Text, "location date"), .. Columns(SqlTypes.Real, "precipitation temp_max temp_min wind"), .. Columns(SqlTypes.Text, "weather")],
    }, isWhole: false);

    const string Customers = "cust_id n_workflows n_rows n_users company_size n_integrations n_support_tickets duration_months using_deep_learning n_data_eng using_dbt";

    /// <summary>These and further tables, which hide those of the same names.</summary>
    public SqlTables With(IEnumerable<(string Name, IReadOnlyList<SqlColumn> Columns)> more)
    {
        var all = tables.ToDictionary(t => t.Key, t => t.Value, StringComparer.OrdinalIgnoreCase);
        foreach (var (name, columns) in more)
            all[name] = columns;
        return new(all, isWhole);
    }

    public IEnumerable<string> Names => tables.Keys;

    public IReadOnlyList<SqlColumn>? Find(string? schema, string name) =>
        schema is not null && tables.TryGetValue(schema + "." + name, out var qualified) ? qualified : tables.TryGetValue(name, out var found) ? found : null;

    /// <summary>Whether a table that is not known may be there all the same: in a database that grows only a near miss is surely a mistake.</summary>
    public bool MayExist(string name) => name.StartsWith("sqlite_", StringComparison.OrdinalIgnoreCase) || name.StartsWith("pragma_", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("pg_", StringComparison.OrdinalIgnoreCase) || name.StartsWith("aqueduct_", StringComparison.OrdinalIgnoreCase)
        || (!isWhole && NearestName.Of(name, tables.Keys) is null);

    static IReadOnlyList<SqlColumn> Columns(SqlTypes type, string names) => [.. names.Split(' ').Select(n => new SqlColumn(n, type, SqlNull.No) { Declared = type.ToString().ToUpperInvariant() })];
}
