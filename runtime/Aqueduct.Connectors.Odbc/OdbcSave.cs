using System.Data.Odbc;
using Aqueduct.Runtime;
using Aqueduct.Runtime.Relational;

namespace Aqueduct.Connectors.Odbc;

/// <summary>Saves tables to one database, all or none where its definitions are part of transactions: rows by INSERT statements with bound values.</summary>
sealed class OdbcSave(RelationalSession session) : RelationalSave(session)
{
    // Drivers differ; the least of those known is SQLite's 999 of old.
    const int MostParameters = 900;

    OdbcConnection Connection => (OdbcConnection)Session.Connection;

    protected override RelationalTable Find(string name)
    {
        var found = OdbcTables.Find(Session, Connection.Driver, name);
        if (found is { IsView: true })
            throw Session.Error($"'{name}' is a view; a save needs a table.");
        if (found is null)
            return new(Quote(name), false, []);
        var quoted = string.IsNullOrEmpty(found.Schema) ? Quote(found.Name) : $"{Quote(found.Schema)}.{Quote(found.Name)}";
        using var command = Session.Command($"SELECT * FROM {quoted} WHERE 1 = 0");
        return Session.Do(command, () =>
        {
            using var reader = command.ExecuteReader();
            return new RelationalTable(quoted, true, [.. Enumerable.Range(0, reader.FieldCount).Select(i =>
            {
                var holds = OdbcTypes.SourceOf(reader, i, () => 0);
                return new RelationalColumn(reader.GetName(i), holds == DataSource.Other ? "unknown to .NET" : reader.GetDataTypeName(i), holds, holds == DataSource.Decimal ? Digits(reader.GetSchemaTable()!.Rows[i]) : null) { HasMidnights = true };
            })]);
        });
    }

    static (int All, int Behind)? Digits(System.Data.DataRow column) =>
        (Convert.ToInt32(column["NumericPrecision"], System.Globalization.CultureInfo.InvariantCulture), Convert.ToInt32(column["NumericScale"], System.Globalization.CultureInfo.InvariantCulture));

    protected override IReadOnlyList<RelationalColumn> Create(RelationalTable table, IReadOnlyList<Field> fields, ReadOnlySpan<int> key)
    {
        Session.Execute($"CREATE TABLE {table.Quoted} ({string.Join(", ", fields.Select(f => Declare(f, isKey: false)))})");
        return [.. fields.Select(New)];
    }

    static RelationalColumn New(Field field)
    {
        var type = OdbcTypes.TypeOf(field.Kind);
        DataSource holds = type.Split('(')[0] switch
        {
            "smallint" => DataSource.Int16,
            "integer" => DataSource.Int32,
            "bigint" => DataSource.Int64,
            "real" => DataSource.Single,
            "double precision" => DataSource.Double,
            "decimal" => DataSource.Decimal,
            "date" => DataSource.Date,
            "timestamp" => DataSource.Timestamp,
            "varbinary" => DataSource.Bytes,
            _ => DataSource.Text,
        };
        return new(ColumnNames.ForNew(field), type, holds, field.Kind == FieldKind.UInt64 ? (20, 0) : holds == DataSource.Decimal ? OdbcTypes.Digits : null) { HasMidnights = true };
    }

    protected override string Declare(Field field, bool isKey) => $"{Quote(ColumnNames.ForNew(field))} {OdbcTypes.TypeOf(field.Kind)}{(field.Nullable ? "" : " NOT NULL")}";

    protected override RelationalColumn Add(RelationalTable table, Field field, string statement)
    {
        Empty(table);
        Session.Execute(statement);
        return New(field);
    }

    protected override void Send(string table, IReadOnlyList<RelationalColumn> columns, BatchReader rows, bool numbered)
    {
        var binding = ((OdbcDatabase)Session.Database).Binding;
        RowInserts.Send(
            Session, $"INSERT INTO {table} ({string.Join(", ", columns.Select(c => Quote(c.Name)))}) VALUES ", rows, MostParameters, _ => new OdbcParameter(),
            (parameter, value) => binding.Give((OdbcParameter)parameter, value is float real ? (double)real : value), "?");
    }

    protected override void Check(TableSave save)
    {
        if (save.Mode == SaveMode.Upsert)
            throw Session.Error($"the save to '{save.Table}' is an upsert, which each database writes in words of its own. Append or replace a table beside it and MERGE that there, or use the connector of the database.");
    }

    protected override void Upsert(TableSave save, RelationalTable table, IReadOnlyList<RelationalColumn> columns, CancellationToken cancel) => Check(save);

    protected override void CreatePublications(string quoted) => Session.Execute(
        $"CREATE TABLE {quoted} (run varchar(100) NOT NULL, node varchar(200) NOT NULL, table_name varchar(300) NOT NULL, {Quote("rows")} integer NOT NULL, published_at varchar(40) NOT NULL, PRIMARY KEY (run, node))");
}
