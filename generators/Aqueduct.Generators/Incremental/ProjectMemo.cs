using System.Collections.Generic;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Threading;
using Aqueduct.Model;
using Aqueduct.Reading;
using Microsoft.CodeAnalysis;

namespace Aqueduct.Generators.Incremental;

/// <summary>What is known of a project. Holds no symbol, no syntax, no compilation.</summary>
/// <param name="Readings">For each marker, its slots.</param>
/// <param name="LacksEntry">Whether it is a console app without an entry point.</param>
/// <param name="IsApp">Whether it is a program, and no library.</param>
/// <param name="Connectors">What its references add to Aqueduct.</param>
sealed record Project(ProjectEnvironment Environment, FileSummary[] Files, ImmutableArray<object> Readings, bool LacksEntry, bool IsApp, EquatableArray<string> Connectors);

/// <summary>What every reading depends on beside the files: options, and the references as stamps that hold none of them.</summary>
sealed class ProjectEnvironment(CompilationOptions options, string? assembly, object[] references)
{
    public bool Equals(ProjectEnvironment other)
    {
        if (!options.Equals(other.Options) || assembly != other.Assembly || references.Length != other.References.Length)
            return false;
        for (var i = 0; i < references.Length; i++)
            if (references[i] != other.References[i])
                return false;
        return true;
    }

    CompilationOptions Options => options;

    string? Assembly => assembly;

    object[] References => references;
}

/// <summary>Remembers the last state of a project, so that an edit reads no more than it concerns. Lives as long as the driver it was made for.</summary>
/// <remarks>Only a memory: what comes out is the same without it. Drivers that share it may run side by side, since a state never changes once it is made.</remarks>
sealed class ProjectMemo
{
    readonly ConditionalWeakTable<SyntaxTree, FileSummary> _summaries = new();
    readonly ConditionalWeakTable<MetadataReference, object> _stamps = new();
    readonly List<Marker> _markers = [];
    volatile Project? _last;

    /// <summary>Adds a marker, before the first reading; returns its place in <see cref="Project.Readings"/>.</summary>
    public int Add(Marker marker)
    {
        _markers.Add(marker);
        return _markers.Count - 1;
    }

    public Project Read(Compilation compilation, CancellationToken cancel)
    {
        var before = _last;
        var files = Summaries(compilation, cancel);
        var environment = EnvironmentOf(compilation);
        var changes = before is null || !environment.Equals(before.Environment) ? Changes.Everything
            : Changes.Between(before.Files, files);
        if (before is not null && changes.IsNothing && HasSameCandidates(before.Files, files))
            return _last = before with { Files = files, Environment = environment };

        var aliases = new HashSet<string>();
        foreach (var file in files)
            aliases.UnionWith(file.GlobalAliases);
        var readings = ImmutableArray.CreateBuilder<object>(_markers.Count);
        for (var i = 0; i < _markers.Count; i++)
            readings.Add(_markers[i].Read(before?.Readings[i], changes, files, aliases, compilation, cancel));
        return _last = new Project(environment, files, readings.MoveToImmutable(), LacksEntry(compilation, files, cancel), compilation.Options.OutputKind is OutputKind.ConsoleApplication or OutputKind.WindowsApplication,
            before is not null && environment.Equals(before.Environment) ? before.Connectors : ConnectorReader.Of(compilation));
    }

    FileSummary[] Summaries(Compilation compilation, CancellationToken cancel)
    {
        var trees = (ImmutableArray<SyntaxTree>)compilation.SyntaxTrees;
        var files = new FileSummary[trees.Length];
        for (var i = 0; i < files.Length; i++)
        {
            if (!_summaries.TryGetValue(trees[i], out files[i]))
            {
                cancel.ThrowIfCancellationRequested();
                files[i] = _summaries.GetValue(trees[i], tree => Summarizer.Of(tree, cancel));
            }
        }

        return files;
    }

    ProjectEnvironment EnvironmentOf(Compilation compilation)
    {
        var references = compilation.ExternalReferences;
        var stamps = new object[references.Length];
        for (var i = 0; i < stamps.Length; i++)
            stamps[i] = _stamps.GetOrCreateValue(references[i]);
        return new ProjectEnvironment(compilation.Options, compilation.AssemblyName, stamps);
    }

    static bool HasSameCandidates(FileSummary[] before, FileSummary[] after)
    {
        if (before.Length != after.Length)
            return false;
        for (var i = 0; i < after.Length; i++)
        {
            if (before[i] == after[i])
                continue;
            if (before[i].Candidates.Count != after[i].Candidates.Count)
                return false;
            for (var c = 0; c < after[i].Candidates.Count; c++)
                if (before[i].Candidates[c].Key != after[i].Candidates[c].Key)
                    return false;
        }

        return true;
    }

    /// <summary>The compiler is asked only where there is something that could be the entry point.</summary>
    static bool LacksEntry(Compilation compilation, FileSummary[] files, CancellationToken cancel)
    {
        if (compilation.Options.OutputKind != OutputKind.ConsoleApplication)
            return false;
        if (compilation.Options.MainTypeName is not null)
            return compilation.GetEntryPoint(cancel) is null;
        foreach (var file in files)
            if (file.MayStart)
                return compilation.GetEntryPoint(cancel) is null;
        return true;
    }
}
