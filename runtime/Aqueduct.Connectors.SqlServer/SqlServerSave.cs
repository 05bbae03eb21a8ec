using System.Security.Cryptography;
using System.Text;
using Aqueduct.Runtime;
using Aqueduct.Runtime.Relational;
using Microsoft.Data.SqlClient;

namespace Aqueduct.Connectors.SqlServer;

/// <summary>Saves tables to one database, all or none: rows by SqlBulkCopy, which checks constraints and fires triggers here.</summary>
sealed class SqlServerSave(RelationalSession session) : RelationalSave(session)
{
    const SqlBulkCopyOptions Options = SqlBulkCopyOptions.CheckConstraints | SqlBulkCopyOptions.FireTriggers | SqlBulkCopyOptions.KeepNulls | SqlBulkCopyOptions.KeepIdentity;

    const int MillisecondsOfAWait = 600_000;

    protected override RelationalTable Find(string name) => SqlServerTables.Of(Session, name);

    protected override IReadOnlyList<RelationalColumn> Create(RelationalTable table, IReadOnlyList<Field> fields, ReadOnlySpan<int> key)
    {
        Lock(table.Quoted);
        Session.Execute(SqlServerStatements.Create(table, fields, key));
        return [.. fields.Select(New)];
    }

    protected override string Declare(Field field, bool isKey) => SqlServerStatements.Declare(field, isKey);

    protected override RelationalColumn Add(RelationalTable table, Field field, string statement)
    {
        // Rows that are there have no value for a column that may not be null; they go anyway.
        Empty(table);
        Session.Execute(statement);
        return New(field);
    }

    static RelationalColumn New(Field field)
    {
        var type = SqlServerTypes.TypeOf(field.Kind);
        var digits = field.Kind == FieldKind.UInt64 ? (20, 0) : SqlServerTypes.Digits;
        return SqlServerTypes.Column(ColumnNames.ForNew(field), type.Split('(')[0], type, digits.Item1, digits.Item2);
    }

    protected override void Empty(RelationalTable table)
    {
        Lock(table.Quoted);
        // To the end of the transaction nobody adds rows.
        Session.Execute($"DELETE FROM {table.Quoted} WITH (HOLDLOCK)");
    }

    protected override void Send(string table, IReadOnlyList<RelationalColumn> columns, BatchReader rows, bool numbered)
    {
        using var copy = new SqlBulkCopy((SqlConnection)Session.Connection, Options, (SqlTransaction)Session.Transaction) { DestinationTableName = table, BulkCopyTimeout = 0 };
        for (var i = 0; i < columns.Count; i++)
            copy.ColumnMappings.Add(i, columns[i].Name);
        if (numbered)
            copy.ColumnMappings.Add(columns.Count, "n");
        Session.Do($"INSERT BULK {table}", () =>
        {
            rows.SentBy(() =>
            {
                copy.WriteToServerAsync(rows, Session.Cancel).GetAwaiter().GetResult();
                return 0;
            });
            return 0;
        });
    }

    protected override void Upsert(TableSave save, RelationalTable table, IReadOnlyList<RelationalColumn> columns, CancellationToken cancel)
    {
        var stage = new SqlServerStage(table, columns, save.Fields, save.Key);
        if (!stage.HasUniqueIndex(Session))
            throw Session.Error($"table '{save.Table}' has no unique index on the key of the upsert. Add one: {stage.CreateIndex(save.Table)}.");
        Session.Execute(stage.Create());
        using (var rows = new BatchReader(save, SqlServerStage.Columns(columns), numbered: true, Session.Database, cancel))
            Send(SqlServerStage.Name, SqlServerStage.Columns(columns), rows, numbered: true);
        var counts = stage.CountsByItself(Session);
        if (counts)
            Session.Execute($"SET IDENTITY_INSERT {table.Quoted} ON");
        Session.Execute(stage.Merge());
        if (counts)
            Session.Execute($"SET IDENTITY_INSERT {table.Quoted} OFF");
        Session.Execute($"DROP TABLE {SqlServerStage.Name}");
    }

    protected override void CreatePublications(string quoted)
    {
        Lock(quoted);
        Session.Execute($"IF OBJECT_ID('{quoted}') IS NULL CREATE TABLE {quoted} (run nvarchar(100) NOT NULL, node nvarchar(200) NOT NULL, table_name nvarchar(300) NOT NULL, {Quote("rows")} int NOT NULL, published_at varchar(40) NOT NULL, PRIMARY KEY (run, node))");
    }

    // Two saves that create or replace the same table at once would see each other only when one has failed. The lock goes with the transaction.
    void Lock(string table)
    {
        var name = "aqueduct:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(table)));
        using var command = Session.Command("sp_getapplock");
        command.CommandType = System.Data.CommandType.StoredProcedure;
        foreach (var (parameter, value) in new (string, object)[] { ("@Resource", name), ("@LockMode", "Exclusive"), ("@LockOwner", "Transaction"), ("@LockTimeout", MillisecondsOfAWait) })
            command.Parameters.Add(new SqlParameter(parameter, value));
        var result = new SqlParameter { Direction = System.Data.ParameterDirection.ReturnValue };
        command.Parameters.Add(result);
        Session.Do(command, command.ExecuteNonQuery);
        if (result.Value is not >= 0)
            throw Session.Error($"another save of table {table} has been waited for, ten minutes long, and has not ended. See what runs there, and try again.");
    }
}
