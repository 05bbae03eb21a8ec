using System.Collections.Generic;
using Aqueduct.Model;

namespace Aqueduct.Rules;

/// <summary>Paths that stand for several files: where they may (AQ4038), and what is read from them (AQ4039).</summary>
static class FilePatternRules
{
    /// <summary>Whether a path stands for several files.</summary>
    public static bool IsOne(string path) => path.IndexOfAny(['*', '?']) >= 0;

    /// <summary>Whether the endings of the files say how each is written: the path itself ends with no ending, or with one that has a * or ?.</summary>
    public static bool LeavesEnding(string path)
    {
        var name = path.Substring(path.LastIndexOf('/') + 1);
        return IsOne(name) && (name.LastIndexOf('.') is < 0 || IsOne(name.Substring(name.LastIndexOf('.'))));
    }

    public static IEnumerable<Fault> Check(FileMethodModel model)
    {
        var (method, path) = (model.Method, model.Path.Value);
        var isPattern = IsOne(path);
        if (model.Kind == NodeKind.Write)
        {
            if (isPattern)
                yield return Faults.At(model.Path.Anchor, RuleIds.PatternPlace, method.Name, path, "has a * or ?, which stand for several files, and a [Write] publishes one", "Name the file, with {…} for what differs");
            yield break;
        }

        if (path.LastIndexOf('/') is > 0 and var slash && IsOne(path.Substring(0, slash)))
            yield return Faults.At(model.Path.Anchor, RuleIds.PatternPlace, method.Name, path, "has a * or ? in a folder", "Write it in the last part; the files of several folders are read by a [Read] for each");
        else if (isPattern && method.Result.Row is null && PathPlaceholders.ContentOf(method.Result) is not null)
            yield return Faults.At(method.Result.Anchor, RuleIds.PatternResult, method.Name, path, "stands for several files", method.Result.Declared.Display,
                "Return Table<T>, the rows of all of them, IReadOnlyList<Table<T>>, a table of each, or name one file");
        else if (!isPattern && method.Result.IsList)
            yield return Faults.At(method.Result.Anchor, RuleIds.PatternResult, method.Name, path, "is one file", method.Result.Declared.Display,
                "Return Table<T>, or write a * in the last part of the path");
    }
}
