namespace Aqueduct.Analyzers.Tests;

public class AQ4067Tests
{
    [Fact]
    public Task Names_that_nothing_bears_are_found() => OnnxTests.Check("""
            public record Likely(int Id, double Leaves);
            [Onnx("models/churn.onnx", Features = {|AQ4067:"Workflow, Rows, Users"|}, Outputs = "Leaves = probabilities[1]")]
            public static partial Table<Likely> A(Table<Customer> rows);
            [Onnx("models/churn.onnx", Outputs = {|AQ4067:"Leaves = probability[1]"|})]
            public static partial Table<Likely> B(Table<Customer> rows);
        """);

    [Fact]
    public Task What_is_no_pair_of_member_and_output_is_found() => OnnxTests.Check("""
            [Onnx("models/churn.onnx", Outputs = {|AQ4067:"Leave = probabilities[1]"|})]
            public static partial Table<Churn> C(Table<Customer> rows);
            [Onnx("models/churn.onnx", Outputs = {|AQ4067:"OutputLabel"|})]
            public static partial Table<Churn> D(Table<Customer> rows);
        """);

    [Fact]
    public Task Features_of_a_model_that_takes_no_vector_are_found() => OnnxTests.Check("""
            [Onnx("models/price.onnx", Features = {|AQ4067:"Rooms, City"|})]
            public static partial Table<Price> A(Table<Home> rows);
        """);

    [Fact]
    public Task Names_of_members_and_outputs_pass() => OnnxTests.Check("""
            public record Likely(int Id, double Leaves);
            [Onnx("models/churn.onnx", Features = "workflows, ROWS, Users", Outputs = "leaves = PROBABILITIES[1]")]
            public static partial Table<Likely> A(Table<Customer> rows);
        """);
}
