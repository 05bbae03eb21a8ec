using System.Security.Cryptography;

namespace Aqueduct.Runtime;

/// <summary>A new file that hashes what is written to it.</summary>
sealed class HashingFile(string path) : Stream
{
    readonly FileStream _file = new(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16);
    readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    long _length;

    /// <summary>A new file in a folder that is there, under a name that nobody else has.</summary>
    public static HashingFile In(string folder) => new(System.IO.Path.Combine(folder, Guid.NewGuid().ToString("N")));

    /// <summary>Where it is.</summary>
    public string Path => path;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => _length;

    // Formats that note offsets, such as Parquet, ask where they are.
    public override long Position
    {
        get => _length;
        set => throw new NotSupportedException();
    }

    public string Finish()
    {
        Do(static file => file.Flush());
        return Convert.ToHexStringLower(_hash.GetHashAndReset());
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        _hash.AppendData(buffer);
        try
        {
            _file.Write(buffer);
        }
        catch (ArgumentOutOfRangeException e)
        {
            throw TooLarge(e);
        }

        _length += buffer.Length;
    }

    void Do(Action<FileStream> work)
    {
        try
        {
            work(_file);
        }
        catch (ArgumentOutOfRangeException e)
        {
            throw TooLarge(e);
        }
    }

    // What .NET makes of a file that grows beyond what its file system or its user may have.
    static IOException TooLarge(ArgumentOutOfRangeException e) => new("The file is too large for its file system, or for a limit of its user.", e);

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    // The callers are background threads: writing to the page cache at once is cheaper than scheduling it.
    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Write(buffer.Span);
        return ValueTask.CompletedTask;
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush()
    {
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _hash.Dispose();
            Do(static file => file.Dispose());
        }

        base.Dispose(disposing);
    }
}
