using System.Text;

namespace Aqueduct.Runtime;

/// <summary>What the generated bodies of [Read] and [Write] methods call.</summary>
public static class FileCalls
{
    static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads a table from a file, or from several, one behind the other in ordinal order of their names.</summary>
    /// <param name="resource">Name of the resource.</param>
    /// <param name="path">Path within it; <c>{name}</c> stands for an argument, <c>*</c> and <c>?</c> in the last part for any characters.</param>
    /// <param name="format">How the file is written.</param>
    /// <param name="arguments">Values of the placeholders; each must be a plain name.</param>
    /// <exception cref="ResourceException">The resource or the file is not there, the path leaves the resource, or the file holds what the row type cannot.</exception>
    public static Table<T> Read<T>(string resource, string path, FileFormat format, params ReadOnlySpan<PathArgument> arguments) =>
        Merged(FileSource<T>.Of(resource, path, format, arguments), RunContext.Current.Cancellation);

    /// <summary>Reads a table from a file, or from several, one behind the other in ordinal order of their names.</summary>
    /// <inheritdoc cref="Read{T}(string, string, FileFormat, ReadOnlySpan{PathArgument})"/>
    public static Task<Table<T>> ReadAsync<T>(string resource, string path, FileFormat format, CancellationToken cancel, params ReadOnlySpan<PathArgument> arguments)
    {
        var source = FileSource<T>.Of(resource, path, format, arguments);
        return Task.Run(() => Merged(source, cancel), cancel);
    }

    /// <summary>Reads a table from each of several files, in ordinal order of their names.</summary>
    /// <inheritdoc cref="Read{T}(string, string, FileFormat, ReadOnlySpan{PathArgument})"/>
    public static IReadOnlyList<Table<T>> ReadTables<T>(string resource, string path, FileFormat format, params ReadOnlySpan<PathArgument> arguments) =>
        FileSource<T>.Of(resource, path, format, arguments).Tables(RunContext.Current.Cancellation);

    /// <summary>Reads a table from each of several files, in ordinal order of their names.</summary>
    /// <inheritdoc cref="Read{T}(string, string, FileFormat, ReadOnlySpan{PathArgument})"/>
    public static Task<IReadOnlyList<Table<T>>> ReadTablesAsync<T>(string resource, string path, FileFormat format, CancellationToken cancel, params ReadOnlySpan<PathArgument> arguments)
    {
        var source = FileSource<T>.Of(resource, path, format, arguments);
        return Task.Run(() => source.Tables(cancel), cancel);
    }

    /// <summary>Reads the rows of a file batch by batch, or of several, one behind the other in ordinal order of their names. Who asks again reads them again.</summary>
    /// <exception cref="ResourceException">The resource is unknown or the path leaves it. When the rows are asked for: a file is not there, or holds what the row type cannot.</exception>
    public static IAsyncEnumerable<Table<T>> ReadBatches<T>(string resource, string path, FileFormat format, CancellationToken cancel, params ReadOnlySpan<PathArgument> arguments) =>
        RowSource.Stream(FileSource<T>.Of(resource, path, format, arguments).Batches, cancel);

    /// <summary>Reads a UTF-8 text file as a whole.</summary>
    /// <inheritdoc cref="Read{T}(string, string, FileFormat, ReadOnlySpan{PathArgument})"/>
    public static string ReadText(string resource, string path, params ReadOnlySpan<PathArgument> arguments) => Read(resource, path, arguments, (stream, where) =>
    {
        try
        {
            using var reader = new StreamReader(stream, Utf8);
            return reader.ReadToEnd();
        }
        catch (DecoderFallbackException e)
        {
            throw where.Error($"it is no UTF-8 text: {e.Message}");
        }
    });

    /// <summary>Reads a UTF-8 text file as a whole.</summary>
    /// <inheritdoc cref="Read{T}(string, string, FileFormat, ReadOnlySpan{PathArgument})"/>
    public static Task<string> ReadTextAsync(string resource, string path, CancellationToken cancel, params ReadOnlySpan<PathArgument> arguments)
    {
        var bound = arguments.ToArray();
        return Task.Run(() => ReadText(resource, path, bound), cancel);
    }

    /// <summary>Reads a file's bytes.</summary>
    /// <inheritdoc cref="Read{T}(string, string, FileFormat, ReadOnlySpan{PathArgument})"/>
    public static byte[] ReadBytes(string resource, string path, params ReadOnlySpan<PathArgument> arguments) => Read(resource, path, arguments, (stream, _) =>
    {
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    });

    /// <summary>Reads a file's bytes.</summary>
    /// <inheritdoc cref="Read{T}(string, string, FileFormat, ReadOnlySpan{PathArgument})"/>
    public static Task<byte[]> ReadBytesAsync(string resource, string path, CancellationToken cancel, params ReadOnlySpan<PathArgument> arguments)
    {
        var bound = arguments.ToArray();
        return Task.Run(() => ReadBytes(resource, path, bound), cancel);
    }

    /// <summary>Publishes a table as a file: at the end of the run inside one, at once in a plain call. An existing file is replaced in one step.</summary>
    /// <exception cref="ResourceException">The resource is unknown or not there, the path leaves it, or the file cannot be written; it is as it was.</exception>
    public static void Write<T>(string resource, string path, FileFormat format, Table<T> rows, params ReadOnlySpan<PathArgument> arguments)
    {
        ArgumentNullException.ThrowIfNull(rows);
        Publish(resource, path, arguments, rows.Count, where => (stream, cancel) => TableFile.Write([rows], stream, format, where, cancel));
    }

    /// <summary>Publishes a stream as a file, batch by batch: at the end of the run inside one, at once in a plain call. An existing file is replaced in one step.</summary>
    /// <inheritdoc cref="Write{T}(string, string, FileFormat, Table{T}, ReadOnlySpan{PathArgument})"/>
    public static void WriteBatches<T>(string resource, string path, FileFormat format, IAsyncEnumerable<Table<T>> rows, params ReadOnlySpan<PathArgument> arguments)
    {
        ArgumentNullException.ThrowIfNull(rows);
        Publish(resource, path, arguments, (rows as ICounted)?.Count ?? 0, where => (stream, cancel) => TableFile.Write(RowSource.Blocking(rows, cancel), stream, format, where, cancel));
    }

    /// <summary>Publishes several tables as one workbook, a sheet for each.</summary>
    /// <inheritdoc cref="Write{T}(string, string, FileFormat, Table{T}, ReadOnlySpan{PathArgument})"/>
    public static void WriteSheets(string resource, string path, FileSheet[] sheets, params ReadOnlySpan<PathArgument> arguments)
    {
        ArgumentNullException.ThrowIfNull(sheets);
        Publish(resource, path, arguments, sheets.Sum(s => s.Rows), where => (stream, cancel) => Connectors.Sheets(where).Write(sheets, stream, where, cancel));
    }

    /// <summary>Publishes a text as a UTF-8 file.</summary>
    /// <inheritdoc cref="Write{T}(string, string, FileFormat, Table{T}, ReadOnlySpan{PathArgument})"/>
    public static void WriteText(string resource, string path, string text, params ReadOnlySpan<PathArgument> arguments)
    {
        ArgumentNullException.ThrowIfNull(text);
        Publish(resource, path, arguments, 1, where => (stream, _) =>
        {
            try
            {
                stream.Write(Utf8.GetBytes(text));
                return 1;
            }
            catch (EncoderFallbackException)
            {
                throw where.Error("the text holds half a surrogate pair, which is no valid Unicode.");
            }
        });
    }

    /// <summary>Publishes bytes as a file.</summary>
    /// <inheritdoc cref="Write{T}(string, string, FileFormat, Table{T}, ReadOnlySpan{PathArgument})"/>
    public static void WriteBytes(string resource, string path, byte[] bytes, params ReadOnlySpan<PathArgument> arguments)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        Publish(resource, path, arguments, 1, _ => (stream, _) =>
        {
            stream.Write(bytes);
            return 1;
        });
    }

    /// <summary>Publishes a value that is a file, in the form that the path's ending asks for.</summary>
    /// <inheritdoc cref="Write{T}(string, string, FileFormat, Table{T}, ReadOnlySpan{PathArgument})"/>
    public static void WriteContent(string resource, string path, IFileContent content, params ReadOnlySpan<PathArgument> arguments)
    {
        ArgumentNullException.ThrowIfNull(content);
        Publish(resource, path, arguments, 1, where => (stream, _) => content.TryWrite(Path.GetExtension(where.Path).ToLowerInvariant(), stream)
            ? 1
            : throw where.Error($"a {content.GetType().Name} has no form with the ending '{Path.GetExtension(where.Path)}'."));
    }

    /// <summary>The name of a table with <c>{name}</c> replaced by values that must be identifiers.</summary>
    /// <exception cref="ResourceException">A value is no identifier.</exception>
    public static string TableName(string resource, string table, params ReadOnlySpan<PathArgument> arguments) => Placeholders.Table(resource, table, arguments);

    static Table<T> Merged<T>(FileSource<T> source, CancellationToken cancel) => Batches.Join(source.Tables(cancel));

    static R Read<R>(string resource, string path, ReadOnlySpan<PathArgument> arguments, Func<Stream, FilePlace, R> read)
    {
        var (store, file) = (ResourceRegistry.Current.Files(resource), Placeholders.Path(resource, path, arguments));
        RefuseSeveral(resource, file);
        return Read(store, file, read, RunContext.Current.Cancellation);
    }

    /// <summary>Reads one file.</summary>
    internal static R Read<R>(FileStore store, string file, Func<Stream, FilePlace, R> read, CancellationToken cancel) => Transient.Call(() =>
    {
        Failpoints.Reach(Failpoint.ResourceReads);
        using var stream = store.Open(file, cancel);
        var where = new FilePlace(store.Name, file);
        return Reading(where, () => read(stream, where));
    });

    static void RefuseSeveral(string resource, string file)
    {
        if (FilePattern.IsOne(file))
            throw new ResourceException(resource, $"Resource '{resource}': '{file}' stands for several files; here one is named.");
    }

    internal static R Reading<R>(FilePlace file, Func<R> read)
    {
        try
        {
            return read();
        }
        catch (IOException e)
        {
            throw new ResourceException(file.Resource, $"Resource '{file.Resource}': '{file.Path}' cannot be read: {e.Message}", e) { IsSystem = true, IsTransient = Transient.Is(e) };
        }
    }

    static void Publish(string resource, string path, ReadOnlySpan<PathArgument> arguments, int rows, Func<FilePlace, Func<Stream, CancellationToken, int>> write)
    {
        var (run, store, file) = (RunContext.Current, ResourceRegistry.Current.Files(resource), Placeholders.Path(resource, path, arguments));
        RefuseSeveral(resource, file);
        store.Find(file);
        var save = new FileSave { Resource = resource, Store = store, Table = file, Mode = SaveMode.Replace, Rows = rows, Write = write(new FilePlace(resource, file)) };
        if (run.Defer(save))
            return;
        using var transaction = new FileTransaction(store, run.Cancellation);
        transaction.Put(save, run.Cancellation);
        transaction.Send();
        transaction.Commit();
    }
}

/// <summary>A file, for messages.</summary>
readonly record struct FilePlace(string Resource, string Path)
{
    /// <summary>What is wrong with the file.</summary>
    public ResourceException Error(string reason) => new(Resource, $"Resource '{Resource}', file '{Path}': {reason}");
}
