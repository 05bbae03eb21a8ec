using System.Text;
using System.Text.RegularExpressions;
using Aqueduct.Runtime;

namespace Aqueduct.Server;

/// <summary>Which files a workflow starts for: <c>landing/orders-{day}.csv</c> are those of the resource <c>landing</c> whose path fits, and what stands for <c>{day}</c> is the workflow's parameter.</summary>
sealed class FilePattern
{
    readonly Regex[] _parts;
    readonly string[] _names;

    /// <summary>A pattern as OnFile has it.</summary>
    /// <exception cref="RefusedException">It names no resource.</exception>
    public FilePattern(string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        if (slash <= 0 || slash == text.Length - 1)
            throw new RefusedException($"OnFile '{text}' names no file of a resource. Write the resource's name, a slash and the path, such as landing/orders-{{day}}.csv.");
        (Text, Resource) = (text, text[..slash]);
        var names = new List<string>();
        _parts = [.. text[(slash + 1)..].Split('/').Select(part => Part(part, names))];
        _names = [.. names];
    }

    public string Text { get; }

    /// <summary>The resource, of type files.</summary>
    public string Resource { get; }

    /// <summary>The files there are that fit, by path. Hidden ones, and what leads out of the resource, are none.</summary>
    /// <exception cref="ResourceException">The folder cannot be read.</exception>
    public IEnumerable<ArrivedFile> Files(FileStore store)
    {
        try
        {
            return [.. Files(store, new DirectoryInfo(store.Folder), 0, "", []).OrderBy(f => f.ChangedAt).ThenBy(f => f.Path, StringComparer.Ordinal)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ResourceException(Resource, $"Resource '{Resource}': the files for '{Text}' cannot be looked for: {e.Message}", e) { IsSystem = true };
        }
    }

    IEnumerable<ArrivedFile> Files(FileStore store, DirectoryInfo folder, int depth, string path, IReadOnlyList<string> values)
    {
        if (!folder.Exists)
            yield break;
        var isLast = depth == _parts.Length - 1;
        foreach (var entry in isLast ? (IEnumerable<FileSystemInfo>)folder.EnumerateFiles() : folder.EnumerateDirectories())
        {
            if (entry.Name.StartsWith('.') || _parts[depth].Match(entry.Name) is not { Success: true } match)
                continue;
            List<string> found = [.. values, .. match.Groups.Values.Skip(1).Select(g => g.Value)];
            var at = path + entry.Name;
            if (!isLast)
                foreach (var file in Files(store, (DirectoryInfo)entry, depth + 1, at + "/", found))
                    yield return file;
            else if (Bound(found) is { } bound && IsWithin(store, at))
                yield return new ArrivedFile(at, ((FileInfo)entry).Length, entry.LastWriteTimeUtc, bound);
        }
    }

    static bool IsWithin(FileStore store, string path)
    {
        try
        {
            _ = store.Find(path);
            return true;
        }
        catch (ResourceException)
        {
            return false;
        }
    }

    /// <summary>The values by name; null where one name would have two.</summary>
    Dictionary<string, string>? Bound(List<string> values)
    {
        var bound = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < values.Count; i++)
            if (!bound.TryAdd(_names[i], values[i]) && bound[_names[i]] != values[i])
                return null;
        return bound;
    }

    static Regex Part(string part, List<string> names)
    {
        var pattern = new StringBuilder("^");
        for (var at = 0; at < part.Length;)
        {
            var open = part.IndexOf('{', at);
            var close = open < 0 ? -1 : part.IndexOf('}', open);
            pattern.Append(Regex.Escape(close < 0 ? part[at..] : part[at..open]));
            if (close < 0)
                break;
            names.Add(part[(open + 1)..close]);
            pattern.Append("(.+?)");
            at = close + 1;
        }

        return new Regex(pattern.Append('$').ToString(), RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);
    }
}

/// <summary>A file that fits.</summary>
/// <param name="Path">Within the resource.</param>
/// <param name="Size">Bytes.</param>
/// <param name="ChangedAt">Time of the last change.</param>
/// <param name="Values">What stands in the places of the pattern, by name.</param>
sealed record ArrivedFile(string Path, long Size, DateTime ChangedAt, IReadOnlyDictionary<string, string> Values)
{
    /// <summary>Its version: another one is another arrival.</summary>
    public string Stamp => FormattableString.Invariant($"{Size} {ChangedAt:O}");
}
