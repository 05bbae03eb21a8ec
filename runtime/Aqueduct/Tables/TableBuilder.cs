namespace Aqueduct;

using Runtime;

/// <summary>Collects rows into a <see cref="Table{T}"/>.</summary>
/// <param name="capacity">Expected number of rows.</param>
public sealed class TableBuilder<T>(int capacity = 0)
{
    readonly RowType<T> _type = RowType<T>.Instance;
    readonly ColumnBuilder[] _builders = [.. RowType<T>.Instance.Fields.Select(f => f.CreateBuilder(capacity))];

    /// <summary>Number of rows added since the last table was built.</summary>
    internal int Count { get; private set; }

    /// <summary>Adds a row.</summary>
    public void Add(T row)
    {
        _type.Append(_builders, row);
        Count++;
    }

    /// <summary>The table of the rows added; rows added from now on begin another one.</summary>
    public Table<T> Build()
    {
        Count = 0;
        return new([.. _builders.Select(b => b.Build())]);
    }
}
