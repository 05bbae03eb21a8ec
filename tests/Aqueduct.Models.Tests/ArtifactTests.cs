using System.IO.Compression;

namespace Aqueduct.Models.Tests;

/// <summary>Models as bytes and back.</summary>
public sealed class ArtifactTests
{
    static readonly Table<Example> Examples = Training.Examples(500, 1);

    static async Task<byte[]> BytesAsync<T>(IArtifactCodec<T> codec, T value)
    {
        using var stream = new MemoryStream();
        await codec.WriteAsync(value, stream, default);
        return stream.ToArray();
    }

    static async Task<T> ReadAsync<T>(IArtifactCodec<T> codec, byte[] bytes)
    {
        using var stream = new MemoryStream(bytes);
        return await codec.ReadAsync(stream, default);
    }

    [Fact]
    public async Task A_model_of_ML_NET_judges_the_same_after_it_was_stored()
    {
        var model = Training.Train(Examples);
        var again = await ReadAsync(new MlModelCodec(), await BytesAsync(new MlModelCodec(), model));
        Assert.Equal(Training.Judge(model, Examples).ToArray(), Training.Judge(again, Examples).ToArray());
        Assert.Equal(["Id", "A", "B", "Label"], again.Input.Select(c => c.Name));
    }

    [Fact]
    public async Task The_bytes_say_nothing_of_when_and_where_they_were_made()
    {
        var bytes = await BytesAsync(new MlModelCodec(), Training.Train(Examples));
        using var zip = new ZipArchive(new MemoryStream(bytes));
        Assert.All(zip.Entries, e => Assert.Equal((new DateTime(1980, 1, 1), 0, e.Length), (e.LastWriteTime.DateTime, e.ExternalAttributes, e.CompressedLength)));
        Assert.Equal(zip.Entries.Select(e => e.FullName).Order(StringComparer.Ordinal), zip.Entries.Select(e => e.FullName));
        // Each header of the directory: PK\1\2, the version, and behind it the system, 0.
        var headers = Enumerable.Range(0, bytes.Length - 6).Where(i => bytes.AsSpan(i, 4).SequenceEqual("PK\u0001\u0002"u8)).ToArray();
        Assert.Equal(zip.Entries.Count, headers.Length);
        Assert.All(headers, h => Assert.Equal(0, bytes[h + 5]));
        Assert.Equal(bytes, await BytesAsync(new MlModelCodec(), Training.Train(Examples)));
        Assert.Equal(bytes, await BytesAsync(new MlModelCodec(), await ReadAsync(new MlModelCodec(), bytes)));
    }

    [Fact]
    public async Task A_model_of_ML_NET_as_ONNX_judges_alike_and_is_stored_as_its_bytes()
    {
        var model = Training.Train(Examples);
        var onnx = Training.Convert(model, Examples);
        var stored = await BytesAsync(new OnnxModelCodec(), onnx);
        Assert.Equal(onnx.Bytes.ToArray(), stored);
        var (one, two) = (Training.Judge(model, Examples), Training.JudgeFast(await ReadAsync(new OnnxModelCodec(), stored), Examples));
        Assert.Equal(one.Select(j => (j.Id, j.PredictedLabel)), two.Select(j => (j.Id, j.PredictedLabel)));
        Assert.All(one.Zip(two), p => Assert.Equal(p.First.Probability, p.Second.Probability, 1e-5f));
    }

    [Fact]
    public async Task Bytes_that_are_no_model_are_refused()
    {
        await Assert.ThrowsAsync<InvalidDataException>(() => ReadAsync(new MlModelCodec(), [1, 2, 3]));
        Assert.StartsWith("The model is no ONNX model", (await Assert.ThrowsAsync<InvalidDataException>(() => ReadAsync(new OnnxModelCodec(), [1, 2, 3]))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_that_do_not_fit_are_refused_with_what_the_model_takes()
    {
        var error = Assert.Throws<InvalidOperationException>(() => Training.Train(Examples).Predict<Judgement, Judgement>(Training.Judge(Training.Train(Examples), Examples)));
        Assert.Contains("The model was fitted to Id (Int32), A (Single), B (Single), Label (Boolean); the rows have Id (Int32), PredictedLabel (Boolean), Probability (Single)", error.Message, StringComparison.Ordinal);
        var onnx = Assert.Throws<InvalidOperationException>(() => Training.Convert(Training.Train(Examples), Examples).Predict<Judgement, Judgement>(Training.Judge(Training.Train(Examples), Examples)));
        Assert.Contains("has no member for the input 'A' of type float[?,1]", onnx.Message, StringComparison.Ordinal);
    }
}
