using System.Collections.Concurrent;
using System.Security.Cryptography;
using Aqueduct.OnnxModels;
using Microsoft.ML.OnnxRuntime;

namespace Aqueduct.Runtime;

/// <summary>What the generated bodies of partial methods marked [Onnx] call.</summary>
public static class OnnxCalls
{
    static readonly ConcurrentDictionary<(string Path, string Hash), Lazy<(InferenceSession Session, OnnxSignature Signature)>> Models = [];

    /// <summary>Calls a model with rows.</summary>
    /// <param name="path">The model's path within the project, and beside the program.</param>
    /// <param name="hash">SHA-256 of the bytes that the compiler checked the rows against.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="features">Members that make up the vector of features.</param>
    /// <param name="outputs">What members of the result hold.</param>
    /// <param name="cancel">Ends it between two batches.</param>
    /// <exception cref="InvalidDataException">The file is not there or another one than the compiler saw, or the model refuses a row.</exception>
    public static Table<TResult> Predict<TRow, TResult>(string path, string hash, Table<TRow> rows, string? features, string? outputs, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var (session, signature) = Models.GetOrAdd((path, hash), static key => new(() => Load(key.Path, key.Hash))).Value;
        return new Prediction<TRow, TResult>($"The model '{path}'", session, signature, new(features, outputs)).Run(rows, cancel);
    }

    static (InferenceSession, OnnxSignature) Load(string path, string hash)
    {
        var file = Path.Combine(AppContext.BaseDirectory, path);
        if (!File.Exists(file))
            throw new InvalidDataException($"The model '{path}' is not beside the program, in '{AppContext.BaseDirectory}'. The build and 'dotnet publish' put it there; copy the whole folder.");
        var bytes = File.ReadAllBytes(file);
        var found = Convert.ToHexStringLower(SHA256.HashData(bytes));
        if (found != hash)
            throw new InvalidDataException($"The model '{path}' beside the program is another one than the program was built with: its SHA-256 begins with {found[..12]}, expected was {hash[..12]}. Build the program again with the model, so that its version says which model it runs.");
        return (Sessions.Open(bytes, $"The model '{path}'"), OnnxFile.Read(bytes, path, hash));
    }
}
