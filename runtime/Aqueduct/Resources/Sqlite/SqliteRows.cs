namespace Aqueduct.Runtime;

/// <summary>The rows of a query, gathered by column as far as they are asked for.</summary>
sealed class SqliteRows<T>(SqliteStatement statement) : RowSource<T>
{
    SqliteColumnReader[] _readers = [];
    bool _isOver;

    /// <summary>Takes what gathers the columns.</summary>
    public void Begin(SqliteColumnReader[] readers) => _readers = readers;

    public override Table<T>? Next(int most, CancellationToken cancel)
    {
        var rows = 0;
        for (; !_isOver && rows < most; rows++)
        {
            if (rows % RowsBetweenChecks == 0)
                cancel.ThrowIfCancellationRequested();
            // Another step after the last row would run the statement again.
            if (_isOver = !statement.Step())
                break;
            foreach (var reader in _readers)
                reader.Read(statement);
        }

        return rows == 0 ? null : new Table<T>([.. _readers.Select(r => r.Build())]);
    }

    public override void Dispose() => statement.Dispose();
}
