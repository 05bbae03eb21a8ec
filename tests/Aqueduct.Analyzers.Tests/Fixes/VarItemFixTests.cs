namespace Aqueduct.Analyzers.Tests;

public class VarItemFixTests
{
    [Fact]
    public Task Items_have_the_type_that_the_artifact_gives() => Verify.Fix("""
            [Operator] public static int[] Sizes() => [1, 10];
            [Operator] public static Table<Row> Take(int size) => Rows();

            [Workflow("A")]
            public static void A()
            {
                {|AQ0012:foreach|} (long size in Sizes())
                    SaveRows(Take(1));
                {|AQ0012:foreach|} (double size in Sizes())
                    SaveRows(Take(2));
            }
        """.Replace("SaveRows(Take(2))", "SaveMore(Take(2))") + """

            [Save("demo", "more", SaveMode.Replace)]
            public static partial void SaveMore(Table<Row> rows);
        """, """
            [Operator] public static int[] Sizes() => [1, 10];
            [Operator] public static Table<Row> Take(int size) => Rows();

            [Workflow("A")]
            public static void A()
            {
                foreach (var size in Sizes())
                    SaveRows(Take(1));
                foreach (var size in Sizes())
                    SaveMore(Take(2));
            }
            [Save("demo", "more", SaveMode.Replace)]
            public static partial void SaveMore(Table<Row> rows);
        """, "AQ0012:var");
}
