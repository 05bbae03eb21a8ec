namespace Aqueduct.Runtime;

/// <summary>Runs a query and gathers its rows by column.</summary>
static class SqliteQuery
{
    /// <summary>Runs each statement of <paramref name="sql"/> in order; the last gives the rows.</summary>
    public static SqliteRows<T> Run<T>(SqliteSession session, ReadOnlySpan<byte> sql, ReadOnlySpan<SqlArgument> arguments)
    {
        while (session.Prepare(sql, out var rest) is { } statement)
        {
            var rows = new SqliteRows<T>(statement);
            try
            {
                Bind(statement, arguments);
                if (session.IsBlank(rest))
                {
                    rows.Begin(Readers(statement, typeof(T).Name, RowType<T>.Instance.Fields));
                    return rows;
                }

                while (statement.Step())
                {
                }
            }
            catch
            {
                rows.Dispose();
                throw;
            }

            rows.Dispose();
            sql = rest;
        }

        throw session.Error("the query is empty.");
    }

    static void Bind(SqliteStatement statement, ReadOnlySpan<SqlArgument> arguments)
    {
        for (var parameter = 1; parameter <= statement.ParameterCount; parameter++)
        {
            var name = statement.ParameterName(parameter);
            var i = arguments.Length - 1;
            while (i >= 0 && (name is null || !name.AsSpan(1).SequenceEqual(arguments[i].Name)))
                i--;
            if (i < 0)
                throw statement.Session.Error($"the query's parameter {name ?? "?"} is bound to nothing. {DatabaseTexts.Parameters(arguments)} In: {statement.Sql.Trim()}");
            Bind(statement, parameter, arguments[i]);
        }
    }

    static void Bind(SqliteStatement statement, int parameter, SqlArgument argument)
    {
        switch (argument.Kind)
        {
            case SqlValueKind.Null: statement.BindNull(parameter); break;
            case SqlValueKind.Integer: statement.BindInteger(parameter, argument.Integer); break;
            case SqlValueKind.Real: statement.BindReal(parameter, argument.Real); break;
            case SqlValueKind.Text: statement.BindText(parameter, argument.Text); break;
            default: statement.BindBlob(parameter, argument.Blob); break;
        }
    }

    static SqliteColumnReader[] Readers(SqliteStatement statement, string rowType, IReadOnlyList<Field> fields)
    {
        var columns = Enumerable.Range(0, statement.ColumnCount).Select(statement.ColumnName).ToArray();
        var readers = new SqliteColumnReader[fields.Count];
        for (var i = 0; i < readers.Length; i++)
        {
            var field = fields[i];
            if (field.Kind == FieldKind.Other)
                throw statement.Session.Error(DatabaseTexts.NoColumns(rowType));
            readers[i] = SqliteColumn.Of(field).Reader(field, DatabaseTexts.Position(field, rowType, columns, statement.Sql, statement.Session.Error));
        }

        return readers;
    }
}
