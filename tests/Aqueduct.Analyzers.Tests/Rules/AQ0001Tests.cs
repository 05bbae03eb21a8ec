namespace Aqueduct.Analyzers.Tests;

public class AQ0001Tests
{
    [Fact]
    public Task A_while_loop_is_refused_at_its_keyword() => Verify.Members("""
            [Workflow("Rows")]
            public static void Run()
            {
                var rows = Rows();
                {|AQ0001:while|} (true)
                    SaveRows(rows);
                SaveRows(rows);
            }
        """);

    [Fact]
    public Task A_calculation_is_refused_where_it_stands() => Verify.Members("""
            [Workflow("Rows")]
            public static void Run()
            {
                SaveRows(Scale(Rows(), {|AQ0001:Math.PI * DateTime.Now.Day|}));
            }
        """);

    [Fact]
    public Task The_message_says_what_to_write_instead() => Verify.Message("""
            [Workflow("Rows")]
            public static void Run()
            {
                var rows = Rows();
                {|#0:try|} { SaveRows(rows); } finally { }
            }
        """, "AQ0001", "a try statement", "catch inside the operator; failed calls are retried with [Operator(Retries = …)]");

    [Fact]
    public Task Straight_calls_pass() => Verify.Members("""
            [Workflow("Rows")]
            public static void Run()
            {
                var rows = Rows();
                SaveRows(Clean(rows));
            }
        """);
}
