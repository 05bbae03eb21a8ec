using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Aqueduct.Artifacts.Installing;

/// <summary>Names a set of files by what is in them.</summary>
static class ContentHash
{
    /// <summary>First 16 hexadecimal digits of a SHA-256 over relative paths, lengths and bytes.</summary>
    public static string Of(string root, IEnumerable<string> relativePaths, CancellationToken cancel)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[64 * 1024];
        Span<byte> length = stackalloc byte[9]; // a zero, which ends the path, and eight bytes
        foreach (var path in relativePaths.Order(StringComparer.Ordinal))
        {
            cancel.ThrowIfCancellationRequested();
            using var file = File.OpenRead(Path.Combine(root, path));
            hash.AppendData(Encoding.UTF8.GetBytes(path));
            BinaryPrimitives.WriteInt64LittleEndian(length[1..], file.Length);
            hash.AppendData(length);
            for (int read; (read = file.Read(buffer)) > 0;)
                hash.AppendData(buffer, 0, read);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..16];
    }
}
