using System;
using System.Collections.Generic;
using System.Threading;
using Aqueduct.Generators.Incremental;
using Aqueduct.Model;
using Aqueduct.Reading;
using Microsoft.CodeAnalysis;

namespace Aqueduct.Generators.Versions;

/// <summary>Remembers what declarations consist of, so that an edit inside a body reads no more than its file. Lives as long as the driver it was made for.</summary>
/// <remarks>As <see cref="ProjectMemo"/>, only a memory: what comes out is the same without it, and it holds nothing of the compiler.</remarks>
sealed class CodeMemo
{
    volatile State? _last;

    /// <param name="Roots">For each file its operators, checks and metrics.</param>
    sealed record State(Project Project, Dictionary<string, Code> Codes, Dictionary<FileSummary, List<Root>> Roots, Attempt<CodeVersions> Versions);

    /// <summary>A method whose code has a version, by its full name, and the key of its declaration.</summary>
    readonly record struct Root(string Method, string Key, string Source);

    public Attempt<CodeVersions> Read(Project project, Compilation compilation, CancellationToken cancel)
    {
        var last = _last;
        if (last is null || !project.Environment.Equals(last.Project.Environment) || !Changes.Between(last.Project.Files, project.Files).IsNothing)
            last = null;
        var files = new HashSet<FileSummary>(project.Files);
        if (last is { Versions.Failure: null } && All(last.Codes.Values, files))
            return (_last = last with { Project = project }).Versions;

        Dictionary<string, Code> codes = [];
        Dictionary<FileSummary, List<Root>> roots = [];
        var versions = Attempt<CodeVersions>.Of("versions of the code", () => Compute(last) ?? Compute(null)!);
        _last = new State(project, codes, roots, versions);
        return versions;

        // Null where something that was known is not found again: then everything is read anew.
        CodeVersions? Compute(State? before)
        {
            (codes, roots) = (before is null ? [] : Standing(before.Codes, files), []);
            var reader = new CodeReader(compilation, project.Files, cancel);
            for (var i = 0; i < project.Files.Length; i++)
                if (project.Files[i] is { Candidates.Count: > 0 } file)
                    roots[file] = before is not null && before.Roots.TryGetValue(file, out var known) ? known : Roots(file, reader.SemanticsAt(i), reader, cancel);
            return Versions(new CodeGraph(reader, codes), Named(roots.Values), compilation);
        }
    }

    static CodeVersions? Versions(CodeGraph graph, SortedDictionary<string, List<Root>> roots, Compilation compilation)
    {
        var versions = new List<CodeVersion>(roots.Count);
        var sources = new List<MethodSource>(roots.Count);
        var usesLibraries = false;
        foreach (var root in roots)
        {
            if (graph.Version(root.Key, root.Value.ConvertAll(static r => r.Key), compilation.Options.CheckOverflow) is not { } version)
                return null;
            usesLibraries |= version.UsesLibraries;
            versions.Add(version);
            sources.Add(new MethodSource(root.Key, string.Join("\n\n", root.Value.ConvertAll(static r => r.Source))));
        }

        return new CodeVersions(versions.ToEquatable(), usesLibraries ? Libraries.Types(compilation).ToEquatable() : [], sources.ToEquatable());
    }

    static List<Root> Roots(FileSummary file, SemanticModel semantics, CodeReader reader, CancellationToken cancel)
    {
        var roots = new List<Root>();
        foreach (var candidate in file.Candidates)
            if (Marker.MethodOf(candidate, semantics, cancel) is { } method && Known.KindOf(method, out _) is NodeKind.Operator or NodeKind.Check or NodeKind.Metric)
                roots.Add(new Root(candidate.FullName, reader.KeyOf(method), MethodSource.TextOf(semantics.SyntaxTree.GetText(cancel), candidate.Span)));
        return roots;
    }

    static SortedDictionary<string, List<Root>> Named(IEnumerable<List<Root>> files)
    {
        var named = new SortedDictionary<string, List<Root>>(StringComparer.Ordinal);
        foreach (var file in files)
            foreach (var root in file)
            {
                if (!named.TryGetValue(root.Method, out var namesakes))
                    named.Add(root.Method, namesakes = []);
                namesakes.Add(root);
            }

        return named;
    }

    /// <summary>Whether every file that anything was read from is still there.</summary>
    static bool All(IEnumerable<Code> codes, HashSet<FileSummary> files)
    {
        foreach (var code in codes)
            if (!code.Files.TrueForAll(files.Contains))
                return false;
        return true;
    }

    static Dictionary<string, Code> Standing(Dictionary<string, Code> codes, HashSet<FileSummary> files)
    {
        var standing = new Dictionary<string, Code>(codes.Count);
        foreach (var code in codes)
            if (code.Value.Files.TrueForAll(files.Contains))
                standing.Add(code.Key, code.Value);
        return standing;
    }
}
