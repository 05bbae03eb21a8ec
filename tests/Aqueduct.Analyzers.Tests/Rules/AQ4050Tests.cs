namespace Aqueduct.Analyzers.Tests;

public class AQ4050Tests
{
    [Fact]
    public Task The_second_endpoint_of_a_name_is_found() => Verify.Members("""
            [Endpoint("rows")]
            public static partial void A(Table<Row> rows);
            [Operator, Endpoint({|AQ4050:"rows"|})]
            public static double B(double x) => x;
        """);

    [Fact]
    public Task Endpoints_of_two_names_pass() => Verify.Members("""
            [Endpoint("rows")]
            public static partial void A(Table<Row> rows);
            [Endpoint("rows-2")]
            public static partial void B(Table<Row> rows);
        """);
}
