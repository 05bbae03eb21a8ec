namespace Aqueduct.Runtime;

/// <summary>A place where named files lie: a folder, or a part of an object store. Nothing outside of it is ever read or written.</summary>
/// <param name="name">Name of the resource.</param>
abstract class FileStore(string name)
{
    /// <summary>Name of the resource.</summary>
    public string Name { get; } = name;

    /// <summary>Where a person finds it, without a slash at the end; never a secret. Files of one run that go to the same location are published together.</summary>
    public abstract string Location { get; }

    /// <summary>Where a person finds a file of it, whether there is one or not.</summary>
    /// <exception cref="ResourceException">The path leaves the place.</exception>
    public abstract string Find(string path);

    /// <summary>Opens a file to read it; the stream can be sought in.</summary>
    /// <exception cref="ResourceException">There is none or it cannot be read, or the path leaves the place.</exception>
    public abstract Stream Open(string path, CancellationToken cancel);

    /// <summary>Names of the files in a folder, not of those in folders within it, in the order of the place. A folder that is not there has none.</summary>
    /// <param name="folder">The folder; empty is the place itself.</param>
    /// <param name="beginning">What the names that are wanted begin with, so that others need not be asked for.</param>
    /// <param name="cancel">Stops.</param>
    /// <exception cref="ResourceException">The place is not there or cannot be asked, or the path leaves it.</exception>
    public abstract IEnumerable<string> List(string folder, string beginning, CancellationToken cancel);

    /// <summary>Whether a file appears as a whole, and looking costs requests: so it is in an object store, and not in a folder.</summary>
    public abstract bool AppearsWhole { get; }

    /// <summary>The files whose paths begin with a text, those in folders below among them, in the order of the place. A folder that is not there has none; what leads out of the place is none.</summary>
    /// <param name="beginning">What the paths that are wanted begin with, so that others need not be asked for.</param>
    /// <param name="enters">Whether a folder is looked into, by its path. Where there are no folders nobody asks.</param>
    /// <param name="cancel">Stops.</param>
    /// <exception cref="ResourceException">The place cannot be asked.</exception>
    public abstract IEnumerable<FileEntry> Look(string beginning, Func<string, bool> enters, CancellationToken cancel);

    /// <summary>Begins a file, or what takes the place of the one that is there.</summary>
    /// <exception cref="ResourceException">The path leaves the place, or there cannot be a file.</exception>
    public abstract StagedFile Stage(string path);

    /// <summary>What the file that is there says of the save that published it; null where there is none, or it says nothing.</summary>
    /// <exception cref="ResourceException">The place cannot be asked.</exception>
    public abstract FileNote? FindNote(string path, CancellationToken cancel);

    /// <summary>Whether the path has a part that leads elsewhere or is nothing.</summary>
    protected static bool IsCrooked(string path) =>
        path.Length == 0 || path.Contains('\0') || path.Contains('\\') || Path.IsPathRooted(path) || path.Split('/').Any(part => part is "" or "." or "..");

    /// <summary>What is said where a path is crooked.</summary>
    protected ResourceException Outside(string path, string place) =>
        new(Name, $"Resource '{Name}': the path '{path}' leaves {place}. Nothing was read or written. Write a path inside it, with / between folders.");
}

/// <summary>A file that is there.</summary>
/// <param name="Path">Its path within the place.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="ChangedAt">When it was changed last, by the clock of the place.</param>
readonly record struct FileEntry(string Path, long Bytes, DateTimeOffset ChangedAt);

/// <summary>A file on its way to its place: nobody sees it before it is committed. Disposing of it before that leaves the place as it was.</summary>
abstract class StagedFile : IDisposable
{
    /// <summary>Has the file's bytes written, and gives what the writer gives.</summary>
    /// <exception cref="ResourceException">They cannot be written.</exception>
    public abstract int Write(Func<Stream, CancellationToken, int> write, CancellationToken cancel);

    /// <summary>Brings the bytes to where only the commit is left to do.</summary>
    /// <param name="note">What the file is to say of the save; null is nothing.</param>
    /// <param name="cancel">Stops.</param>
    /// <exception cref="ResourceException">The place refuses them.</exception>
    public abstract void Send(FileNote? note, CancellationToken cancel);

    /// <summary>Makes the file appear, as a whole.</summary>
    /// <exception cref="ResourceException">The place refuses it; what was there is as it was.</exception>
    public abstract void Commit();

    /// <inheritdoc/>
    public abstract void Dispose();
}
