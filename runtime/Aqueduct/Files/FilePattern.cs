using System.IO.Enumeration;

namespace Aqueduct.Runtime;

/// <summary>A path whose last part stands for several files: <c>orders/*.csv</c>. A <c>*</c> stands for any characters, a <c>?</c> for one.</summary>
/// <param name="path">The path.</param>
sealed class FilePattern(string path)
{
    const int MostShown = 5;

    readonly string _folder = path.LastIndexOf('/') is >= 0 and var slash ? path[..slash] : "";
    readonly string _name = path[(path.LastIndexOf('/') + 1)..];

    /// <summary>Whether a path stands for several files.</summary>
    public static bool IsOne(string path) => path.AsSpan().ContainsAny('*', '?');

    /// <summary>The paths of the files, in ordinal order of their names.</summary>
    /// <exception cref="ResourceException">There are none, or the place cannot be asked.</exception>
    public IReadOnlyList<string> In(FileStore store, CancellationToken cancel)
    {
        if (IsOne(_folder))
            throw new ResourceException(store.Name, $"Resource '{store.Name}': '{path}' has a * or ? in a folder. Write it in the last part of the path; files of several folders are read by several [Read].");
        var (others, found) = (new List<string>(), new List<string>());
        foreach (var name in store.List(_folder, _name[.._name.AsSpan().IndexOfAny('*', '?')], cancel))
            (IsMatch(name) ? found : others).Add(name);
        if (found.Count == 0)
            throw new ResourceException(store.Name, $"Resource '{store.Name}': no file matches '{path}' in '{store.Location}'.{(others.Count > 0 ? "" : Others(store, cancel))}{Shown(others)}");
        found.Sort(StringComparer.Ordinal);
        return _folder.Length == 0 ? found : found.ConvertAll(name => $"{_folder}/{name}");
    }

    // What begins with a dot or an underscore is by custom no data: files that are being written, marks such as _SUCCESS.
    bool IsMatch(string name) => FileSystemName.MatchesSimpleExpression(_name, name, ignoreCase: false) && (name[0] is not ('.' or '_') || _name[0] == name[0]);

    string Others(FileStore store, CancellationToken cancel) => Shown([.. store.List(_folder, "", cancel).Take(MostShown + 1)]) is { Length: > 0 } shown ? shown
        : _folder.Length == 0 ? " It is empty." : $" The folder '{_folder}' is empty, or there is none.";

    static string Shown(List<string> names)
    {
        if (names.Count == 0)
            return "";
        names.Sort(StringComparer.Ordinal);
        return $" There {(names.Count == 1 ? "is" : "are")} {string.Join(", ", names.Take(MostShown))}{(names.Count > MostShown ? ", …" : "")}.";
    }
}
