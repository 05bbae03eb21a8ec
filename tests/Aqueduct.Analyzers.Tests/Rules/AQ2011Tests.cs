namespace Aqueduct.Analyzers.Tests;

public class AQ2011Tests
{
    [Fact]
    public Task A_calculation_is_found() => Verify.Members("""
            [Workflow("A")]
            public static void A()
            {
                var rows = Rows();
                Measure.Mean(rows, {|AQ2011:r => r.Value * 2|});
                SaveRows(rows);
            }
        """);

    [Fact]
    public Task A_call_is_found() => Verify.Members("""
            [Workflow("A")]
            public static void A()
            {
                var rows = Rows();
                Expect.NotNull(rows, {|AQ2011:r => r.ToString()|});
                SaveRows(rows);
            }
        """);

    [Fact]
    public Task A_column_passes() => Verify.Members("""
            [Workflow("A")]
            public static void A()
            {
                var rows = Rows();
                Measure.Mean(rows, r => r.Value);
                Expect.Between(rows, r => r.Id, 0, 10);
                SaveRows(rows);
            }
        """);
}
