using Aqueduct.Runtime;
using Aqueduct.Runtime.Relational;

namespace Aqueduct.Connectors.MySql;

/// <summary>The statements by which an upsert's rows reach a table through a temporary one.</summary>
/// <param name="Table">The table.</param>
/// <param name="Saved">Its columns that rows have values for, in the order of the fields.</param>
/// <param name="Key">Positions of those that identify a row.</param>
sealed record MySqlStage(RelationalTable Table, IReadOnlyList<RelationalColumn> Saved, int[] Key)
{
    /// <summary>Name of the temporary table. Its columns are c0, c1, … and n, the number of the row.</summary>
    public const string Name = "`aqueduct_stage`";

    const string Unique = "SELECT index_name, column_name FROM information_schema.statistics WHERE non_unique = 0 AND CONCAT('`', REPLACE(table_schema, '`', '``'), '`.`', REPLACE(table_name, '`', '``'), '`') = @p1 ORDER BY index_name, seq_in_index";

    /// <summary>Its columns for the rows.</summary>
    public static IReadOnlyList<RelationalColumn> Columns(IReadOnlyList<RelationalColumn> saved) => [.. saved.Select((c, i) => c with { Name = $"c{i}" })];

    /// <summary>Looks at the unique indexes: an upsert updates the row of any of them that a new row meets.</summary>
    /// <exception cref="ResourceException">There is none on the key, or another one that rows could meet.</exception>
    public void Check(RelationalSession session, string table)
    {
        var name = Table.Quoted.Contains("`.`", StringComparison.Ordinal) ? Table.Quoted : $"{MySqlDatabase.Quote(session.Connection.Database)}.{Table.Quoted}";
        var indexes = session.Rows(Unique, r => (Index: r.GetString(0), Column: r.GetString(1)), name).ToLookup(i => i.Index, i => i.Column, StringComparer.Ordinal);
        var key = Key.Select(k => Saved[k].Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        if (!indexes.Any(i => key.SetEquals(i)))
            throw session.Error($"table '{table}' has no unique index on the key of the upsert. Add one: CREATE UNIQUE INDEX {MySqlDatabase.Quote($"{table}_key")} ON {Table.Quoted} ({string.Join(", ", key.Select(MySqlDatabase.Quote))}).");
        if (indexes.FirstOrDefault(i => !key.SetEquals(i) && i.Any(c => Saved.Any(s => string.Equals(s.Name, c, StringComparison.OrdinalIgnoreCase)))) is { } other)
            throw session.Error($"table '{table}' has another unique index, {other.Key} ({string.Join(", ", other)}), by which MySQL would update a row of another key. Leave its columns out of the rows, make it a plain index, or take its columns as the key.");
    }

    /// <summary>Creates it, of the table's own types.</summary>
    public string Create() =>
        $"CREATE TEMPORARY TABLE {Name} ENGINE = InnoDB AS SELECT {string.Join("", Saved.Select((c, i) => $"{MySqlDatabase.Quote(c.Name)} AS c{i}, "))}CAST(0 AS SIGNED) AS n FROM {Table.Quoted} LIMIT 0";

    /// <summary>Moves the rows to the table one by one, so that of those with the same key the last counts.</summary>
    public string Insert()
    {
        var updates = Saved.Where((_, i) => !Key.Contains(i)).Select(c => $"{MySqlDatabase.Quote(c.Name)} = VALUES({MySqlDatabase.Quote(c.Name)})").ToArray();
        var key = MySqlDatabase.Quote(Saved[Key[0]].Name);
        return $"INSERT INTO {Table.Quoted} ({string.Join(", ", Saved.Select(c => MySqlDatabase.Quote(c.Name)))}) SELECT {string.Join(", ", Saved.Select((_, i) => $"c{i}"))} FROM {Name} ORDER BY n ON DUPLICATE KEY UPDATE "
            + (updates.Length == 0 ? $"{key} = VALUES({key})" : string.Join(", ", updates));
    }
}
