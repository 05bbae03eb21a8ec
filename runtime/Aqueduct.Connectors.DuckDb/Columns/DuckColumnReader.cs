using System.Runtime.CompilerServices;
using Aqueduct.Runtime;

namespace Aqueduct.Connectors.DuckDb;

/// <summary>Collects one column of a result, vector by vector.</summary>
abstract class DuckColumnReader
{
    /// <summary>Takes the next <paramref name="count"/> values.</summary>
    public abstract void Read(nint vector, int count);

    /// <summary>What was collected.</summary>
    public abstract Column Build();
}

sealed class DuckColumnReader<V, TCell>(DuckDbSession session, Field field, DuckColumnShape shape) : DuckColumnReader where TCell : struct, IDuckCell<V>
{
    readonly ColumnBuilder<V> _values = new();
    long _row;

    public override void Read(nint vector, int count)
    {
        var values = new DuckVector(vector, shape);
        if (TCell.IsSame && shape.Type == TCell.Type && values.HasNoNulls)
            _values.AddRange(values.Values<V>(count));
        else
            for (var row = 0; row < count; row++)
                if (values.IsNull(row))
                    _values.Add(field.Nullable ? default! : throw Missing(row));
                else
                    _values.Add(TCell.TryRead(values, row, out var value) ? value : throw Mismatch(row));
        _row += count;
    }

    public override Column Build() => _values.Build();

    [MethodImpl(MethodImplOptions.NoInlining)]
    ResourceException Missing(int row) =>
        session.Error(DatabaseTexts.Missing($"row {_row + row + 1}, column {shape.Name}", field));

    [MethodImpl(MethodImplOptions.NoInlining)]
    ResourceException Mismatch(int row) =>
        session.Error($"row {_row + row + 1}, column {shape.Name} is {shape.Type.ToString().ToUpperInvariant()}, with a value that member {DatabaseTexts.Member(field)} does not take; it takes {TCell.Expected}.");
}
