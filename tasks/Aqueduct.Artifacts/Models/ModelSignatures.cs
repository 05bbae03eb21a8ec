using System.Security.Cryptography;
using System.Text;
using Aqueduct.OnnxModels;

namespace Aqueduct.Artifacts.Models;

/// <summary>What the models of a project take and give, as the text that the compiler reads: compilers hand texts to analyzers, and no bytes.</summary>
public static class ModelSignatures
{
    /// <summary>Reads the models.</summary>
    /// <param name="files">Full paths, and the paths within the project by which attributes name them.</param>
    /// <param name="cancel">Ends the reading between two models.</param>
    /// <returns>The same text for the same models, in whatever order they come.</returns>
    /// <exception cref="ArtifactException">A file is no ONNX model (AQ9030), or has its weights beside it (AQ9031).</exception>
    public static string Read(IEnumerable<(string File, string Path)> files, CancellationToken cancel)
    {
        var text = new StringBuilder();
        foreach (var (file, path) in files.Select(f => (f.File, Path: f.Path.Replace('\\', '/'))).OrderBy(f => f.Path, StringComparer.Ordinal))
        {
            cancel.ThrowIfCancellationRequested();
            Read(file, path).Write(text);
        }

        return text.ToString();
    }

    static OnnxSignature Read(string file, string path)
    {
        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ArtifactException("AQ9030", $"The model '{path}' cannot be read: {e.Message.TrimEnd('.')}.", e) { File = file };
        }

        try
        {
            return OnnxFile.Read(bytes, path, Convert.ToHexStringLower(SHA256.HashData(bytes)));
        }
        catch (ExternalWeightsException e)
        {
            throw new ArtifactException("AQ9031", $"The model '{path}' {e.Message}", e) { File = file };
        }
        catch (FormatException e)
        {
            throw new ArtifactException("AQ9030", $"The file '{path}' {e.Message}. Save the model again, fetch the file where it is a pointer of Git LFS, or leave models out with AqueductIncludeOnnxFiles=false.", e) { File = file };
        }
    }
}
