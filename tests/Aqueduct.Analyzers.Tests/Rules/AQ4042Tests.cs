namespace Aqueduct.Analyzers.Tests;

public class AQ4042Tests
{
    const string Resources = """{ "resources": { "shop": { "type": "mongodb", "connection": "${SHOP}" }, "lake": { "type": "odbc", "connection": "${LAKE}" } } }""";

    [Fact]
    public Task What_is_no_query_or_does_more_than_read_is_found() => Verify.Members(""""
            [Sql("shop", """{ "find": "orders", {|AQ4042:"fliter"|}: { } }""")]
            public static partial Table<Row> A();
            [Sql("shop", """{ "find": "orders", "filter": {|AQ4042:[]|} }""")]
            public static partial Table<Row> B();
            [Sql("shop", """{ "aggregate": "orders", "pipeline": [{ {|AQ4042:"$out"|}: "stolen" }] }""")]
            public static partial Table<Row> C();
            [Sql("shop", """{ "find": {|AQ4042:"@name"|} }""")]
            public static partial Table<Row> D(string name);
            [Sql("shop", """{|AQ4042:{ "drop": "orders" }|}""")]
            public static partial Table<Row> E();
        """", Resources);

    [Fact]
    public Task Parameters_are_looked_for_as_in_SQL() => Verify.Members(""""
            [Sql("shop", """{ "find": "orders", "filter": { "city": {|AQ4002:"@ciyt"|} } }""")]
            public static partial Table<Row> A({|AQ4003:string|} city);
        """", Resources);

    [Fact]
    public Task Finds_and_aggregates_with_parameters_as_values_pass() => Verify.Members(""""
            [Sql("shop", """{ "find": "orders", "filter": { "city": "@city", "mail": "a@b.example", "from": "@city" }, "limit": "@most" }""")]
            public static partial Table<Row> A(string city, int most);
            [Sql("shop", """{ "aggregate": "orders", "pipeline": [{ "$match": { "at": { "$gte": "@since" } } }, { "$sort": { "at": 1 } }] }""")]
            public static partial Table<Row> B(DateTime since);
        """", Resources);

    [Fact]
    public Task An_upsert_by_an_ODBC_driver_is_found() => Verify.Members("""
            [Save("lake", "rows", {|AQ4034:SaveMode.Upsert|}, Key = "id")]
            public static partial void A(Table<Row> rows);
            [Save("shop", "rows", SaveMode.Upsert, Key = "id")]
            public static partial void B(Table<Row> rows);
        """, Resources);
}
