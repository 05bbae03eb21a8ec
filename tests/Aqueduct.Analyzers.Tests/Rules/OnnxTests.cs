namespace Aqueduct.Analyzers.Tests;

/// <summary>What the tests of models share: the attribute, which is in a package of its own, and the text that the build reads from the models.</summary>
static class OnnxTests
{
    const string Attribute = """
        namespace Aqueduct
        {
            [AttributeUsage(AttributeTargets.Method)]
            public sealed class OnnxAttribute(string path) : Attribute
            {
                public string Path => path;
                public string? Features { get; set; }
                public string? Outputs { get; set; }
            }
        }
        """;

    const string Models = """
        model 01 models/churn.onnx
        input float[?,3] X
        output long[?] output_label
        output map<long,float> output_probability
        output float[?,2] probabilities
        model 02 models/price.onnx
        input float[?,1] Rooms
        input string[?,1] City
        unused bool[?,1] Sold
        output float[?,1] Score.output
        model 03 models/image.onnx
        input float[?,3,8,8] pixels
        output float[?,1] Score
        model 04 models/half.onnx
        input float16[?,3] X
        output float[?] Score
        model 05 models/two.onnx
        input float[?,3] X
        input float[?,2] Z
        output float[?] Score

        """;

    const string Rows = """
        public record Customer(int Id, double Workflows, float Rows, int? Users);
        public record Churn(int Id, long OutputLabel);
        public record Home(int Id, double Rooms, string City);
        public record Price(int Id, double Score);
        """;

    static AqueductTest Test(string members)
    {
        var test = new AqueductTest("public static partial class Flow\n{\n" + members + "\n}\n");
        test.TestState.Sources.Add(Attribute);
        test.TestState.Sources.Add(Rows);
        test.TestState.AdditionalFiles.Add(("/0/obj/aqueduct.onnx.txt", Models));
        return test;
    }

    /// <summary>The analyzers report exactly what is marked.</summary>
    public static Task Check(string members) => Test(members).RunAsync();

    /// <summary>The fix of the rule turns the first into the second.</summary>
    public static Task Fix(string members, string @fixed, string key)
    {
        var test = Test(members);
        test.CodeActionEquivalenceKey = key;
        test.FixedState.AdditionalReferences.AddRange(AqueductTest.References);
        test.FixedState.AdditionalFiles.Add(("/0/obj/aqueduct.onnx.txt", Models));
        test.FixedState.Sources.Add("public static partial class Flow\n{\n" + @fixed + "\n}\n");
        test.FixedState.Sources.Add(AqueductTest.Given);
        test.FixedState.Sources.Add(Attribute);
        test.FixedState.Sources.Add(Rows);
        return test.RunAsync();
    }

    /// <summary>What the first report says.</summary>
    public static async Task<string> Message(string members) => (await Assert.ThrowsAnyAsync<Exception>(() => Check(members))).Message;
}
