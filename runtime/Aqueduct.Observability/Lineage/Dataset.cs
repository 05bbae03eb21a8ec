using Aqueduct.Runtime;

namespace Aqueduct.Observability.Lineage;

/// <summary>A table or a file, named as OpenLineage's rules for names say, so that what other systems tell of it is of the same one.</summary>
/// <param name="Namespace">The system it is in: <c>postgres://host:5432</c>, <c>s3://bucket</c>, <c>file</c>.</param>
/// <param name="Name">Its name there.</param>
sealed record Dataset(string Namespace, string Name)
{
    /// <summary>Its columns; empty where they are not known. No part of its identity.</summary>
    public IReadOnlyList<Field> Fields { get; init; } = [];

    /// <summary>A table of a database.</summary>
    /// <param name="type">Type of the resource.</param>
    /// <param name="location">Where the database is, as people are shown it.</param>
    /// <param name="schema">The schema that was named; null where none was.</param>
    /// <param name="table">The table.</param>
    public static Dataset OfTable(string type, string location, string? schema, string table) => type switch
    {
        "postgres" => Server("postgres", location.Split('?')[0], 5432, d => $"{d}.{schema ?? SearchPath(location) ?? "public"}.{table}"),
        "mysql" or "mariadb" => Server("mysql", location, 3306, d => $"{schema ?? d}.{table}"),
        "sqlserver" => Server("mssql", location, 1433, d => $"{d}.{schema ?? "dbo"}.{table}"),
        "mongodb" => Server("mongodb", location, 27017, d => $"{d}.{table}"),
        // There is no rule for these: a file of tables is a system of its own.
        "sqlite" or "duckdb" => new($"{type}://{location}", schema is null or "main" ? table : $"{schema}.{table}"),
        _ => new(location, schema is null ? table : $"{schema}.{table}"),
    };

    /// <summary>A file of a folder or of an object store.</summary>
    /// <param name="location">Where the resource is.</param>
    /// <param name="path">Path within it.</param>
    public static Dataset OfFile(string location, string path)
    {
        var full = $"{location}/{path}";
        if (!full.Contains("://", StringComparison.Ordinal))
            return new("file", Path.GetFullPath(full).Replace('\\', '/'));
        var scheme = full[..full.IndexOf("://", StringComparison.Ordinal)];
        var rest = full[(scheme.Length + 3)..].Split('/', 2);
        if (scheme is "s3" or "gs")
            return new($"{scheme}://{rest[0]}", rest[1]);
        // An Azure container: https://account.blob.core.windows.net/container/name.
        var inside = rest[1].Split('/', 2);
        return rest[0].Contains(".blob.", StringComparison.Ordinal) && inside.Length == 2
            ? new($"wasbs://{inside[0]}@{rest[0]}", inside[1])
            : new($"{scheme}://{rest[0]}", rest[1]);
    }

    /// <summary>The schema that the address of a PostgreSQL database looks in.</summary>
    static string? SearchPath(string location) => location.Split("?schema=") is [_, var path] ? path.Split(',')[0].Trim() : null;

    static Dataset Server(string scheme, string location, int port, Func<string, string> name)
    {
        var rest = location[(location.IndexOf("://", StringComparison.Ordinal) is >= 0 and var at ? at + 3 : 0)..].Split('/', 2);
        var host = rest[0].Contains(':', StringComparison.Ordinal) ? rest[0] : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{rest[0]}:{port}");
        return new($"{scheme}://{host}", name(rest.Length == 2 ? rest[1] : ""));
    }

    /// <summary>Whether it is the same one, whatever is known of its columns.</summary>
    public bool Equals(Dataset? other) => other is not null && Namespace == other.Namespace && Name == other.Name;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Namespace, Name);
}
