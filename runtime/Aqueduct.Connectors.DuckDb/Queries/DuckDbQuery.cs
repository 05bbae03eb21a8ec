using System.Text;
using Aqueduct.Rules;
using Aqueduct.Runtime;
using DuckDB.NET.Native;

namespace Aqueduct.Connectors.DuckDb;

/// <summary>Runs a query and gathers its rows by column.</summary>
static class DuckDbQuery
{
    /// <summary>Runs each statement of <paramref name="sql"/> in order; the last gives the rows.</summary>
    public static Table<T> Run<T>(DuckDbSession session, string sql, ReadOnlySpan<SqlArgument> arguments, CancellationToken cancel)
    {
        var count = NativeMethods.ExtractStatements.DuckDBExtractStatements(session.Native, Dollars(sql), out var statements);
        using (statements)
        {
            if (count <= 0)
                throw session.Failed(NativeMethods.ExtractStatements.DuckDBExtractStatementsError(statements) is { Length: > 0 } error ? error : "the query is empty.", sql);
            for (var i = 0; i < count - 1; i++)
                Execute(session, statements, i, sql, arguments).Dispose();
            using var rows = Execute(session, statements, count - 1, sql, arguments);
            return Read<T>(session, rows, sql, cancel);
        }
    }

    /// <summary>Parameters as DuckDB writes them: <c>$name</c>.</summary>
    internal static string Dollars(string sql)
    {
        var text = new StringBuilder(sql);
        foreach (var parameter in SqlParameters.Of(sql))
            text[parameter.Position] = '$';
        return text.ToString();
    }

    static DuckDbResult Execute(DuckDbSession session, DuckDBExtractedStatements statements, int position, string sql, ReadOnlySpan<SqlArgument> arguments)
    {
        var state = NativeMethods.ExtractStatements.DuckDBPrepareExtractedStatement(session.Native, statements, position, out var statement);
        using (statement)
        {
            if (!state.IsSuccess())
                throw session.Failed(NativeMethods.PreparedStatements.DuckDBPrepareError(statement), sql);
            var bound = 0;
            foreach (var argument in arguments)
                if (DuckDbParameter.Find(statement, out var parameter, argument.Name).IsSuccess())
                {
                    DuckDbParameter.Bind(session, statement, parameter, argument);
                    bound++;
                }

            if (bound < NativeMethods.PreparedStatements.DuckDBParams(statement))
                throw session.Error($"the query has parameters that are bound to nothing. {DatabaseTexts.Parameters(arguments)} In: {sql.Trim()}");
            state = NativeMethods.PreparedStatements.DuckDBExecutePrepared(statement, out var result);
            var rows = new DuckDbResult(result);
            if (state.IsSuccess())
                return rows;
            using (rows)
                throw session.Failed(rows.Error, sql);
        }
    }

    static Table<T> Read<T>(DuckDbSession session, DuckDbResult rows, string sql, CancellationToken cancel)
    {
        var readers = Readers(session, rows, sql, typeof(T).Name, RowType<T>.Instance.Fields);
        while (true)
        {
            cancel.ThrowIfCancellationRequested();
            using var chunk = NativeMethods.Query.DuckDBFetchChunk(rows.Native);
            if (chunk.IsInvalid)
                break;
            var count = checked((int)NativeMethods.DataChunks.DuckDBDataChunkGetSize(chunk));
            foreach (var (column, reader) in readers)
                reader.Read(NativeMethods.DataChunks.DuckDBDataChunkGetVector(chunk, column), count);
        }

        return new Table<T>([.. readers.Select(r => r.Reader.Build())]);
    }

    static (int Column, DuckColumnReader Reader)[] Readers(DuckDbSession session, DuckDbResult rows, string sql, string rowType, IReadOnlyList<Field> fields)
    {
        var names = Enumerable.Range(0, (int)NativeMethods.Query.DuckDBColumnCount(ref rows.Native)).Select(i => NativeMethods.Query.DuckDBColumnName(ref rows.Native, i)).ToArray();
        if (fields.FirstOrDefault(f => f.Kind == FieldKind.Other) is not null)
            throw session.Error(DatabaseTexts.NoColumns(rowType));
        return [.. fields.Select(field =>
        {
            var column = DatabaseTexts.Position(field, rowType, names, sql, session.Error);
            return (column, DuckColumn.Of(field).Reader(session, field, DuckColumnShape.Of(rows, column, names[column])));
        })];
    }
}
