using System.Globalization;

namespace Aqueduct.Runtime.Relational;

/// <summary>Saves tables to one database, all or none: what databases with tables, columns and transactions have in common.</summary>
/// <remarks>A table that exists keeps its definition, indexes, triggers and rights; replace deletes its rows.</remarks>
abstract class RelationalSave(RelationalSession session) : SaveTransaction
{
    /// <summary>Name of the table that notes what was published.</summary>
    protected const string Publications = "aqueduct_publications";

    /// <summary>The connection and its transaction.</summary>
    protected RelationalSession Session => session;

    /// <summary>A name in the database's quotes.</summary>
    protected string Quote(string name) => session.Database.Quote(session.Connection, name);

    /// <summary>Looks for a table.</summary>
    protected abstract RelationalTable Find(string name);

    /// <summary>Creates a table that is not there, and returns its columns in the order of the fields.</summary>
    protected abstract IReadOnlyList<RelationalColumn> Create(RelationalTable table, IReadOnlyList<Field> fields, ReadOnlySpan<int> key);

    /// <summary>How a new column is declared.</summary>
    protected abstract string Declare(Field field, bool isKey);

    /// <summary>Adds a column and returns it.</summary>
    protected abstract RelationalColumn Add(RelationalTable table, Field field, string statement);

    /// <summary>The statement that adds a column.</summary>
    protected virtual string AddColumn(RelationalTable table, Field field) => $"ALTER TABLE {table.Quoted} ADD {Declare(field, isKey: false)}";

    /// <summary>Sends rows to a table.</summary>
    protected abstract void Send(string table, IReadOnlyList<RelationalColumn> columns, BatchReader rows, bool numbered);

    /// <summary>Sends rows to a table where those with the same key are updated; of rows with the same key the last counts.</summary>
    protected abstract void Upsert(TableSave save, RelationalTable table, IReadOnlyList<RelationalColumn> columns, CancellationToken cancel);

    /// <summary>Refuses a save that the database cannot do, before anything is changed.</summary>
    protected virtual void Check(TableSave save)
    {
    }

    /// <summary>Empties a table that is replaced, so that no other save of its rows comes between.</summary>
    protected virtual void Empty(RelationalTable table) => session.Execute($"DELETE FROM {table.Quoted}");

    /// <summary>Whether a table that is there counts as none for a save that must be the first.</summary>
    protected virtual bool IsLeftOver(RelationalTable table) => false;

    /// <summary>Creates the table of publications.</summary>
    protected abstract void CreatePublications(string quoted);

    /// <inheritdoc/>
    public sealed override (int Rows, DateTimeOffset At)? FindPublication(string run, string node) => !Find(Publications).Exists ? null
        : session.Rows($"SELECT {Quote("rows")}, published_at FROM {Quote(Publications)} WHERE run = @p1 AND node = @p2", r => ((int Rows, DateTimeOffset At)?)(r.GetInt32(0), At(r.GetString(1))), run, node).FirstOrDefault();

    static DateTimeOffset At(string text) => ScalarText.TryParse<DateTimeOffset>(FieldKind.DateTimeOffset, text, out var at) ? at : throw new InvalidDataException($"'{text}' in {Publications} is no time.");

    /// <inheritdoc/>
    public sealed override void Stage(TableSave save, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        Check(save);
        var (table, columns) = Prepare(save);
        if (save.Key.Length > 0)
        {
            Upsert(save, table, columns, cancel);
            return;
        }

        using var rows = new BatchReader(save, columns, numbered: false, session.Database, cancel);
        Send(table.Quoted, columns, rows, numbered: false);
    }

    /// <inheritdoc/>
    public sealed override void Record(string run, string node, TableSave save, DateTimeOffset at)
    {
        if (!Find(Publications).Exists)
            CreatePublications(Quote(Publications));
        session.Execute($"INSERT INTO {Quote(Publications)} (run, node, table_name, {Quote("rows")}, published_at) VALUES (@p1, @p2, @p3, {save.Rows.ToString(CultureInfo.InvariantCulture)}, @p4)",
            run, node, save.Table, ScalarText.Format(at.ToUniversalTime())!);
    }

    /// <inheritdoc/>
    public override void Commit() => session.Commit();

    /// <summary>Gives the connection back, which undoes what was not committed.</summary>
    public override void Dispose() => session.Dispose();

    // Makes the table ready for the rows and says which of its columns takes each field.
    (RelationalTable Table, IReadOnlyList<RelationalColumn> Columns) Prepare(TableSave save)
    {
        var table = Find(save.Table);
        if (!table.Exists)
            return (table, Create(table, save.Fields, save.Key));
        if (save.Mode == SaveMode.Fail && !IsLeftOver(table))
            throw session.Error(DatabaseTexts.Exists(save.Table));
        RelationalColumn[] columns = [.. save.Fields.Select(field => ColumnOf(save, table, field))];
        if (save.Mode == SaveMode.Replace)
            Empty(table);
        return (table, columns);
    }

    RelationalColumn ColumnOf(TableSave save, RelationalTable table, Field field)
    {
        var names = table.Columns.Select(c => c.Name).ToArray();
        if (Find(field, names) is >= 0 and var i)
            return table.Columns[i].Keeps(field.Kind)
                ? table.Columns[i]
                : throw session.Error($"column {table.Columns[i].Name} of table '{save.Table}' is of type {table.Columns[i].Type} and would not keep the values of {field.Name} ({field.Kind}) as they are. Change the column's type or the member's.");
        var add = AddColumn(table, field);
        // Every row is new, so a table that is replaced may get the column it lacks.
        return save.Mode == SaveMode.Replace ? Add(table, field, add) : throw session.Error(DatabaseTexts.NoColumn(save.Table, field, names, add));
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
