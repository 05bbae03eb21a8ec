namespace Aqueduct.Runtime;

/// <summary>Where artifacts are kept. Objects are named <c>ab/cdef…</c> by the hash of their bytes.</summary>
abstract class ArtifactPlace
{
    /// <summary>Age from which on an artifact that nobody refers to may be removed.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromMinutes(10);

    /// <summary>Where a person finds them.</summary>
    public abstract string Root { get; }

    /// <summary>The name of the artifact of that hash.</summary>
    public static string NameOf(string hash) => $"{hash[..2]}/{hash[2..]}";

    /// <summary>The hash that a name stands for; null for what is no artifact, such as half a file that a process left behind.</summary>
    public static string? HashOf(string name) => name.Length == 65 && name[2] == '/' && (name[..2] + name[3..]) is var hash && !hash.AsSpan().ContainsAnyExcept("0123456789abcdef") ? hash : null;

    /// <summary>Where a person finds an object.</summary>
    public abstract string PathOf(string name);

    /// <summary>Makes an artifact as good as new, for those who remove what is old; false where it is not there.</summary>
    public abstract ValueTask<bool> RenewAsync(string hash, CancellationToken cancel);

    /// <summary>Keeps a finished file of this machine as the artifact of that hash; the file may be gone afterwards.</summary>
    public abstract ValueTask KeepAsync(string file, string hash, CancellationToken cancel);

    /// <summary>Opens an artifact as a file that can be sought in.</summary>
    /// <exception cref="FileNotFoundException">There is none of that hash.</exception>
    public abstract ValueTask<FileStream> OpenAsync(string hash, CancellationToken cancel);

    /// <summary>Why this home may remove nothing here; null where it may.</summary>
    public abstract ValueTask<string?> RefusalAsync(CancellationToken cancel);

    /// <summary>Names of all objects that may be removed when nobody refers to them.</summary>
    public abstract IAsyncEnumerable<string> NamesAsync(CancellationToken cancel);

    /// <summary>Removes an object that nobody refers to, unless it is young: a run may be about to record it.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="clock">Tells how old it is.</param>
    /// <param name="cancel">Stops.</param>
    /// <returns>Whether it is gone, and the bytes that were removed; null where somebody else had removed it.</returns>
    public abstract ValueTask<(bool Gone, long? Bytes)> TryRemoveAsync(string name, TimeProvider clock, CancellationToken cancel);
}
