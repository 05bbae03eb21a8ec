using System.Globalization;
using Aqueduct.Runtime;
using Aqueduct.Runtime.Relational;
using Npgsql;
using NpgsqlTypes;

namespace Aqueduct.Connectors.Postgres;

/// <summary>Saves tables to one database, all or none.</summary>
/// <remarks>
/// The transaction itself is the staging area. Rows go into the table by COPY in its binary form. A table that exists keeps its definition, indexes, triggers, constraints and rights. Replace deletes
/// the rows and does not truncate: who reads meanwhile is not held up and sees the old rows to the end, whatever isolation it has; other writers of the table wait.
/// </remarks>
sealed class DataSave(RelationalSession session) : SaveTransaction
{
    const int RowsBetweenChecks = 1024;
    const string Publications = "aqueduct_publications";
    const string CopyOptions = "FROM STDIN (FORMAT BINARY)";

    /// <inheritdoc/>
    public override (int Rows, DateTimeOffset At)? FindPublication(string run, string node) => !DataTable.Read(session, Publications).Kind.HasValue ? null
        : session.Rows($"SELECT rows, published_at FROM {Publications} WHERE run = @p1 AND node = @p2", r => ((int Rows, DateTimeOffset At)?)(r.GetInt32(0), new DateTimeOffset(r.GetDateTime(1))), run, node).FirstOrDefault();

    /// <inheritdoc/>
    public override void Stage(TableSave save, CancellationToken cancel)
    {
        var (table, columns) = Prepare(save);
        var names = string.Join(", ", columns.Select(c => DatabaseTexts.Quote(c.Name)));
        // COPY would take this lock too, but its wait for it cannot be canceled.
        if (table.Kind is 'r' or 'p')
            session.Execute($"LOCK TABLE {table.Quoted} IN ROW EXCLUSIVE MODE");
        if (save.Key.Length == 0 && !columns.Any(c => c.NeedsCast))
        {
            Copy(save, columns, $"COPY {table.Quoted} ({names}) {CopyOptions}", numbered: false, cancel);
            return;
        }

        var stage = new DataStage(table, columns);
        session.Execute(stage.Create());
        Copy(save, columns, $"COPY {DataStage.Name} {CopyOptions}", numbered: true, cancel);
        session.Execute(stage.Insert(save.Fields, save.Key));
        session.Execute($"DROP TABLE {DataStage.Name}");
    }

    /// <inheritdoc/>
    public override void Record(string run, string node, TableSave save, DateTimeOffset at)
    {
        if (!DataTable.Read(session, Publications).Kind.HasValue)
        {
            Lock(Publications);
            session.Execute($"CREATE TABLE IF NOT EXISTS {Publications} (run text NOT NULL, node text NOT NULL, table_name text NOT NULL, rows integer NOT NULL, published_at timestamptz NOT NULL, PRIMARY KEY (run, node))");
        }

        session.Execute($"INSERT INTO {Publications} (run, node, table_name, rows, published_at) VALUES (@p1, @p2, @p3, @p4::integer, @p5::timestamptz)",
            run, node, save.Table, save.Rows.ToString(CultureInfo.InvariantCulture), ScalarText.Format(at.ToUniversalTime())!);
    }

    /// <inheritdoc/>
    public override void Commit() => session.Commit();

    /// <summary>Gives the connection back, which undoes what was not committed.</summary>
    public override void Dispose() => session.Dispose();

    // Two saves that create the same table at once would see each other only when one has failed.
    void Lock(string table) => session.Execute("SELECT pg_advisory_xact_lock(1098085732, hashtext(@p1))", table);

    void Copy(TableSave save, IReadOnlyList<DataTable.TableColumn> columns, string sql, bool numbered, CancellationToken cancel)
    {
        session.Do(sql, () =>
        {
            using var rows = ((NpgsqlConnection)session.Connection).BeginBinaryImportAsync(sql, cancel).GetAwaiter().GetResult();
            var before = 0;
            foreach (var batch in save.Batches(cancel))
            {
                var writers = save.Fields.Select((field, i) => DataWriter.Of(field, batch[i], columns[i], session, before)).ToArray();
                var count = batch[0].Count;
                for (var row = 0; row < count; row++)
                {
                    if (row % RowsBetweenChecks == 0)
                        cancel.ThrowIfCancellationRequested();
                    rows.StartRow();
                    foreach (var writer in writers)
                        writer.Write(rows, row);
                    if (numbered)
                        rows.Write((long)before + row, NpgsqlDbType.Bigint);
                }

                before = checked(before + count);
            }

            save.Rows = before;

            // What is left for the server to do may take long: constraints, triggers.
            return rows.CompleteAsync(cancel).AsTask().GetAwaiter().GetResult();
        });
    }

    // Makes the table ready for the rows and says which of its columns takes each field.
    (DataTable Table, IReadOnlyList<DataTable.TableColumn> Columns) Prepare(TableSave save)
    {
        var table = DataTable.Read(session, save.Table);
        if (!table.Kind.HasValue)
        {
            Lock(save.Table);
            table = DataTable.Read(session, save.Table);
        }

        if (!table.Kind.HasValue)
        {
            session.Execute(table.Create(save.Fields, save.Key));
            return (table, [.. save.Fields.Select(DataTable.New)]);
        }

        if (save.Mode == SaveMode.Fail)
            throw session.Error(DatabaseTexts.Exists(save.Table));
        if (save.Mode == SaveMode.Replace)
        {
            // Without it two replaces at once would leave the rows of both.
            if (table.Kind != 'f')
                session.Execute($"LOCK TABLE {table.Quoted} IN SHARE ROW EXCLUSIVE MODE");
            session.Execute($"DELETE FROM {table.Quoted}");
        }

        return (table, [.. save.Fields.Select(field => ColumnOf(save, table, field))]);
    }

    DataTable.TableColumn ColumnOf(TableSave save, DataTable table, Field field)
    {
        var names = table.Columns.Select(c => c.Name).ToArray();
        var i = Find(field, names);
        if (i >= 0)
        {
            var column = table.Columns[i];
            return DataTypes.Keeps(column.Holds, field.Kind)
                ? column
                : throw session.Error($"column {column.Name} of table '{save.Table}' is of type {column.Type} and would not keep the values of {field.Name} ({field.Kind}) as they are. Change the column's type or the member's.");
        }

        var add = table.AddColumn(field);
        if (save.Mode != SaveMode.Replace)
            throw session.Error(DatabaseTexts.NoColumn(save.Table, field, names, add));
        session.Execute(add); // every row is new, so a table that is replaced may get the column it lacks
        return DataTable.New(field);
    }

    int Find(Field field, string[] names)
    {
        try
        {
            return ColumnNames.Find(field, names);
        }
        catch (InvalidOperationException e)
        {
            throw session.Error(e.Message);
        }
    }
}
