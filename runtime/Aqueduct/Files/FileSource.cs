namespace Aqueduct.Runtime;

/// <summary>The tables of a file, or of the files that a pattern stands for.</summary>
/// <param name="store">Where they are.</param>
/// <param name="path">Path or pattern.</param>
/// <param name="format">How they are written.</param>
sealed class FileSource<T>(FileStore store, string path, FileFormat format)
{
    /// <summary>What a [Read] names.</summary>
    /// <exception cref="ResourceException">The resource is unknown, or a placeholder's value is no plain name.</exception>
    public static FileSource<T> Of(string resource, string path, FileFormat format, ReadOnlySpan<PathArgument> arguments)
    {
        var (store, named) = (ResourceRegistry.Current.Files(resource), Placeholders.Path(resource, path, arguments));
        RunContext.Current.Reads(new DataRead(resource, store.Location, null, named, RowType<T>.Instance.Fields));
        return new(store, named, format);
    }

    /// <summary>A table of each file.</summary>
    /// <exception cref="ResourceException">A file is not there, or holds what the row type cannot; the message names it.</exception>
    public IReadOnlyList<Table<T>> Tables(CancellationToken cancel)
    {
        var tables = new List<Table<T>>();
        foreach (var file in Files(cancel))
        {
            cancel.ThrowIfCancellationRequested();
            tables.Add(FileCalls.Read(store, file, (stream, where) => TableFile.Read<T>(stream, format, where, cancel), cancel));
        }

        return tables;
    }

    /// <summary>The rows of one file after the other.</summary>
    /// <exception cref="ResourceException">A file is not there, or holds what the row type cannot; the message names it.</exception>
    public IEnumerable<Table<T>> Batches(CancellationToken cancel)
    {
        foreach (var file in Files(cancel))
        {
            using var stream = store.Open(file, cancel);
            var where = new FilePlace(store.Name, file);
            using var rows = FileCalls.Reading(where, () => TableFile.Open<T>(stream, format, isWhole: false, where));
            while (FileCalls.Reading(where, () => rows.Next(Aqueduct.Batches.DefaultRows, cancel)) is { } batch)
                yield return batch;
        }
    }

    IReadOnlyList<string> Files(CancellationToken cancel) => FilePattern.IsOne(path) ? Transient.Call(() => new FilePattern(path).In(store, cancel)) : [path];
}
