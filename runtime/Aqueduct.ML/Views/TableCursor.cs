using Microsoft.ML;
using Microsoft.ML.Data;

namespace Aqueduct.ML;

/// <summary>Walks over a table's rows, or over the share of them that is one thread's: blocks in turn, so that the rows can be put into order again while they are read.</summary>
/// <param name="view">The table.</param>
/// <param name="active">The columns to be read.</param>
/// <param name="count">Number of rows.</param>
/// <param name="order">The rows in the order to walk; null: as they are.</param>
/// <param name="index">Which of the cursors this is, from 0.</param>
/// <param name="of">Number of cursors that share the rows.</param>
sealed class TableCursor(TableView view, bool[] active, int count, int[]? order, int index, int of) : DataViewRowCursor
{
    const int Block = 256;

    long _position = -1;
    bool _isOver;

    /// <summary>The row of the table that this is at.</summary>
    public int Row { get; private set; } = -1;

    /// <inheritdoc/>
    public override DataViewSchema Schema => view.Schema;

    /// <inheritdoc/>
    public override long Position => _position;

    /// <inheritdoc/>
    public override long Batch => (_position / Block * of) + index;

    /// <inheritdoc/>
    public override bool MoveNext()
    {
        if (_isOver)
            return false;
        _position++;
        var next = (Batch * Block) + (_position % Block);
        if (next >= count)
        {
            (_isOver, _position, Row) = (true, -1, -1);
            return false;
        }

        Row = order?[next] ?? (int)next;
        return true;
    }

    /// <inheritdoc/>
    public override bool IsColumnActive(DataViewSchema.Column column) => active[column.Index];

    /// <inheritdoc/>
    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        if (!active[column.Index])
            throw new ArgumentException($"Column {column.Name} was not among those that the cursor was made for.", nameof(column));
        return view.Columns[column.Index].Getter(this) as ValueGetter<TValue>
            ?? throw new ArgumentException($"Column {column.Name} holds {column.Type}, not {typeof(TValue).Name}.", nameof(column));
    }

    /// <inheritdoc/>
    public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId value) => value = new((ulong)Row, 0);

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        _isOver = true;
        base.Dispose(disposing);
    }
}
