using System.Runtime.CompilerServices;
using Aqueduct.Artifacts;
using Aqueduct.Artifacts.Models;

namespace Aqueduct.Models.Tests;

/// <summary>What the build reads from models of several makers.</summary>
public sealed class SignatureTests : IDisposable
{
    static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Models");

    readonly string _scratch = Directory.CreateTempSubdirectory("aqueduct-models-").FullName;

    public void Dispose() => Directory.Delete(_scratch, recursive: true);

    static string Read(params string[] names) => ModelSignatures.Read(names.Select(n => (Path.Combine(Folder, n), "Models/" + n)), default);

    static string[] Lines(string name) => Read(name).TrimEnd('\n').Split('\n')[1..];

    [Fact]
    public void The_text_that_these_tests_are_compiled_with_is_that_of_the_models()
    {
        var text = Read([.. Directory.EnumerateFiles(Folder, "*.onnx").Select(f => Path.GetFileName(f))]);
        if (Environment.GetEnvironmentVariable("AQUEDUCT_SNAPSHOTS") == "write")
            File.WriteAllText(Path.Combine(Path.GetDirectoryName(Here())!, "aqueduct.onnx.txt"), text);
        Assert.Equal(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "aqueduct.onnx.txt")), text);
    }

    [Fact]
    public void Models_of_ML_NET_take_a_column_for_each_member_and_the_label_that_nothing_reads() => Assert.Equal(
        ["input float[?,1] Workflows", "input float[?,1] Rows", "input float[?,1] Users", "input string[?,1] City", "unused bool[?,1] Churned", "output bool[?,1] PredictedLabel.output", "output float[?,1] Score.output", "output float[?,1] Probability.output"],
        Lines("mlnet.onnx"));

    [Fact]
    public void Classifiers_as_skl2onnx_writes_them_give_a_map_for_each_row() => Assert.Equal(["input float[?,2] X", "output long[?] output_label", "output map<long,float> output_probability"], Lines("zipmap.onnx"));

    [Fact]
    public void Constants_among_the_inputs_are_no_inputs() => Assert.Equal(["input double[?] a", "input double[?] b", "output double[?] sum"], Lines("regression.onnx"));

    [Fact]
    public void The_order_of_files_changes_nothing() => Assert.Equal(Read("fixed.onnx", "words.onnx"), Read("words.onnx", "fixed.onnx"));

    [Theory]
    [InlineData("")]
    [InlineData("version https://git-lfs.github.com/spec/v1\noid sha256:abc\nsize 12345\n")]
    [InlineData("\u0008\u0008")]
    public void A_file_that_is_no_model_is_an_error_with_its_name(string text)
    {
        var file = Path.Combine(_scratch, "churn.onnx");
        File.WriteAllText(file, text);
        var error = Assert.Throws<ArtifactException>(() => ModelSignatures.Read([(file, "models/churn.onnx")], default));
        Assert.Equal(("AQ9030", file), (error.Code, error.File));
        Assert.Contains("'models/churn.onnx' is no ONNX model", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Half_a_model_is_an_error_wherever_it_is_cut()
    {
        var bytes = File.ReadAllBytes(Path.Combine(Folder, "zipmap.onnx"));
        var file = Path.Combine(_scratch, "half.onnx");
        // The last bytes are the version of the operators, behind the graph.
        for (var length = 0; length < bytes.Length - 40; length++)
        {
            File.WriteAllBytes(file, bytes[..length]);
            Assert.Equal("AQ9030", Assert.Throws<ArtifactException>(() => ModelSignatures.Read([(file, "half.onnx")], default)).Code);
        }
    }

    [Fact]
    public void Weights_in_a_file_beside_the_model_are_refused()
    {
        // ModelProto { graph = 7 { initializer = 5 { name = 8 "w", data_location = 14: external } } }
        var file = Path.Combine(_scratch, "large.onnx");
        File.WriteAllBytes(file, [0x3A, 0x07, 0x2A, 0x05, 0x42, 0x01, (byte)'w', 0x70, 0x01]);
        var error = Assert.Throws<ArtifactException>(() => ModelSignatures.Read([(file, "large.onnx")], default));
        Assert.Equal("AQ9031", error.Code);
    }

    static string Here([CallerFilePath] string path = "") => path;
}
