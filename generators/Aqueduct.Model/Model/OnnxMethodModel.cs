namespace Aqueduct.Model;

/// <summary>A method marked [Onnx], by itself.</summary>
sealed record OnnxMethodModel
{
    public required MethodModel Method { get; init; }

    /// <summary>The model's file, as it is named.</summary>
    public required Given<string> Path { get; init; }

    /// <summary>Members that make up the vector of features, in order.</summary>
    public Given<string>? Features { get; init; }

    /// <summary>Which outputs the members of the result hold.</summary>
    public Given<string>? Outputs { get; init; }

    /// <summary>Folder of the source that names the file; null in another assembly.</summary>
    public string? Folder { get; init; }

    /// <summary>What the build read from the file; null until it is found, and where the project has no such file.</summary>
    public OnnxFileModel? File { get; init; }

    /// <summary>Members of the rows that it takes; null where it takes no table.</summary>
    public RowModel? Row { get; init; }

    /// <summary>Members of the rows that it gives.</summary>
    public RowModel? Result { get; init; }
}

/// <summary>A model's file of the project.</summary>
/// <param name="Path">Its path within the project, with /.</param>
/// <param name="Hash">SHA-256 of its bytes.</param>
/// <param name="Text">What it takes and gives, as lines.</param>
sealed record OnnxFileModel(string Path, string Hash, string Text);
