using System.Data.Common;

namespace Aqueduct.Runtime.Relational;

/// <summary>Finds for each member of a row type the column of a result that it is read from.</summary>
static class DataColumns
{
    /// <summary>What gathers the columns of a row type from those of a result.</summary>
    /// <exception cref="ResourceException">A member has no column, or one of a type that it cannot hold.</exception>
    public static DataColumn[] Of(RelationalSession session, DbDataReader reader, string sql, string rowType, IReadOnlyList<Field> fields)
    {
        var names = Enumerable.Range(0, reader.FieldCount).Select(reader.GetName).ToArray();
        return [.. fields.Select(field =>
        {
            if (field.Kind == FieldKind.Other)
                throw session.Error(DatabaseTexts.NoColumns(rowType));
            var position = DatabaseTexts.Position(field, rowType, names, sql, message => session.Error(message));
            var source = session.Database.SourceOf(reader, position);
            return DataSources.Reads(source, field.Kind)
                ? DataColumn.Of(field, position, source, session)
                : throw session.Error($"column {names[position]} is of type {session.Database.TypeName(reader, position)}, which member {field.Name} ({field.Kind}) cannot hold. Change the member's type, or convert in the query: {session.Database.Cast(names[position], field.Kind)}.");
        })];
    }
}
