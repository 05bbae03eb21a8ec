namespace Aqueduct.Analyzers.Tests;

public class AQ4057Tests
{
    [Fact]
    public Task Signatures_that_no_model_has_are_found() => OnnxTests.Check("""
            [Onnx("models/churn.onnx")]
            public static partial {|AQ4057:double|} A(Table<Customer> rows);
            [Onnx("models/churn.onnx")]
            public static partial {|AQ4057:Task<Table<Churn>>|} B(Table<Customer> rows);
            [Onnx("models/churn.onnx")]
            public static partial Table<Churn> {|AQ4057:C|}();
            [Onnx("models/churn.onnx")]
            public static partial Table<Churn> {|AQ4057:D|}(Table<Customer> rows, double threshold);
            [Onnx("models/churn.onnx")]
            public static partial Table<Churn> E({|AQ4057:double|} x);
        """);

    [Fact]
    public Task Models_that_take_no_rows_are_found() => OnnxTests.Check("""
            [Onnx({|AQ4057:"models/image.onnx"|})]
            public static partial Table<Price> A(Table<Home> rows);
            [Onnx({|AQ4057:"models/half.onnx"|})]
            public static partial Table<Price> B(Table<Home> rows);
            [Onnx({|AQ4057:"models/two.onnx"|})]
            public static partial Table<Price> C(Table<Customer> rows);
        """);

    [Fact]
    public Task A_table_and_a_token_pass() => OnnxTests.Check("""
            [Onnx("models/price.onnx")]
            public static partial Table<Price> A(Table<Home> rows, CancellationToken cancel = default);
        """);
}
