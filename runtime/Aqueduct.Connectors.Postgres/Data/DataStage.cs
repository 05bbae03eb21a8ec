using Aqueduct.Runtime;
using Aqueduct.Runtime.Relational;

namespace Aqueduct.Connectors.Postgres;

/// <summary>The statements by which rows reach a table through a temporary one: upserts, and columns of types that only the server can convert text to.</summary>
/// <param name="Table">The table.</param>
/// <param name="Columns">Its columns that rows have values for, in the order of the fields.</param>
sealed record DataStage(DataTable Table, IReadOnlyList<DataTable.TableColumn> Columns)
{
    /// <summary>Name of the temporary table. Its columns are c0, c1, … and n, the number of the row.</summary>
    public const string Name = "pg_temp.aqueduct_stage";

    /// <summary>Creates it, of the table's own types; it goes at the end of the transaction.</summary>
    public string Create() =>
        $"CREATE TEMPORARY TABLE aqueduct_stage ON COMMIT DROP AS SELECT {string.Join("", Columns.Select((c, i) => $"{(c.NeedsCast ? "NULL::text" : DatabaseTexts.Quote(c.Name))} AS c{i}, "))}0::bigint AS n FROM {Table.Quoted} WITH NO DATA";

    /// <summary>Moves the rows to the table, as an upsert where there is a key: of rows with the same key the last counts, as if they came one by one.</summary>
    /// <remarks>Rows go in the order of the key, so that two upserts at once wait for each other and never in a circle.</remarks>
    public string Insert(IReadOnlyList<Field> fields, ReadOnlySpan<int> key)
    {
        var keys = key.ToArray();
        var insert = $"INSERT INTO {Table.Quoted} ({string.Join(", ", Columns.Select(c => DatabaseTexts.Quote(c.Name)))}) OVERRIDING SYSTEM VALUE SELECT ";
        var values = string.Join(", ", Columns.Select((c, i) => c.NeedsCast ? $"c{i}::{c.Type}" : $"c{i}"));
        if (keys.Length == 0)
            return $"{insert}{values} FROM {Name} ORDER BY n";
        // A unique index takes NULL as different from NULL.
        var nullable = keys.Where(k => fields[k].Nullable).Select(k => $"c{k} IS NULL").ToArray();
        var same = string.Join(", ", keys.Select(k => $"c{k}")) + (nullable.Length == 0 ? "" : $", CASE WHEN {string.Join(" OR ", nullable)} THEN n END");
        var updates = Columns.Where((_, i) => !keys.Contains(i)).Select(c => $"{DatabaseTexts.Quote(c.Name)} = excluded.{DatabaseTexts.Quote(c.Name)}").ToArray();
        return $"{insert}DISTINCT ON ({same}) {values} FROM {Name} ORDER BY {same}, n DESC ON CONFLICT ({string.Join(", ", keys.Select(k => DatabaseTexts.Quote(Columns[k].Name)))}) "
            + (updates.Length == 0 ? "DO NOTHING" : "DO UPDATE SET " + string.Join(", ", updates));
    }
}
