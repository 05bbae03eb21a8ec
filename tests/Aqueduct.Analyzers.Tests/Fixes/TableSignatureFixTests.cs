namespace Aqueduct.Analyzers.Tests;

public class TableSignatureFixTests
{
    [Fact]
    public Task Queries_return_tables() => Verify.Fix("""
            [Sql("demo", "SELECT 1 AS id, 1.0 AS value")]
            public static partial {|AQ4004:List<Row>|} A();

            [Sql("demo", "SELECT 1 AS id, 1.0 AS value")]
            public static partial {|AQ4004:Task<Row[]>|} B();

            [Sql("demo", "SELECT 1 AS id, 1.0 AS value")]
            public static partial {|AQ4004:Row|} C();
        """, """
            [Sql("demo", "SELECT 1 AS id, 1.0 AS value")]
            public static partial Table<Row> A();

            [Sql("demo", "SELECT 1 AS id, 1.0 AS value")]
            public static partial Task<Table<Row>> B();

            [Sql("demo", "SELECT 1 AS id, 1.0 AS value")]
            public static partial Table<Row> C();
        """, "AQ4004:table");

    [Fact]
    public Task Of_a_number_nobody_knows_the_row() => Verify.NoFix("""
            [Sql("demo", "SELECT 1")]
            public static partial {|AQ4004:int|} A();
        """, "AQ4004:table");

    [Fact]
    public Task Saves_return_nothing() => Verify.Fix("""
            [Save("demo", "a", SaveMode.Replace)]
            public static partial {|AQ4005:int|} A(Table<Row> rows);

            [Save("demo", "b", SaveMode.Replace)]
            public static partial {|AQ4005:Task<bool>|} B(Table<Row> rows);
        """, """
            [Save("demo", "a", SaveMode.Replace)]
            public static partial void A(Table<Row> rows);

            [Save("demo", "b", SaveMode.Replace)]
            public static partial void B(Table<Row> rows);
        """, "AQ4005:void");

    [Fact]
    public Task Saves_take_tables() => Verify.Fix("""
            [Save("demo", "a", SaveMode.Replace)]
            public static partial void A({|AQ4005:List<Row>|} rows);

            [Save("demo", "b_{day}", SaveMode.Replace)]
            public static partial void B({|AQ4005:Row[]|} rows, string day);
        """, """
            [Save("demo", "a", SaveMode.Replace)]
            public static partial void A(Table<Row> rows);

            [Save("demo", "b_{day}", SaveMode.Replace)]
            public static partial void B(Table<Row> rows, string day);
        """, "AQ4005:table");
}
