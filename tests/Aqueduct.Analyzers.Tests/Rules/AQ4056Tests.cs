namespace Aqueduct.Analyzers.Tests;

public class AQ4056Tests
{
    [Fact]
    public Task A_missing_model_is_found() => OnnxTests.Check("""
            [Onnx({|AQ4056:"models/chrun.onnx"|})]
            public static partial Table<Churn> Predict(Table<Customer> rows);
            [Onnx({|AQ4056:"price.onnx"|})]
            public static partial Table<Price> Value(Table<Home> rows);
        """);

    [Fact]
    public Task A_model_of_the_project_passes_alone_and_beside_the_attribute_of_operators() => OnnxTests.Check("""
            [Onnx("models/churn.onnx")]
            public static partial Table<Churn> Predict(Table<Customer> rows);
            [Operator(Cache = true, Memory = "2Gi"), Onnx("./models/price.onnx")]
            public static partial Table<Price> Value(Table<Home> rows, CancellationToken cancel);
            [Operator]
            public static Table<Customer> Customers() => Table<Customer>.Empty;
            [Check]
            public static bool Known(Table<Churn> churn) => churn.Count > 0;
            [Workflow("Scoring")]
            public static void Run() => Known(Predict(Customers()));
        """);
}
