namespace Aqueduct.Analyzers.Tests;

public class AQ4002Tests
{
    [Fact]
    public Task A_parameter_the_method_lacks_is_found_in_the_query() => Verify.Members("""
            [Sql("demo", "SELECT * FROM t WHERE a > @a AND b > {|AQ4002:@b|}")]
            public static partial Table<Row> Read(int a);
        """);

    [Fact]
    public Task It_is_found_in_a_raw_string_of_several_lines() => Verify.Members(""""
            [Sql("demo", """
                SELECT *
                FROM t WHERE b > {|AQ4002:@b|}
                """)]
            public static partial Table<Row> Read();
        """");

    [Fact]
    public Task Strings_comments_and_quoted_names_are_no_parameters() => Verify.Members("""
            [Sql("demo", "SELECT '@a', [@b], `@c` FROM t -- @d\n /* @e */ WHERE a > @f")]
            public static partial Table<Row> Read(int f);
        """);
}
