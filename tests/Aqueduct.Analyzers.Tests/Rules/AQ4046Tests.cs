namespace Aqueduct.Analyzers.Tests;

public class AQ4046Tests
{
    [Fact]
    public Task A_key_that_is_no_member_or_may_be_null_or_stands_in_no_address_is_found() => Verify.Members("""
            public record Wide(int Id, string? Name, double Value, byte[] Picture);
            [Endpoint("a", Key = {|AQ4046:"Idd"|})]
            public static partial void A(Table<Wide> rows);
            [Endpoint("b", Key = {|AQ4046:"Name"|})]
            public static partial void B(Table<Wide> rows);
            [Endpoint("c", Key = {|AQ4046:"Value"|})]
            public static partial void C(Table<Wide> rows);
            [Endpoint("d", Key = {|AQ4046:"Picture"|})]
            public static partial void D(Table<Wide> rows);
            [Endpoint("e", Key = {|AQ4046:"Id"|})]
            public static partial void E(double value);
        """);

    [Fact]
    public Task Keys_that_are_scalars_of_every_row_pass() => Verify.Members("""
            public enum Kind { A, B }
            public record Wide(int Id, string Name, Guid Code, DateOnly Day, Kind Kind);
            [Endpoint("a", Key = "Id")]
            public static partial void A(Table<Wide> rows);
            [Endpoint("b", Key = "Name")]
            public static partial void B(Table<Wide> rows);
            [Endpoint("c", Key = nameof(Wide.Code))]
            public static partial Task C(Table<Wide> rows);
            [Endpoint("d", Key = "Kind")]
            public static partial void D(Table<Wide> rows);
            [Endpoint("e")]
            public static partial void E(Table<Wide> rows);
        """);

    [Fact]
    public Task The_message_names_the_row_type_and_the_nearest_member() => Verify.Message("""
            [Endpoint("rows", Key = {|#0:"id"|})]
            public static partial void A(Table<Row> rows);
        """, "AQ4046", "rows", "id", "which 'Row' does not have", "Did you mean 'Id'? ");
}
