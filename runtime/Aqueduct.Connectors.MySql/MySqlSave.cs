using System.Data.Common;
using Aqueduct.Runtime;
using Aqueduct.Runtime.Relational;
using MySqlConnector;

namespace Aqueduct.Connectors.MySql;

/// <summary>Saves tables to one database, all or none.</summary>
/// <remarks>
/// Rows and their publications are one transaction of InnoDB. Statements that define tables would commit it: they go over a connection of their own, and what they made is taken back where the
/// transaction is not committed. Who saves to a table that is new, or replaced, holds a lock on its name until the end.
/// </remarks>
sealed class MySqlSave(RelationalSession session) : RelationalSave(session)
{
    const string Made = "Made by Aqueduct";
    const int SecondsOfAWait = 600;

    readonly List<string> _locks = [];
    readonly Stack<Action<DbConnection>> _undo = new();
    readonly MySqlTransfer _transfer = new(session);
    bool _isLeftOver, _committed;

    protected override RelationalTable Find(string name)
    {
        var (table, comment) = MySqlTables.Find(Session, name);
        _isLeftOver = comment == Made;
        return table;
    }

    // A process that ended between making the table and the commit has left it, empty.
    protected override bool IsLeftOver(RelationalTable table) => _isLeftOver && Session.Rows($"SELECT 1 FROM {table.Quoted} LIMIT 1", _ => 1).Count == 0;

    protected override IReadOnlyList<RelationalColumn> Create(RelationalTable table, IReadOnlyList<Field> fields, ReadOnlySpan<int> key)
    {
        Lock(table.Quoted);
        var keys = key.ToArray();
        var parts = fields.Select((f, i) => Declare(f, keys.Contains(i))).ToList();
        if (keys.Length > 0)
            parts.Add($"{(keys.Any(k => fields[k].Nullable) ? "UNIQUE KEY" : "PRIMARY KEY")} ({string.Join(", ", keys.Select(k => Quote(ColumnNames.ForNew(fields[k]))))})");
        // Somebody else may have made it while the lock was waited for: then it is not this save's to take back.
        if (Define($"CREATE TABLE {table.Quoted} ({string.Join(", ", parts)}) ENGINE = InnoDB COMMENT = '{Made}'", unless: MySqlErrorCode.TableExists))
            _undo.Push(connection => DropWhereEmpty(connection, table.Quoted));
        return [.. fields.Select(New)];
    }

    protected override string Declare(Field field, bool isKey)
    {
        var type = isKey && MySqlTypes.TypeOf(field.Kind) is "longtext" ? "varchar(255)" : isKey && field.Kind == FieldKind.Bytes ? "varbinary(255)" : MySqlTypes.TypeOf(field.Kind);
        var collation = field.Kind is FieldKind.String or FieldKind.Char or FieldKind.Enum ? $" CHARACTER SET utf8mb4 COLLATE {_transfer.Collation}" : field.Kind == FieldKind.Guid ? " CHARACTER SET ascii" : "";
        return $"{Quote(ColumnNames.ForNew(field))} {type}{collation}{(field.Nullable ? "" : " NOT NULL")}";
    }

    protected override RelationalColumn Add(RelationalTable table, Field field, string statement)
    {
        Define(statement);
        _undo.Push(connection => Do(connection, $"ALTER TABLE {table.Quoted} DROP COLUMN {Quote(ColumnNames.ForNew(field))}"));
        return New(field);
    }

    static RelationalColumn New(Field field) => MySqlTypes.Column(ColumnNames.ForNew(field), MySqlTypes.TypeOf(field.Kind), field.Kind == FieldKind.Decimal ? (65, 30) : null);

    protected override void Empty(RelationalTable table)
    {
        // Without it two replaces of an empty table at once would leave the rows of both, or wait for each other.
        Lock(table.Quoted);
        base.Empty(table);
    }

    protected override void Send(string table, IReadOnlyList<RelationalColumn> columns, BatchReader rows, bool numbered) => _transfer.Send(table, columns, rows, numbered);

    protected override void Upsert(TableSave save, RelationalTable table, IReadOnlyList<RelationalColumn> columns, CancellationToken cancel)
    {
        var stage = new MySqlStage(table, columns, save.Key);
        stage.Check(Session, save.Table);
        Session.Execute(stage.Create());
        using (var rows = new BatchReader(save, columns, numbered: true, Session.Database, cancel))
            Send(MySqlStage.Name, MySqlStage.Columns(columns), rows, numbered: true);
        Session.Execute(stage.Insert());
        Session.Execute($"DROP TEMPORARY TABLE {MySqlStage.Name}");
    }

    protected override void CreatePublications(string quoted) =>
        Define($"CREATE TABLE IF NOT EXISTS {quoted} (run varchar(100) NOT NULL, node varchar(200) NOT NULL, table_name text NOT NULL, {Quote("rows")} int NOT NULL, published_at varchar(40) NOT NULL, PRIMARY KEY (run, node)) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE {_transfer.Collation}");

    public override void Commit()
    {
        base.Commit();
        _committed = true;
    }

    public override void Dispose()
    {
        try
        {
            if (!_committed)
                TakeBack();
            foreach (var name in _locks)
                Do(Session.Connection, $"DO RELEASE_LOCK('{name}')");
        }
        catch (Exception e) when (Session.Database.IsOfServer(e) || e is InvalidOperationException)
        {
            // The connection is lost, and its locks with it. A table that stays behind is empty, and counts as none.
        }
        finally
        {
            base.Dispose();
        }
    }

    void TakeBack()
    {
        Session.Transaction.Rollback();
        if (_undo.Count == 0)
            return;
        using var connection = Session.Database.Connect(CancellationToken.None);
        while (_undo.TryPop(out var step))
            step(connection);
    }

    // Nobody else can add a row between the look and the drop.
    static void DropWhereEmpty(DbConnection connection, string table)
    {
        Do(connection, $"LOCK TABLES {table} WRITE");
        try
        {
            using var any = connection.CreateCommand();
            any.CommandText = $"SELECT 1 FROM {table} LIMIT 1";
            if (any.ExecuteScalar() is null)
                Do(connection, $"DROP TABLE {table}");
        }
        finally
        {
            Do(connection, "UNLOCK TABLES");
        }
    }

    bool Define(string sql, MySqlErrorCode? unless = null) => Session.Do(sql, () =>
    {
        using var connection = Session.Database.Connect(Session.Cancel);
        try
        {
            Do(connection, sql);
            return true;
        }
        catch (MySqlException e) when (e.ErrorCode == unless)
        {
            return false;
        }
    });

    static void Do(DbConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    void Lock(string table)
    {
        var name = MySqlTransfer.LockName(Session.Connection.Database, table);
        if (_locks.Contains(name))
            return;
        if (Session.Rows($"SELECT GET_LOCK('{name}', {SecondsOfAWait})", r => !r.IsDBNull(0) && r.GetInt64(0) == 1) is not [true])
            throw Session.Error($"another save of table {table} has been waited for, {SecondsOfAWait} seconds long, and has not ended. See what runs there with SHOW PROCESSLIST, and try again.");
        _locks.Add(name);
    }
}
