namespace Aqueduct.Runtime;

/// <summary>Workbooks of sheets, which a package reads and writes.</summary>
abstract class SheetFormat
{
    /// <summary>Writes one sheet for each table.</summary>
    /// <returns>The number of rows.</returns>
    public abstract int Write(IReadOnlyList<FileSheet> sheets, Stream stream, FilePlace file, CancellationToken cancel);

    /// <summary>The rows of the first sheet, whose file stays open.</summary>
    public abstract RowSource<T> Open<T>(Stream stream, FilePlace file);
}

/// <summary>A table on its way into a workbook. Made by generated code.</summary>
public sealed class FileSheet
{
    FileSheet(string name, IReadOnlyList<Field> fields, Func<CancellationToken, IEnumerable<ITabular>> batches, int rows) => (Name, Fields, Batches, Rows) = (name, fields, batches, rows);

    /// <summary>Name of the sheet.</summary>
    internal string Name { get; }

    /// <summary>The table's columns.</summary>
    internal IReadOnlyList<Field> Fields { get; }

    /// <summary>Its rows, batch by batch.</summary>
    internal Func<CancellationToken, IEnumerable<ITabular>> Batches { get; }

    /// <summary>Their number as far as it is known before they are written.</summary>
    internal int Rows { get; }

    /// <summary>A table.</summary>
    public static FileSheet Of<T>(string name, Table<T> rows)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(rows);
        return new(name, RowType<T>.Instance.Fields, _ => [rows], rows.Count);
    }

    /// <summary>A stream of tables.</summary>
    public static FileSheet Of<T>(string name, IAsyncEnumerable<Table<T>> rows)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(rows);
        return new(name, RowType<T>.Instance.Fields, cancel => RowSource.Blocking(rows, cancel), (rows as ICounted)?.Count ?? 0);
    }

    /// <summary>Batches that somebody reads already.</summary>
    internal static FileSheet Of<T>(string name, IEnumerable<Table<T>> batches) => new(name, RowType<T>.Instance.Fields, _ => batches, 0);
}
