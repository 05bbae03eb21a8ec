using System.Data.Common;

namespace Aqueduct.Runtime.Relational;

/// <summary>The rows of a query, gathered by column as far as they are asked for; the server sends them as they are read.</summary>
sealed class DataRows<T>(RelationalSession session, DbCommand command, string sql) : RowSource<T>
{
    DbDataReader? _reader;
    DataColumn[] _columns = [];
    bool _isOver;

    public override Table<T>? Next(int most, CancellationToken cancel) => _isOver ? null : session.Do(command, () => Read(most));

    public override void Dispose()
    {
        if (_reader is not null && !_isOver)
        {
            // Closing would read what is left of the result: nobody wants it.
            command.Cancel();
            session.Close(_reader);
        }

        _reader?.Dispose();
        command.Dispose();
    }

    Table<T>? Read(int most)
    {
        if (_reader is null)
        {
            session.Database.Ready(command);
            _reader = command.ExecuteReader();
            _columns = DataColumns.Of(session, _reader, sql, typeof(T).Name, RowType<T>.Instance.Fields);
        }

        var rows = 0;
        for (; rows < most && !(_isOver = !_reader.Read()); rows++)
            foreach (var column in _columns)
                column.Read(_reader);
        return rows == 0 ? null : new Table<T>([.. _columns.Select(c => c.Build())]);
    }
}
