using System.Security.Cryptography;
using Aqueduct.OnnxModels;
using Microsoft.ML.OnnxRuntime;

namespace Aqueduct;

/// <summary>An ONNX model as an artifact: its bytes, stored as they are, and one session of the runtime that all operators of the process share.</summary>
[Codec(typeof(OnnxModelCodec))]
public sealed class OnnxModel
{
    readonly Lazy<InferenceSession> _session;
    readonly OnnxSignature _signature;
    readonly byte[] _bytes;

    OnnxModel(byte[] bytes)
    {
        _bytes = bytes;
        try
        {
            _signature = OnnxFile.Read(bytes, "", Convert.ToHexStringLower(SHA256.HashData(bytes)));
        }
        catch (Exception e) when (e is FormatException or ExternalWeightsException)
        {
            throw new InvalidDataException($"The model {e.Message}.", e);
        }

        _session = new(() => Sessions.Open(bytes, "The model"));
    }

    /// <summary>The bytes of the .onnx file.</summary>
    public ReadOnlyMemory<byte> Bytes => _bytes;

    /// <summary>A model of the bytes of an .onnx file.</summary>
    /// <exception cref="InvalidDataException">They are no ONNX model, or one whose weights are in another file.</exception>
    public static OnnxModel Of(ReadOnlySpan<byte> bytes) => new(bytes.ToArray());

    /// <summary>Calls the model with rows, some thousands at a time.</summary>
    /// <typeparam name="TRow">Type of the rows; members fill inputs as <see cref="OnnxAttribute"/> says.</typeparam>
    /// <typeparam name="TResult">Type of the results.</typeparam>
    /// <param name="rows">The rows.</param>
    /// <param name="features">Members that make up the vector of features, in order, separated by commas; null for all that are left.</param>
    /// <param name="outputs">What members of the result hold where names do not say it: <c>Churn = probabilities[1]</c>.</param>
    /// <param name="cancel">Ends it between two batches.</param>
    /// <returns>A result for each row, in the same order.</returns>
    /// <exception cref="InvalidOperationException">Rows, model and results do not fit; the message names what does not.</exception>
    /// <exception cref="InvalidDataException">The model refuses a row, which the message names, or gives what its member does not take.</exception>
    public Table<TResult> Predict<TRow, TResult>(Table<TRow> rows, string? features = null, string? outputs = null, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return new Prediction<TRow, TResult>("The model", _session.Value, _signature, new(features, outputs)).Run(rows, cancel);
    }
}

/// <summary>Stores an ONNX model as the bytes of its file.</summary>
public sealed class OnnxModelCodec : IArtifactCodec<OnnxModel>
{
    /// <inheritdoc/>
    public string MediaType => "application/onnx";

    /// <inheritdoc/>
    public ValueTask WriteAsync(OnnxModel value, Stream stream, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(value);
        ArgumentNullException.ThrowIfNull(stream);
        return stream.WriteAsync(value.Bytes, cancel);
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidDataException">The bytes are no ONNX model.</exception>
    public async ValueTask<OnnxModel> ReadAsync(Stream stream, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(stream);
        using var copy = new MemoryStream();
        await stream.CopyToAsync(copy, cancel).ConfigureAwait(false);
        return OnnxModel.Of(copy.GetBuffer().AsSpan(0, (int)copy.Length));
    }
}
