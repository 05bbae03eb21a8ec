using System;
using System.Collections.Generic;
using Microsoft.CodeAnalysis.Text;

namespace Aqueduct.Generators.Versions;

/// <summary>A method as its author wrote it, to be read beside its runs; methods of one name are one.</summary>
sealed record MethodSource(string Method, string Text)
{
    /// <summary>The text of a declaration, moved to the left as far as its lines go together.</summary>
    public static string TextOf(SourceText file, TextSpan span)
    {
        var first = file.Lines.IndexOf(span.Start);
        var lines = new List<string>();
        for (var i = first; i <= file.Lines.IndexOf(span.End); i++)
            lines.Add(file.ToString(TextSpan.FromBounds(i == first ? span.Start : file.Lines[i].Start, Math.Min(span.End, file.Lines[i].End))).TrimEnd());
        var indent = int.MaxValue;
        for (var i = 1; i < lines.Count; i++)
            if (lines[i].Length > 0)
                indent = Math.Min(indent, lines[i].Length - lines[i].TrimStart().Length);
        for (var i = 1; i < lines.Count; i++)
            lines[i] = lines[i].Length > 0 ? lines[i].Substring(indent) : "";
        return string.Join("\n", lines);
    }
}
