namespace Aqueduct.Analyzers.Tests;

public class AQ4058Tests
{
    [Fact]
    public Task Inputs_that_the_rows_do_not_fill_are_found() => OnnxTests.Check("""
            public record Bare(int Id, double Rooms);
            public record Wrong(int Id, decimal Rooms, string City);
            public record Missing(int Id, double Rooms, int? City);
            public record Few(int Id, double Workflows);
            [Onnx({|AQ4058:"models/price.onnx"|})]
            public static partial Table<Price> A(Table<Bare> rows);
            [Onnx({|AQ4058:"models/price.onnx"|})]
            public static partial Table<Price> B(Table<Wrong> rows);
            [Onnx({|AQ4058:"models/price.onnx"|})]
            public static partial Table<Price> C(Table<Missing> rows);
            [Onnx({|AQ4058:"models/churn.onnx"|})]
            public static partial Table<Churn> D(Table<Few> rows);
            [Onnx("models/churn.onnx", Features = {|AQ4058:"Workflows, Rows"|})]
            public static partial Table<Churn> E(Table<Customer> rows);
        """);

    [Fact]
    public async Task The_message_says_what_was_found_and_what_is_expected()
    {
        var message = await OnnxTests.Message("""
                public record Few(int Id, double Workflows, double Rows);
                [Onnx("models/churn.onnx")]
                public static partial Table<Churn> Predict(Table<Few> rows);
            """);
        Assert.Contains("The rows of 'Predict' do not fit the model: it gives 2 values for the input 'X' of type float[?,3] (Workflows, Rows). It takes 3 values. Members that the result carries on are no features", message, StringComparison.Ordinal);
    }

    [Fact]
    public Task Columns_by_name_by_attribute_and_in_their_order_pass() => OnnxTests.Check("""
            public record Called([property: Column("Rooms")] int Count, string CITY);
            public record Value(double Score);
            [Onnx("models/price.onnx")]
            public static partial Table<Value> A(Table<Called> rows);
            [Onnx("models/churn.onnx")]
            public static partial Table<Churn> B(Table<Customer> rows);
            [Onnx("models/churn.onnx", Features = "Id, Rows, Workflows")]
            public static partial Table<Churn> C(Table<Customer> rows);
        """);
}
