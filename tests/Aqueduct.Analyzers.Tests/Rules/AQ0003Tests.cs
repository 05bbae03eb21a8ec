namespace Aqueduct.Analyzers.Tests;

public class AQ0003Tests
{
    [Fact]
    public Task A_local_nobody_uses_is_found_at_its_name() => Verify.Members("""
            [Workflow("Rows")]
            public static void Run()
            {
                var rows = Rows();
                var {|AQ0003:clean|} = Clean(rows);
                SaveRows(rows);
            }
        """);

    [Fact]
    public Task A_call_whose_result_is_dropped_is_found_at_its_name() => Verify.Members("""
            [Workflow("Rows")]
            public static void Run()
            {
                var rows = Rows();
                {|AQ0003:Clean|}(rows);
                SaveRows(rows);
            }
        """);

    [Fact]
    public Task An_element_nobody_uses_is_found_at_its_name() => Verify.Members("""
            [Operator]
            public static (Table<Row> Left, Table<Row> Right, int Cut) Halve(Table<Row> rows) => (rows, rows, 0);

            [Workflow("Rows")]
            public static void Run()
            {
                var (left, {|AQ0003:right|}, _) = Halve(Rows());
                SaveRows(left);
            }

            [Workflow("Others")]
            public static void Others()
            {
                (var {|AQ0003:left|}, Table<Row> right, _) = Halve(Rows());
                SaveRows(right);
            }
        """);

    [Fact]
    public Task The_result_of_a_called_workflow_is_wanted_by_somebody_unless_it_saves_something() => Verify.Members("""
            [Workflow("Part")]
            public static Table<Row> Part(int times) => Scale(Rows(), times);

            [Workflow("Pair")]
            public static (Table<Row> A, Table<Row> B) Pair() { var rows = Rows(); return (rows, Clean(rows)); }

            [Workflow("Saving")]
            public static Table<Row> Saving() { var rows = Rows(); SaveRows(rows); return rows; }

            [Workflow("Whole")]
            public static void Run()
            {
                {|AQ0003:Part(1)|};
                var {|AQ0003:part|} = Part(2);
                var (a, {|AQ0003:b|}) = Pair();
                var (c, _) = Pair();
                _ = Part(3);
                Saving();
                AreValid(a);
                AreValid(c);
            }
        """);

    [Fact]
    public Task A_discarded_result_passes() => Verify.Members("""
            [Workflow("Rows")]
            public static void Run()
            {
                var rows = Rows();
                _ = Clean(rows);
                SaveRows(rows);
            }
        """);
}
