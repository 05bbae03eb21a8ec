namespace Aqueduct.Analyzers.Tests;

public class MarkOperatorFixTests
{
    [Fact]
    public Task Called_methods_are_marked() => Verify.Fix("""
            public static Table<Row> Sort(Table<Row> rows) => rows;

            /// <summary>Its documentation stays above.</summary>
            public static Table<Row> Shuffle(Table<Row> rows) => rows;

            [Workflow("Rows")]
            public static void Run() => SaveRows({|AQ0002:Sort|}(Shuffled()));

            [Operator]
            public static Table<Row> Shuffled() => null!;

            [Workflow("More rows")]
            public static void RunMore() => SaveRows({|AQ0002:Shuffle|}(Rows()));
        """, """
            [Operator]
            public static Table<Row> Sort(Table<Row> rows) => rows;

            /// <summary>Its documentation stays above.</summary>
            [Operator]
            public static Table<Row> Shuffle(Table<Row> rows) => rows;

            [Workflow("Rows")]
            public static void Run() => SaveRows(Sort(Shuffled()));

            [Operator]
            public static Table<Row> Shuffled() => null!;

            [Workflow("More rows")]
            public static void RunMore() => SaveRows(Shuffle(Rows()));
        """, "AQ0002:mark");

    [Fact]
    public Task A_method_of_another_assembly_is_left_alone() => Verify.Fix("""
            [Workflow("Rows")]
            public static void Run()
            {
                Console.{|AQ0002:WriteLine|}();
                SaveRows(Rows());
            }
        """, """
            [Workflow("Rows")]
            public static void Run()
            {
                Console.{|AQ0002:WriteLine|}();
                SaveRows(Rows());
            }
        """, "AQ0002:mark");
}
