using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;

namespace Aqueduct.Artifacts.Images;

/// <summary>Packs the app's layer: equal files give equal bytes, wherever and whenever they were published.</summary>
/// <remarks>In the form of GNU tar: the one of POSIX, as .NET writes it, has the number of the process in it.</remarks>
static class LayerTar
{
    public const UnixFileMode FileMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
    const UnixFileMode Executable = FileMode | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <summary>Packs a folder's files.</summary>
    /// <param name="source">The published files.</param>
    /// <param name="isLeftOut">Of a path relative to it, with slashes: whether it is no part of the image.</param>
    /// <param name="target">Absolute folder in the image, without the leading slash.</param>
    /// <param name="home">A folder that belongs to the user who runs the app, in the same form.</param>
    /// <param name="user">Number of that user and of his group.</param>
    /// <param name="layer">Receives the layer, compressed.</param>
    /// <returns>The digest of what is in it before it is compressed.</returns>
    public static string Pack(string source, Func<string, bool> isLeftOut, string target, string home, int user, Stream layer)
    {
        using var hash = SHA256.Create();
        using (var gzip = new GZipStream(layer, CompressionLevel.Optimal, leaveOpen: true))
        using (var plain = new CryptoStream(gzip, hash, CryptoStreamMode.Write))
        using (var tar = new TarWriter(plain, TarEntryFormat.Gnu))
        {
            Folder(tar, target, 0, Executable);
            var files = Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories)
                .Select(f => (Path: f, Name: Path.GetRelativePath(source, f).Replace('\\', '/'))).Where(f => !isLeftOut(f.Name)).OrderBy(f => f.Name, StringComparer.Ordinal).ToList();
            foreach (var folder in files.SelectMany(f => Parents(f.Name)).Distinct().Order(StringComparer.Ordinal))
                Folder(tar, $"{target}/{folder}", 0, Executable);
            foreach (var (path, name) in files)
            {
                using var content = File.OpenRead(path);
                // All may be run: whether a file may, Windows does not say.
                tar.WriteEntry(new GnuTarEntry(TarEntryType.RegularFile, $"{target}/{name}") { ModificationTime = DateTimeOffset.UnixEpoch, Mode = Executable, DataStream = content });
            }

            Folder(tar, home, user, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        return ImageLayout.DigestOf(hash);
    }

    static IEnumerable<string> Parents(string name)
    {
        for (var slash = name.IndexOf('/', StringComparison.Ordinal); slash >= 0; slash = name.IndexOf('/', slash + 1))
            yield return name[..slash];
    }

    static void Folder(TarWriter tar, string name, int owner, UnixFileMode mode) =>
        tar.WriteEntry(new GnuTarEntry(TarEntryType.Directory, name + "/") { ModificationTime = DateTimeOffset.UnixEpoch, Mode = mode, Uid = owner, Gid = owner });
}
