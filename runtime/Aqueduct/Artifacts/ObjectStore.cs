namespace Aqueduct.Runtime;

/// <summary>Objects with names, outside of this machine: a bucket, or a part of one. A connector derives from it.</summary>
/// <remarks>
/// Whoever derives from it promises: an object is there whole or not at all, whatever ends the process that writes it; who has written or removed an object sees that at
/// once, here and in every other process. Faults that may pass are tried again, a few times. What then still fails is a
/// <see cref="ResourceException"/> with <see cref="ResourceException.IsSystem"/>, which names the object with its place and says what was tried. Members are called from many threads at once.
/// </remarks>
public abstract class ObjectStore
{
    /// <summary>Where a person finds it, such as <c>s3://bucket/prefix</c>, without a slash at the end; never a secret.</summary>
    public abstract string Location { get; }

    /// <summary>Looks for an object; null where there is none.</summary>
    /// <exception cref="ResourceException">The store cannot be asked.</exception>
    public abstract Task<ObjectEntry?> FindAsync(string key, CancellationToken cancel);

    /// <summary>Writes an object, or takes the place of the one that is there. Memory does not grow with its size.</summary>
    /// <param name="key">Its name, with slashes between folders.</param>
    /// <param name="content">Its bytes, from the beginning; can be sought in, so that a try can be repeated.</param>
    /// <param name="sha256">SHA-256 of the bytes, which a store that can do so compares with what has arrived.</param>
    /// <param name="cancel">Stops writing; no part of the object is left.</param>
    /// <exception cref="ResourceException">It cannot be written; no part of it is left.</exception>
    public abstract Task PutAsync(string key, Stream content, ReadOnlyMemory<byte> sha256, CancellationToken cancel);

    /// <summary>Sends an object's bytes so that nobody sees them, and one small request makes them the object. Memory does not grow with its size.</summary>
    /// <param name="key">Its name, with slashes between folders.</param>
    /// <param name="content">Its bytes, from the beginning; can be sought in, and stays open until the object is committed or abandoned.</param>
    /// <param name="labels">What the object says of itself.</param>
    /// <param name="cancel">Stops sending; nothing stays.</param>
    /// <exception cref="ResourceException">The store refuses; nothing stays.</exception>
    public abstract Task<StagedObject> StageAsync(string key, Stream content, ObjectLabels labels, CancellationToken cancel);

    /// <summary>Copies an object's bytes into <paramref name="target"/>, which can be sought in and is empty: a broken connection goes on where it broke. Memory does not grow with its size.</summary>
    /// <returns>False where there is none of that name.</returns>
    /// <exception cref="ResourceException">It cannot be read.</exception>
    public abstract Task<bool> ReadAsync(string key, Stream target, CancellationToken cancel);

    /// <summary>Gives an object a new time, and changes nothing else; false where there is none, or where the store has no way to do it: then the object is written again.</summary>
    /// <exception cref="ResourceException">The store refuses.</exception>
    public abstract Task<bool> TouchAsync(string key, CancellationToken cancel);

    /// <summary>Removes an object; none of that name is no error.</summary>
    /// <exception cref="ResourceException">The store refuses.</exception>
    public abstract Task RemoveAsync(string key, CancellationToken cancel);

    /// <summary>The objects whose names begin with a text, in the order of the store.</summary>
    /// <param name="beginning">The text; empty for all.</param>
    /// <param name="nested">Whether those are wanted, too, whose names have a slash behind it.</param>
    /// <param name="cancel">Stops.</param>
    /// <exception cref="ResourceException">The store cannot be asked.</exception>
    public abstract IAsyncEnumerable<ObjectEntry> ListAsync(string beginning, bool nested, CancellationToken cancel);
}

/// <summary>An object of an <see cref="ObjectStore"/>.</summary>
/// <param name="Key">Its name.</param>
/// <param name="Bytes">Its size in bytes.</param>
/// <param name="ModifiedAt">When it was written or touched last, by the store's clock.</param>
/// <param name="Note">What <see cref="ObjectLabels.Note"/> said when it was staged; null in lists, which do not tell.</param>
public sealed record ObjectEntry(string Key, long Bytes, DateTimeOffset ModifiedAt, string? Note = null);

/// <summary>What an object says of itself beside its bytes.</summary>
/// <param name="ContentType">Its media type.</param>
/// <param name="Note">A text that stays with it, of characters that a header may hold; null for none.</param>
public sealed record ObjectLabels(string ContentType, string? Note = null);

/// <summary>An object on its way, which nobody sees yet. Either it is committed, or it is abandoned.</summary>
public abstract class StagedObject
{
    /// <summary>Makes it the object, as a whole.</summary>
    /// <exception cref="ResourceException">The store refuses; what was there is as it was.</exception>
    public abstract Task CommitAsync(CancellationToken cancel);

    /// <summary>Takes back what was sent. What cannot be taken back is nothing but room, and no failure.</summary>
    public abstract Task AbandonAsync();
}
