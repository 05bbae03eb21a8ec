namespace Aqueduct.Analyzers.Tests;

public class OnnxFixTests
{
    [Fact]
    public Task A_path_gets_the_model_that_was_meant() => OnnxTests.Fix("""
            [Onnx({|AQ4056:"models/chrun.onnx"|})]
            public static partial Table<Churn> Predict(Table<Customer> rows);
            [Onnx({|AQ4056:"price.onnx"|})]
            public static partial Table<Price> Value(Table<Home> rows);
        """, """
            [Onnx("models/churn.onnx")]
            public static partial Table<Churn> Predict(Table<Customer> rows);
            [Onnx("models/price.onnx")]
            public static partial Table<Price> Value(Table<Home> rows);
        """, "AQ4056:replace:1");

    [Fact]
    public Task A_name_becomes_the_one_that_was_meant() => OnnxTests.Fix("""
            public record Likely(int Id, double Leaves);
            [Onnx("models/churn.onnx", Features = {|AQ4067:"Workflow, Rows, Users"|}, Outputs = "Leaves = probabilities[1]")]
            public static partial Table<Likely> A(Table<Customer> rows);
            [Onnx("models/churn.onnx", Outputs = {|AQ4067:"Leaves = probability[1]"|})]
            public static partial Table<Likely> B(Table<Customer> rows);
        """, """
            public record Likely(int Id, double Leaves);
            [Onnx("models/churn.onnx", Features = "Workflows, Rows, Users", Outputs = "Leaves = probabilities[1]")]
            public static partial Table<Likely> A(Table<Customer> rows);
            [Onnx("models/churn.onnx", Outputs = "Leaves = probabilities[1]")]
            public static partial Table<Likely> B(Table<Customer> rows);
        """, "AQ4067:replace:1");
}
