namespace Aqueduct;

/// <summary>Makes a partial method an operator that calls an ONNX model: <c>[Onnx("models/churn.onnx")] public static partial Table&lt;Score&gt; Predict(Table&lt;Features&gt; rows);</c></summary>
/// <remarks>
/// While you type, the compiler checks the row types against the model's inputs and outputs. An input is filled by the member of its name, ignoring case and underscores, or by that with its name in [Column]; a vector by the members that
/// are left, in their order. A member of the result holds the output of its name, or what the row's member of its name and type holds. Beside <c>[Operator]</c> it says where the body comes from, and that attribute how the operator runs.
/// The model's bytes are part of the operator's version.
/// </remarks>
/// <param name="path">The .onnx file, relative to the source file that names it, or to the project.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OnnxAttribute(string path) : Attribute
{
    /// <summary>The .onnx file.</summary>
    public string Path { get; } = path;

    /// <summary>Members of the rows in the order of the vector that the model takes, separated by commas; without it all that fill no other input and are not carried on to the result.</summary>
    public string? Features { get; set; }

    /// <summary>What members of the result hold where names do not say it: <c>Churn = probabilities[1], Label = output_label</c>. In brackets stands the position in a row's vector, from 0, or a key of its map.</summary>
    public string? Outputs { get; set; }
}
