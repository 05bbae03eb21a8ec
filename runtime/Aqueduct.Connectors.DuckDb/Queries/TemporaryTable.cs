using Aqueduct.Runtime;
using DuckDB.NET.Native;
using static DuckDB.NET.Native.NativeMethods;

namespace Aqueduct.Connectors.DuckDb;

/// <summary>A table of the run as a temporary table of the connection: whole vectors are appended, not rows.</summary>
static class TemporaryTable
{
    /// <summary>Makes the table and fills it. Its columns have the names that a save gives them: the members' in snake case, or those of [Column].</summary>
    public static void Create(DuckDbSession session, SqlTable table, CancellationToken cancel)
    {
        if (table.Fields.FirstOrDefault(f => f.Kind == FieldKind.Other) is { } other)
            throw session.Error($"'{table.Name}' cannot be queried: column {other.Name} of {table.Row.Name} is a {other.Type.Name}. Rows to query are records whose members are numbers, text, dates, enumerations or bytes.");
        var writers = new DuckColumnWriter[table.Fields.Count];
        for (var i = 0; i < writers.Length; i++)
            writers[i] = DuckColumn.Of(table.Fields[i]).Writer(session, table.Name, table.Fields[i], table.Columns[i]);
        session.Execute($"CREATE TEMPORARY TABLE {DatabaseTexts.Quote(table.Name)} ({string.Join(", ", table.Fields.Select((f, i) => $"{DatabaseTexts.Quote(ColumnNames.ForNew(f))} {writers[i].Declaration}"))})");
        var types = writers.Select(w => w.CreateType()).ToArray();
        try
        {
            Fill(session, table, writers, types, cancel);
        }
        finally
        {
            foreach (var type in types)
                type.Dispose();
        }
    }

    static void Fill(DuckDbSession session, SqlTable table, DuckColumnWriter[] writers, DuckDBLogicalType[] types, CancellationToken cancel)
    {
        var size = (int)Helpers.DuckDBVectorSize();
        var state = Appender.DuckDBAppenderCreateExt(session.Native, "temp", "main", table.Name, out var appender);
        using (appender)
        {
            Check(state);
            using var chunk = DataChunks.DuckDBCreateDataChunk([.. types.Select(t => t.DangerousGetHandle())], (ulong)types.Length);
            for (var start = 0; start < table.Count; start += size)
            {
                cancel.ThrowIfCancellationRequested();
                var count = Math.Min(size, table.Count - start);
                for (var i = 0; i < writers.Length; i++)
                    writers[i].Write(DataChunks.DuckDBDataChunkGetVector(chunk, i), start, count);
                DataChunks.DuckDBDataChunkSetSize(chunk, (ulong)count);
                Check(Appender.DuckDBAppendDataChunk(appender, chunk));
                DataChunks.DuckDBDataChunkReset(chunk);
            }

            Check(Appender.DuckDBAppenderClose(appender));
        }

        void Check(DuckDBState state)
        {
            if (state.IsSuccess())
                return;
            using var error = Appender.DuckDBAppenderErrorData(appender);
            throw session.Failed(error.Message, $"the rows of '{table.Name}'");
        }
    }
}
