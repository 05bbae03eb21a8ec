using Microsoft.ML;

namespace Aqueduct.ML;

/// <summary>A table as ML.NET reads data.</summary>
sealed class TableView(ViewColumn[] columns, int count) : IDataView
{
    /// <inheritdoc/>
    public DataViewSchema Schema { get; } = SchemaOf(columns);

    /// <inheritdoc/>
    public bool CanShuffle => true;

    /// <summary>The columns, in the schema's order.</summary>
    public ViewColumn[] Columns => columns;

    /// <inheritdoc/>
    public long? GetRowCount() => count;

    /// <inheritdoc/>
    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null) => GetRowCursorSet(columnsNeeded, 1, rand)[0];

    /// <inheritdoc/>
    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null)
    {
        var active = new bool[columns.Length];
        foreach (var column in columnsNeeded)
            active[column.Index] = true;
        int[]? order = null;
        if (rand is not null)
            rand.Shuffle(order = [.. Enumerable.Range(0, count)]);
        return [.. Enumerable.Range(0, Math.Max(1, n)).Select(i => new TableCursor(this, active, count, order, i, Math.Max(1, n)))];
    }

    static DataViewSchema SchemaOf(ViewColumn[] columns)
    {
        var schema = new DataViewSchema.Builder();
        foreach (var column in columns)
            schema.AddColumn(column.Name, column.Type);
        return schema.ToSchema();
    }
}
