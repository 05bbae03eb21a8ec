using System.Text;
using System.Text.RegularExpressions;
using Aqueduct.Runtime;

namespace Aqueduct.Server;

/// <summary>Which files a workflow starts for: <c>landing/orders-{day}.csv</c> are those of the resource <c>landing</c> whose path fits, and what stands for <c>{day}</c> is the workflow's parameter.</summary>
sealed class ArrivalPattern
{
    readonly Regex[] _parts;
    readonly string[] _names;
    readonly string _beginning;

    /// <summary>A pattern as OnFile has it.</summary>
    /// <exception cref="RefusedException">It names no resource.</exception>
    public ArrivalPattern(string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        if (slash <= 0 || slash == text.Length - 1)
            throw new RefusedException($"OnFile '{text}' names no file of a resource. Write the resource's name, a slash and the path, such as landing/orders-{{day}}.csv.");
        (Text, Resource) = (text, text[..slash]);
        var (names, path) = (new List<string>(), text[(slash + 1)..]);
        _beginning = path.IndexOf('{', StringComparison.Ordinal) is >= 0 and var open ? path[..open] : path;
        _parts = [.. path.Split('/').Select(part => Part(part, names))];
        _names = [.. names];
    }

    public string Text { get; }

    /// <summary>The resource: a folder or an object store.</summary>
    public string Resource { get; }

    /// <summary>The files there are that fit, the oldest first. Hidden ones, and what leads out of the resource, are none.</summary>
    /// <exception cref="ResourceException">The resource cannot be read.</exception>
    public IReadOnlyList<ArrivedFile> Files(FileStore store) =>
        [.. store.Look(_beginning, folder => Values(folder.Split('/'), _parts.Length - 1) is not null, default).Select(Arrived).OfType<ArrivedFile>().OrderBy(f => f.ChangedAt).ThenBy(f => f.Path, StringComparer.Ordinal)];

    ArrivedFile? Arrived(FileEntry file) => file.Path.Split('/') is var parts && parts.Length == _parts.Length && Values(parts, parts.Length) is { } values && Bound(values) is { } bound
        ? new ArrivedFile(file.Path, file.Bytes, file.ChangedAt.UtcDateTime, bound) : null;

    /// <summary>What stands in the places of the first parts; null where one does not fit, or there are more than <paramref name="most"/>.</summary>
    List<string>? Values(string[] parts, int most)
    {
        if (parts.Length > most)
            return null;
        var values = new List<string>();
        for (var i = 0; i < parts.Length; i++)
        {
            if (parts[i].StartsWith('.') || _parts[i].Match(parts[i]) is not { Success: true } match)
                return null;
            values.AddRange(match.Groups.Values.Skip(1).Select(g => g.Value));
        }

        return values;
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
