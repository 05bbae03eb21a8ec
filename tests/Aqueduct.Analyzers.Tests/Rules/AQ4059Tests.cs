namespace Aqueduct.Analyzers.Tests;

public class AQ4059Tests
{
    [Fact]
    public Task Members_that_the_model_does_not_give_are_found() => OnnxTests.Check("""
            public record Other(int Id, double Cost);
            public record Narrow(int Id, bool Score);
            public record Changed(long Id, double Score);
            public record Likely(int Id, double Probabilities);
            [Onnx({|AQ4059:"models/price.onnx"|})]
            public static partial Table<Other> A(Table<Home> rows);
            [Onnx({|AQ4059:"models/price.onnx"|})]
            public static partial Table<Narrow> B(Table<Home> rows);
            [Onnx({|AQ4059:"models/price.onnx"|})]
            public static partial Table<Changed> C(Table<Home> rows);
            [Onnx({|AQ4059:"models/churn.onnx"|})]
            public static partial Table<Likely> D(Table<Customer> rows);
            [Onnx("models/churn.onnx", Outputs = {|AQ4059:"Probabilities = probabilities[2]"|})]
            public static partial Table<Likely> E(Table<Customer> rows);
            [Onnx("models/churn.onnx", Outputs = {|AQ4059:"Probabilities = output_probability[yes]"|})]
            public static partial Table<Likely> F(Table<Customer> rows);
        """);

    [Fact]
    public Task Outputs_by_name_by_place_and_what_is_carried_on_pass() => OnnxTests.Check("""
            public record Likely(int Id, int Label, double Stays, double? Leaves, float Rows);
            public record Named([property: Column("score")] double Value, string City);
            [Onnx("models/churn.onnx", Features = "Workflows, Rows, Users", Outputs = "Label = output_label, Stays = probabilities[0], Leaves = output_probability[1]")]
            public static partial Table<Likely> A(Table<Customer> rows);
            [Onnx("models/price.onnx")]
            public static partial Table<Named> B(Table<Home> rows);
        """);
}
