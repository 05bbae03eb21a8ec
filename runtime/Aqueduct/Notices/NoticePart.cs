using System.Text;

namespace Aqueduct.Runtime;

/// <summary>Something that a mail shows or attaches, or a message tells. Made by generated code.</summary>
public abstract class NoticePart
{
    private protected NoticePart(string name) => Name = name;

    /// <summary>Name of the parameter.</summary>
    internal string Name { get; }

    /// <summary>A number, a text, a date or the like.</summary>
    public static NoticePart Value<T>(string name, T value) => new ValuePart(name, value is double number ? Words.Short(number) : value is float single ? Words.Short(single) : ScalarText.Format(value), ScalarText.Format(value), FieldKinds.Of(typeof(T)));

    /// <summary>Bytes, which are attached only.</summary>
    public static NoticePart Bytes(string name, byte[] bytes)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        return new FilePart(name, (_, stream, _) =>
        {
            stream.Write(bytes);
            return true;
        });
    }

    /// <summary>A table.</summary>
    public static NoticePart Table<T>(string name, Table<T> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return new TablePart(name, rows, (file, stream, cancel) =>
        {
            TableFile.Write([rows], stream, FileFormat.Auto, file, cancel);
            return true;
        });
    }

    /// <summary>A value that is a file, such as a chart.</summary>
    public static NoticePart Content(string name, IFileContent content)
    {
        ArgumentNullException.ThrowIfNull(content);
        return new ContentPart(name, content, (file, stream, _) => content.TryWrite(Path.GetExtension(file.Path), stream));
    }

    /// <summary>Writes the part as a file; false where it has no such form.</summary>
    internal virtual bool TryWrite(FilePlace file, Stream stream, CancellationToken cancel) => false;
}

/// <summary>A number, a text, a date or the like. Attached it is a text file.</summary>
sealed class ValuePart(string name, string? text, string? exact, FieldKind kind) : NoticePart(name)
{
    /// <summary>Its invariant text to look at, null of null.</summary>
    public string? Text { get; } = text;

    /// <summary>The text that it reads back from as the same value.</summary>
    public string? Exact { get; } = exact;

    /// <summary>What it is.</summary>
    public FieldKind Kind { get; } = kind;

    internal override bool TryWrite(FilePlace file, Stream stream, CancellationToken cancel)
    {
        stream.Write(Encoding.UTF8.GetBytes(Text ?? ""));
        return true;
    }
}

/// <summary>What can be attached.</summary>
class FilePart(string name, Func<FilePlace, Stream, CancellationToken, bool> write) : NoticePart(name)
{
    internal override bool TryWrite(FilePlace file, Stream stream, CancellationToken cancel) => write(file, stream, cancel);
}

/// <summary>A table.</summary>
sealed class TablePart(string name, ITabular rows, Func<FilePlace, Stream, CancellationToken, bool> write) : FilePart(name, write)
{
    public ITabular Rows { get; } = rows;
}

/// <summary>A value that is a file.</summary>
sealed class ContentPart(string name, IFileContent content, Func<FilePlace, Stream, CancellationToken, bool> write) : FilePart(name, write)
{
    public IFileContent Source { get; } = content;
}
