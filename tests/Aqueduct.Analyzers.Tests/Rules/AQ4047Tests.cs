namespace Aqueduct.Analyzers.Tests;

public class AQ4047Tests
{
    [Fact]
    public Task Names_that_are_no_part_of_an_address_are_found() => Verify.Members("""
            [Endpoint({|AQ4047:"Churn Rates"|})]
            public static partial void A(Table<Row> rows);
            [Endpoint({|AQ4047:""|})]
            public static partial void B(Table<Row> rows);
            [Endpoint({|AQ4047:"a/b"|})]
            public static partial void C(Table<Row> rows);
            [Endpoint({|AQ4047:"healthz"|})]
            public static partial void D(Table<Row> rows);
        """);

    [Fact]
    public Task Small_letters_digits_and_hyphens_pass() => Verify.Members("""
            [Endpoint("churn-2")]
            public static partial void A(Table<Row> rows);
        """);
}
