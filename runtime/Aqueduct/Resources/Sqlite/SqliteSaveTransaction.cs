using System.Globalization;

namespace Aqueduct.Runtime;

/// <summary>Saves tables to one SQLite file, all or none.</summary>
/// <remarks>
/// The transaction itself is the staging area: SQLite's tables, their definitions included, change for other connections at the commit and not
/// before, and a killed process leaves a journal that undoes the rest. A table that exists keeps its definition, indexes, triggers and constraints.
/// </remarks>
sealed class SqliteSaveTransaction : SaveTransaction
{
    const int RowsBetweenChecks = 1024;
    const string Publications = "aqueduct_publications";
    readonly SqliteSession _session;

    /// <summary>Starts the transaction; disposes nothing when that fails.</summary>
    public SqliteSaveTransaction(SqliteSession session)
    {
        _session = session;
        session.Execute("PRAGMA cache_size = -65536"); // 64 MiB: pages that stay in memory need no early lock against readers
        session.Begin();
    }

    /// <summary>The connection.</summary>
    internal SqliteSession Session => _session;

    /// <inheritdoc/>
    public override (int Rows, DateTimeOffset At)? FindPublication(string run, string node)
    {
        if (!SqliteTable.Read(_session, Publications).Exists)
            return null;
        using var find = _session.Prepare($"SELECT rows, published_at FROM {Publications} WHERE run = ? AND node = ?");
        find.BindText(1, run);
        find.BindText(2, node);
        return find.Step() ? ((int)find.Integer(0), DateTimeOffset.Parse(find.Text(1), CultureInfo.InvariantCulture)) : null;
    }

    /// <inheritdoc/>
    public override void Stage(TableSave save, CancellationToken cancel)
    {
        var columns = Prepare(save);
        using var insert = _session.Prepare(SqliteTable.Insert(save.Table, columns, save.Key));
        var before = 0;
        foreach (var batch in save.Batches(cancel))
        {
            var writers = save.Fields.Select((field, i) => SqliteColumn.Of(field).Writer(field, batch[i], i + 1, before)).ToArray();
            var rows = batch[0].Count;
            for (var row = 0; row < rows; row++)
            {
                if (row % RowsBetweenChecks == 0)
                    cancel.ThrowIfCancellationRequested();
                foreach (var writer in writers)
                    writer.Bind(insert, row);
                insert.Step();
                insert.Reset();
            }

            before = checked(before + rows);
        }

        save.Rows = before;
    }

    /// <inheritdoc/>
    public override void Record(string run, string node, TableSave save, DateTimeOffset at)
    {
        _session.Execute($"CREATE TABLE IF NOT EXISTS {Publications} (run TEXT NOT NULL, node TEXT NOT NULL, table_name TEXT NOT NULL, rows INTEGER NOT NULL, published_at TEXT NOT NULL, PRIMARY KEY (run, node)) WITHOUT ROWID");
        using var insert = _session.Prepare($"INSERT INTO {Publications} (run, node, table_name, rows, published_at) VALUES (?, ?, ?, ?, ?)");
        insert.BindText(1, run);
        insert.BindText(2, node);
        insert.BindText(3, save.Table);
        insert.BindInteger(4, save.Rows);
        insert.BindText(5, ScalarText.Format(at)!);
        insert.Step();
    }

    /// <inheritdoc/>
    public override void Commit() => _session.Execute("COMMIT");

    /// <summary>Closes the connection, which undoes what was not committed.</summary>
    public override void Dispose() => _session.Dispose();

    // Makes the table ready for the rows and says which of its columns takes each field.
    string[] Prepare(TableSave save)
    {
        var table = SqliteTable.Read(_session, save.Table);
        if (!table.Exists)
        {
            _session.Execute(SqliteTable.Create(save.Table, save.Fields, save.Key));
            return [.. save.Fields.Select(ColumnNames.ForNew)];
        }

        if (save.Mode == SaveMode.Fail)
            throw _session.Error(DatabaseTexts.Exists(save.Table));
        if (save.Mode == SaveMode.Replace)
            _session.Execute($"DELETE FROM {DatabaseTexts.Quote(save.Table)}");
        return [.. save.Fields.Select(field => ColumnOf(save, table, field))];
    }

    string ColumnOf(TableSave save, SqliteTable table, Field field)
    {
        var names = table.Columns.Select(c => c.Name).ToArray();
        var i = ColumnNames.Find(field, names);
        if (i >= 0)
        {
            var column = table.Columns[i];
            return SqliteTable.Keeps(column.Type, field.Kind)
                ? column.Name
                : throw _session.Error($"column {column.Name} of table '{save.Table}' is declared {column.Type} and would not keep the values of {field.Name} ({field.Kind}) as they are. Change the column's type or the member's.");
        }

        var add = SqliteTable.AddColumn(save.Table, field);
        if (save.Mode != SaveMode.Replace)
            throw _session.Error(DatabaseTexts.NoColumn(save.Table, field, names, add));
        _session.Execute(add); // every row is new, so a table that is replaced may get the column it lacks
        return ColumnNames.ForNew(field);
    }
}
