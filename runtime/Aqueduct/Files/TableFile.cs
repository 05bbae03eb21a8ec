namespace Aqueduct.Runtime;

/// <summary>Tables as files.</summary>
static class TableFile
{
    /// <summary>The rows of a file, which stays open.</summary>
    /// <param name="stream">The file.</param>
    /// <param name="format">How it is written.</param>
    /// <param name="isWhole">Whether all rows will be asked for at once.</param>
    /// <param name="file">Names it.</param>
    public static RowSource<T> Open<T>(Stream stream, FileFormat format, bool isWhole, FilePlace file) => format switch
    {
        FileFormat.Csv => new CsvRows<T>(stream, file),
        FileFormat.Json => new JsonArray<T>(stream, isWhole, file),
        FileFormat.Parquet => new ParquetRows<T>(stream, file),
        FileFormat.Xlsx => Connectors.Sheets(file).Open<T>(stream, file),
        _ => Open<T>(stream, ByEnding(file), isWhole, file),
    };

    public static Table<T> Read<T>(Stream stream, FileFormat format, FilePlace file, CancellationToken cancel)
    {
        using var rows = Open<T>(stream, format, isWhole: true, file);
        return rows.All(cancel);
    }

    /// <summary>Writes the batches one after another.</summary>
    /// <returns>The number of rows.</returns>
    public static int Write<T>(IEnumerable<Table<T>> batches, Stream stream, FileFormat format, FilePlace file, CancellationToken cancel) => format switch
    {
        FileFormat.Csv => CsvFile.Write(batches, stream, file, cancel),
        FileFormat.Json => JsonFile.Write(batches, stream, file, cancel),
        FileFormat.Parquet => ParquetFile.Write(batches, stream, file, cancel),
        FileFormat.Xlsx => Connectors.Sheets(file).Write([FileSheet.Of(Path.GetFileNameWithoutExtension(file.Path), batches)], stream, file, cancel),
        _ => Write(batches, stream, ByEnding(file), file, cancel),
    };

    /// <summary>The columns of a row type; refuses rows that no file could hold.</summary>
    public static FileColumn[] Columns<T>(FilePlace file) => [.. RowType<T>.Instance.Fields.Select(f => f.Kind == FieldKind.Other
        ? throw file.Error($"{typeof(T).Name} is no row of a file: its column {f.Name} is a {f.Type.Name}. Rows are records whose members are numbers, text, dates, enumerations or bytes.")
        : FileColumn.Of(f))];

    static FileFormat ByEnding(FilePlace file) => Path.GetExtension(file.Path).ToLowerInvariant() switch
    {
        ".csv" => FileFormat.Csv,
        ".json" => FileFormat.Json,
        ".parquet" => FileFormat.Parquet,
        ".xlsx" => FileFormat.Xlsx,
        var other => throw file.Error($"the ending '{other}' says no format. Use .csv, .json, .parquet or .xlsx, or set Format."),
    };
}
