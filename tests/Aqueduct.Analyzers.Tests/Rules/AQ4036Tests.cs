namespace Aqueduct.Analyzers.Tests;

public class AQ4036Tests
{
    const string Duck = """{ "resources": { "duck": { "type": "duckdb" }, "shop": { "type": "postgres", "connection": "${SHOP}" } } }""";

    [Fact]
    public Task A_table_for_another_database_is_found_at_its_type() => Verify.Members("""
            [Sql("demo", "SELECT id, value FROM rows")]
            public static partial Table<Row> A({|AQ4036:Table<Row>|} rows);
            [Sql("shop", "SELECT id, value FROM rows WHERE value > @least")]
            public static partial Table<Row> B({|AQ4036:Table<Row>|} rows, double least);
        """, Duck);

    [Fact]
    public Task Tables_for_DuckDB_pass() => Verify.Members("""
            [Sql("duck", "SELECT a.id, b.value FROM a JOIN \"b\" AS b USING (id) WHERE b.value > @least")]
            public static partial Task<Table<Row>> Read(Table<Row> a, Table<Row> b, double least, CancellationToken cancel = default);
        """, Duck);

    [Fact]
    public Task A_resource_of_a_type_that_nobody_knows_is_taken_at_its_word_only_where_it_says_duckdb() => Verify.Members("""
            [Sql({|AQ4001:"dack"|}, "SELECT id, value FROM rows")]
            public static partial Table<Row> Read(Table<Row> rows);
        """, Duck);

    [Fact]
    public Task Columns_of_the_tables_are_those_of_their_rows() => Verify.Members("""
            public record Sale(int CustId, [property: Column("total")] decimal Amount, DateOnly? SoldOn);
            public record Sum(int CustId, decimal Amount, DateOnly Last);
            [Sql("duck", "SELECT cust_id, SUM(total) AS amount, MAX(sold_on) AS last FROM sales WHERE sold_on IS NOT NULL GROUP BY cust_id")]
            public static partial Table<Sum> Right(Table<Sale> sales);
            [Sql("duck", "SELECT cust_id, {|AQ4011:amount|}, sold_on AS last FROM sales s WHERE s.{|AQ4011:custid|} > 1")]
            public static partial Table<Sum> Wrong(Table<Sale> sales);
        """, Duck);

    [Fact]
    public Task Types_and_nulls_of_the_tables_are_those_of_their_rows() => Verify.Members("""
            public record Sale(int Id, int? Age, string Name);
            public record Known(int Id, int Age);
            [Sql("duck", "SELECT id, {|AQ4014:age|} FROM sales")]
            public static partial Table<Known> A(Table<Sale> sales);
            [Sql("duck", "SELECT {|AQ4013:name|} AS id, age FROM sales WHERE age IS NOT NULL")]
            public static partial Table<Known> B(Table<Sale> sales);
        """, Duck);

    [Fact]
    public Task A_misspelt_table_is_found() => Verify.Members("""
            [Sql("duck", "SELECT id, value FROM {|AQ4010:custmers|} JOIN customers USING (id)")]
            public static partial Table<Row> A(Table<Row> customers);
        """, Duck);

    [Fact]
    public Task A_table_that_the_query_does_not_name_is_found() => Verify.Members("""
            [Sql("duck", "SELECT id, value FROM read_parquet('rows.parquet')")]
            public static partial Table<Row> A({|AQ4003:Table<Row>|} rows);
        """, Duck);
}
