namespace Aqueduct;

using Runtime;

/// <summary>Collects rows into a <see cref="Table{T}"/>.</summary>
/// <param name="capacity">Expected number of rows.</param>
public sealed class TableBuilder<T>(int capacity = 0)
{
    readonly RowType<T> _type = RowType<T>.Instance;
    readonly ColumnBuilder[] _builders = [.. RowType<T>.Instance.Fields.Select(f => f.CreateBuilder(capacity))];

    /// <summary>Adds a row.</summary>
    public void Add(T row) => _type.Append(_builders, row);

    /// <summary>The finished table; the builder must not be used again.</summary>
    public Table<T> Build() => new([.. _builders.Select(b => b.Build())]);
}
