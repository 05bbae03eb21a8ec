using System.Data.Common;
using System.Globalization;

namespace Aqueduct.Runtime.Relational;

/// <summary>The first rows of a table, whatever its columns hold: of what .NET has no type for, or none for all of its values, the database makes text.</summary>
static class RelationalPeek
{
    /// <summary>Reads them.</summary>
    public static TablePeek Of(RelationalSession session, TableDescription table, PeekSize size)
    {
        var (database, connection) = (session.Database, session.Connection);
        var from = string.Join('.', table.Path.Select(n => database.Quote(connection, n)));
        var columns = Read(session, database.First(connection, "*", from, 0), reader => Enumerable.Range(0, reader.FieldCount).Select(c => (Name: reader.GetName(c), Source: database.SourceOf(reader, c))).ToArray());
        var shown = string.Join(", ", columns.Select(c => database.Quote(connection, c.Name) is var quoted && database.Shows(c.Source) ? quoted : database.Cast(quoted, FieldKind.String)));
        return Read(session, database.First(connection, shown, from, size.Rows + 1), reader => TablePeek.Of(table, [.. columns.Select(c => c.Name)], Rows(reader, [.. columns.Select(c => c.Source)]), size));
    }

    static R Read<R>(RelationalSession session, string sql, Func<DbDataReader, R> read)
    {
        using var command = session.Command(sql);
        return session.Do(command, () =>
        {
            session.Database.Ready(command);
            using var reader = command.ExecuteReader();
            return read(reader);
        });
    }

    static IEnumerable<object?[]> Rows(DbDataReader reader, DataSource[] sources)
    {
        while (reader.Read())
            yield return [.. sources.Select((source, c) => reader.IsDBNull(c) ? null : Cell(reader, c, source))];
    }

    static object Cell(DbDataReader reader, int column, DataSource source) => source switch
    {
        DataSource.Text => reader.GetString(column),
        DataSource.Decimal or DataSource.Padded => reader.GetValue(column) is string text && decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var number)
            ? source == DataSource.Padded ? DecimalCell.Stripped(number) : number
            : reader.GetValue(column),
        _ => reader.GetValue(column),
    };
}
