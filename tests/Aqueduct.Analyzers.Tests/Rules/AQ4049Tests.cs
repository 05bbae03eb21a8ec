namespace Aqueduct.Analyzers.Tests;

public class AQ4049Tests
{
    [Fact]
    public Task A_served_value_that_nobody_publishes_or_of_another_type_is_found() => Verify.Members("""
            public record Model(double Weight);
            [Endpoint("model", Internal = true)]
            public static partial void ServeModel(Model model);
            [Operator, Endpoint("a")]
            public static double A(double x, [Served({|AQ4049:"modl"|})] Model model) => x * model.Weight;
            [Operator, Endpoint("b")]
            public static double B(double x, [Served({|AQ4049:"model"|})] Row model) => x * model.Value;
            [Operator, Endpoint("c")]
            public static double C(double x, [Served({|AQ4049:"a"|})] double other) => x * other;
        """);

    [Fact]
    public Task A_value_that_is_published_passes() => Verify.Members("""
            [Endpoint("rows")]
            public static partial void ServeRows(Table<Row> rows);
            [Operator, Endpoint("a")]
            public static double A(int x, [Served("rows")] Table<Row> rows) => rows[x].Value;
        """);
}
