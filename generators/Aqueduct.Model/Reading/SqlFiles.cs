using System;
using System.Collections.Generic;
using Aqueduct.Model;

namespace Aqueduct.Reading;

/// <summary>The .sql files of a project, and which of them an attribute means.</summary>
/// <param name="Files">The files, by path.</param>
/// <param name="Project">Folder of the project; empty where it is not known.</param>
sealed record SqlFiles(EquatableArray<SqlFileModel> Files, string Project)
{
    /// <summary>The file named, looked for beside the source that names it and then in the project's folder; null where there is none.</summary>
    public SqlFileModel? Find(string? folder, string path)
    {
        var (beside, below) = (Join(folder ?? "", path), Join(Project, path));
        SqlFileModel? found = null;
        foreach (var file in Files)
            if (file.Path == beside)
                return file;
            else if (file.Path == below)
                found = file;
        return found;
    }

    /// <summary>The query with its file's text.</summary>
    public SqlMethodModel Resolve(SqlMethodModel query)
    {
        if (query.File is not { } path)
            return query;
        return Find(query.Folder, path) is { } file
            ? query with { Query = query.Query with { Value = file.Text }, Folder = null }
            : query with { IsMissing = true, Folder = null };
    }

    /// <summary>The workflow with the texts of its queries, which are part of its version.</summary>
    public ReadResult<WorkflowModel> Resolve(ReadResult<WorkflowModel> workflow) =>
        workflow.Model is { } model && Resolve(model.Nodes) is { } nodes ? workflow with { Model = model with { Nodes = nodes } } : workflow;

    /// <summary>The nodes with their queries; null where none has its query in a file.</summary>
    EquatableArray<NodeModel>? Resolve(EquatableArray<NodeModel> nodes)
    {
        List<NodeModel>? resolved = null;
        for (var i = 0; i < nodes.Count; i++)
        {
            var node = nodes[i];
            if (node.Map is { } map && Resolve(map.Nodes) is { } inner)
                node = node with { Map = map with { Nodes = inner } };
            else if (node is { Kind: NodeKind.Sql, Path: { } path })
                node = node with { Sql = Find(node.SqlFolder, path)?.Text, SqlFolder = null };
            else
                continue;
            resolved ??= [.. nodes.AsSpan()];
            resolved[i] = node;
        }

        return resolved?.ToEquatable();
    }

    /// <summary>Folder of a file.</summary>
    public static string FolderOf(string path) => Plain(path) is var plain && plain.LastIndexOf('/') is >= 0 and var end ? plain.Substring(0, end) : "";

    /// <summary>A path with / between folders and without . and ..; analyzers may not ask the file system.</summary>
    public static string Plain(string path)
    {
        var parts = new List<string>();
        foreach (var part in path.Replace('\\', '/').Split('/'))
            if (part == ".." && parts.Count > 0 && parts[parts.Count - 1] is not ("" or ".."))
                parts.RemoveAt(parts.Count - 1);
            else if (part != "." && !(part.Length == 0 && parts.Count > 0))
                parts.Add(part);
        return string.Join("/", parts);
    }

    static string Join(string folder, string path) => Plain(folder.Length == 0 || path.StartsWith("/", StringComparison.Ordinal) ? path : folder + "/" + path);
}
