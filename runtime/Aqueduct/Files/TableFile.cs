namespace Aqueduct.Runtime;

/// <summary>Tables as files.</summary>
static class TableFile
{
    public static Table<T> Read<T>(Stream stream, FileFormat format, FilePlace file, CancellationToken cancel) => format switch
    {
        FileFormat.Csv => CsvFile.Read<T>(stream, file, cancel),
        FileFormat.Json => JsonFile.Read<T>(stream, file, cancel),
        FileFormat.Parquet => ParquetFile.ReadAsync<T>(stream, file, cancel).GetAwaiter().GetResult(),
        _ => Read<T>(stream, ByEnding(file), file, cancel),
    };

    public static void Write<T>(Table<T> rows, Stream stream, FileFormat format, FilePlace file, CancellationToken cancel)
    {
        switch (format)
        {
            case FileFormat.Csv:
                CsvFile.Write(rows, stream, file, cancel);
                break;
            case FileFormat.Json:
                JsonFile.Write(rows, stream, file, cancel);
                break;
            case FileFormat.Parquet:
                ParquetFile.Write(rows, stream, file, cancel);
                break;
            default:
                Write(rows, stream, ByEnding(file), file, cancel);
                break;
        }
    }

    /// <summary>The columns of a row type; refuses rows that no file could hold.</summary>
    public static FileColumn[] Columns<T>(FilePlace file) => [.. RowType<T>.Instance.Fields.Select(f => f.Kind == FieldKind.Other
        ? throw file.Error($"{typeof(T).Name} is no row of a file: its column {f.Name} is a {f.Type.Name}. Rows are records whose members are numbers, text, dates, enumerations or bytes.")
        : FileColumn.Of(f))];

    static FileFormat ByEnding(FilePlace file) => Path.GetExtension(file.Path).ToLowerInvariant() switch
    {
        ".csv" => FileFormat.Csv,
        ".json" => FileFormat.Json,
        ".parquet" => FileFormat.Parquet,
        var other => throw file.Error($"the ending '{other}' says no format. Use .csv, .json or .parquet, or set Format."),
    };
}
