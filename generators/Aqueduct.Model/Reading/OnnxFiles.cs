using System;
using System.Collections.Generic;
using System.Text;
using Aqueduct.Model;
using Aqueduct.OnnxModels;

namespace Aqueduct.Reading;

/// <summary>The models of a project, and which of them an attribute means.</summary>
/// <param name="Files">The models, by path.</param>
/// <param name="Project">Folder of the project; empty where it is not known.</param>
sealed record OnnxFiles(EquatableArray<OnnxFileModel> Files, string Project)
{
    /// <summary>The name of the file in obj that the build writes.</summary>
    public const string Name = "aqueduct.onnx.txt";

    public static OnnxFiles None { get; } = new([], "");

    public static OnnxFiles Parse(string text, string project)
    {
        var files = new List<OnnxFileModel>();
        foreach (var model in OnnxSignature.Parse(text))
        {
            var lines = new StringBuilder();
            model.Write(lines);
            files.Add(new OnnxFileModel(model.Path, model.Hash, lines.ToString()));
        }

        files.Sort(static (a, b) => string.CompareOrdinal(a.Path, b.Path));
        return new OnnxFiles(files.ToEquatable(), SqlFiles.Plain(project).TrimEnd('/'));
    }

    /// <summary>The model named, looked for beside the source that names it and then in the project's folder; null where there is none.</summary>
    public OnnxFileModel? Find(string? folder, string path)
    {
        var plain = SqlFiles.Plain(path);
        var beside = folder is not null && folder.StartsWith(Project + "/", StringComparison.Ordinal) ? SqlFiles.Plain(folder.Substring(Project.Length + 1) + "/" + plain) : plain;
        OnnxFileModel? found = null;
        foreach (var file in Files)
            if (file.Path == beside)
                return file;
            else if (file.Path == plain)
                found = file;
        return found;
    }

    public OnnxMethodModel Resolve(OnnxMethodModel method) => method with { File = Find(method.Folder, method.Path.Value), Folder = null };

    /// <summary>The workflow with the hashes of its models, which are part of its version.</summary>
    public ReadResult<WorkflowModel> Resolve(ReadResult<WorkflowModel> workflow) =>
        workflow.Model is { } model && Resolve(model.Nodes) is { } nodes ? workflow with { Model = model with { Nodes = nodes } } : workflow;

    EquatableArray<NodeModel>? Resolve(EquatableArray<NodeModel> nodes)
    {
        List<NodeModel>? resolved = null;
        for (var i = 0; i < nodes.Count; i++)
        {
            var node = nodes[i];
            if (node.Map is { } map && Resolve(map.Nodes) is { } inner)
                node = node with { Map = map with { Nodes = inner } };
            else if (node.Onnx is { } path)
                node = node with { Onnx = Find(node.OnnxFolder, path) is { } file ? $"{file.Path} {file.Hash}" : path, OnnxFolder = null };
            else
                continue;
            resolved ??= [.. nodes.AsSpan()];
            resolved[i] = node;
        }

        return resolved?.ToEquatable();
    }
}
