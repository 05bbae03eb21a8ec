namespace Aqueduct.Analyzers.Tests;

public class QueryFixTests
{
    [Fact]
    public Task Columns_get_the_nearest_name_inside_the_query() => Verify.Fix("""
            public record Pair(int CustId, int NUsers);
            [Sql("demo", "SELECT cust_id, n_users FROM customers WHERE {|AQ4011:n_user|} > 1")]
            public static partial Table<Pair> A();

            [Sql("demo", @"SELECT c.cust_id, c.n_users FROM customers c WHERE c.{|AQ4011:nrows|} > 1")]
            public static partial Table<Pair> B();
        """, """
            public record Pair(int CustId, int NUsers);
            [Sql("demo", "SELECT cust_id, n_users FROM customers WHERE n_users > 1")]
            public static partial Table<Pair> A();

            [Sql("demo", @"SELECT c.cust_id, c.n_users FROM customers c WHERE c.n_rows > 1")]
            public static partial Table<Pair> B();
        """, "AQ4011:inside");

    [Fact]
    public Task Tables_get_the_nearest_name_inside_the_query() => Verify.Fix("""
            public record Pair(int CustId, int NUsers);
            [Sql("demo", "SELECT cust_id, n_users FROM {|AQ4010:customer|}")]
            public static partial Table<Pair> A();

            [Sql("demo", "SELECT cust_id, n_users FROM {|AQ4010:costumers|} WHERE n_rows > 1")]
            public static partial Table<Pair> B();
        """, """
            public record Pair(int CustId, int NUsers);
            [Sql("demo", "SELECT cust_id, n_users FROM customers")]
            public static partial Table<Pair> A();

            [Sql("demo", "SELECT cust_id, n_users FROM customers WHERE n_rows > 1")]
            public static partial Table<Pair> B();
        """, "AQ4010:inside");

    [Fact]
    public Task Parameters_lose_their_quotes() => Verify.Fix("""
            public record Day(string Location, string Date);
            [Sql("demo", "SELECT location, date FROM weather WHERE date >= {|AQ4021:'@since'|} AND date < {|AQ4021:'@until'|}")]
            public static partial Table<Day> Days(string since, string until);
        """, """
            public record Day(string Location, string Date);
            [Sql("demo", "SELECT location, date FROM weather WHERE date >= @since AND date < @until")]
            public static partial Table<Day> Days(string since, string until);
        """, "AQ4021:inside");

    [Fact]
    public Task Members_may_be_null_where_the_columns_may() => Verify.Fix("""
            public record Pair(int CustId, int Users, int Rows);
            [Sql("demo", "SELECT c.cust_id, {|AQ4014:h.n_users|} AS users, {|AQ4014:h.n_rows|} AS rows FROM customers c LEFT JOIN customers_history h ON h.cust_id = c.cust_id")]
            public static partial Table<Pair> Read();
        """, """
            public record Pair(int CustId, int? Users, int? Rows);
            [Sql("demo", "SELECT c.cust_id, h.n_users AS users, h.n_rows AS rows FROM customers c LEFT JOIN customers_history h ON h.cust_id = c.cust_id")]
            public static partial Table<Pair> Read();
        """, "AQ4014:nullable");

    [Fact]
    public Task Members_name_the_columns_that_were_meant() => Verify.Fix("""
            public record Pair(int CustId, int NUser);
            [Sql("demo", "SELECT cust_id, n_users FROM customers")]
            public static partial {|AQ4012:Table<Pair>|} Read();

            public record Other { public int Customer { get; init; } public int Row { get; init; } }
            [Sql("demo", "SELECT cust_id AS customer, n_rows AS rows FROM customers")]
            public static partial {|AQ4012:Table<Other>|} ReadOthers();
        """, """
            public record Pair(int CustId, [Column("n_users")] int NUser);
            [Sql("demo", "SELECT cust_id, n_users FROM customers")]
            public static partial Table<Pair> Read();

            public record Other { public int Customer { get; init; } [Column("rows")] public int Row { get; init; } }
            [Sql("demo", "SELECT cust_id AS customer, n_rows AS rows FROM customers")]
            public static partial Table<Other> ReadOthers();
        """, "AQ4012:column");

    [Fact]
    public Task Keys_get_the_nearest_member() => Verify.Fix("""
            public record Line(int Id, string Name);
            [Save("demo", "lines", SaveMode.Upsert, Key = {|AQ4006:"id, nam"|})]
            public static partial void A(Table<Line> rows);

            [Save("demo", "others", SaveMode.Upsert, Key = {|AQ4006:"Idd"|})]
            public static partial void B(Table<Line> rows);
        """, """
            public record Line(int Id, string Name);
            [Save("demo", "lines", SaveMode.Upsert, Key = "id, Name")]
            public static partial void A(Table<Line> rows);

            [Save("demo", "others", SaveMode.Upsert, Key = "Id")]
            public static partial void B(Table<Line> rows);
        """, "AQ4006:replace:1");

    [Fact]
    public Task Members_get_the_type_of_their_column() => Verify.Fix("""
            public record Pair(int CustId, int NUsers, DateOnly? Size);

            [Sql("demo", "SELECT cust_id, {|AQ4013:'many'|} AS n_users, {|AQ4013:company_size|} AS size FROM customers")]
            public static partial Table<Pair> Read();
        """, """
            public record Pair(int CustId, string NUsers, long? Size);

            [Sql("demo", "SELECT cust_id, 'many' AS n_users, company_size AS size FROM customers")]
            public static partial Table<Pair> Read();
        """, "AQ4013:type");
}
