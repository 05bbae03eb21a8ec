namespace Aqueduct.Analyzers.Tests;

public class EndpointFixTests
{
    [Fact]
    public Task A_key_becomes_the_nearest_member() => Verify.Fix("""
            [Endpoint("a", Key = {|AQ4046:"id"|})]
            public static partial void A(Table<Row> rows);
        """, """
            [Endpoint("a", Key = "Id")]
            public static partial void A(Table<Row> rows);
        """, "AQ4046:replace:1");

    [Fact]
    public Task A_name_becomes_one_that_is_an_address() => Verify.Fix("""
            [Endpoint({|AQ4047:"Churn Rates"|})]
            public static partial void A(Table<Row> rows);
            [Endpoint({|AQ4047:"endpoints"|})]
            public static partial void B(Table<Row> rows);
        """, """
            [Endpoint("churn-rates")]
            public static partial void A(Table<Row> rows);
            [Endpoint("endpoints-table")]
            public static partial void B(Table<Row> rows);
        """, "AQ4047:replace:1");

    [Fact]
    public Task A_served_value_gets_the_nearest_name() => Verify.Fix("""
            [Endpoint("rows")]
            public static partial void ServeRows(Table<Row> rows);
            [Operator, Endpoint("a")]
            public static double A(int x, [Served({|AQ4049:"row"|})] Table<Row> rows) => rows[x].Value;
        """, """
            [Endpoint("rows")]
            public static partial void ServeRows(Table<Row> rows);
            [Operator, Endpoint("a")]
            public static double A(int x, [Served("rows")] Table<Row> rows) => rows[x].Value;
        """, "AQ4049:replace:1");
}
