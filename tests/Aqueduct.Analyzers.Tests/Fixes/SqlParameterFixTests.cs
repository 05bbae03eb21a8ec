namespace Aqueduct.Analyzers.Tests;

public class SqlParameterFixTests
{
    [Fact]
    public Task Missing_parameters_are_added() => Verify.Fix("""
            [Sql("demo", "SELECT * FROM rows WHERE id = {|AQ4002:@id|}")]
            public static partial Table<Row> A();

            [Sql("demo", "SELECT * FROM rows WHERE id = {|AQ4002:@id|} AND value = @value")]
            public static partial Table<Row> B(double value);
        """, """
            [Sql("demo", "SELECT * FROM rows WHERE id = @id")]
            public static partial Table<Row> A(string id);

            [Sql("demo", "SELECT * FROM rows WHERE id = @id AND value = @value")]
            public static partial Table<Row> B(double value, string id);
        """, "AQ4002:add");

    [Fact]
    public Task Unused_parameters_go() => Verify.Fix("""
            [Sql("demo", "SELECT * FROM rows")]
            public static partial Table<Row> A({|AQ4003:int|} id);

            [Sql("demo", "SELECT * FROM rows WHERE id = @id")]
            public static partial Table<Row> B(int id, {|AQ4003:int|} other);
        """, """
            [Sql("demo", "SELECT * FROM rows")]
            public static partial Table<Row> A();

            [Sql("demo", "SELECT * FROM rows WHERE id = @id")]
            public static partial Table<Row> B(int id);
        """, "AQ4003:remove");
}
