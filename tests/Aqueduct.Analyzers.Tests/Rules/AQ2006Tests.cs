namespace Aqueduct.Analyzers.Tests;

public class AQ2006Tests
{
    [Fact]
    public Task A_metric_fed_into_an_operator_is_found_at_the_argument() => Verify.Members("""
            [Workflow("Rows")]
            public static void Run()
            {
                var rows = Rows();
                var mean = Mean(rows);
                SaveRows(Scale(rows, {|AQ2006:mean|}));
            }
        """);

    [Fact]
    public Task A_check_fed_into_a_metric_is_found() => Verify.Members("""
            [Metric]
            public static double Share(bool fine) => 0;

            [Workflow("Rows")]
            public static void Run()
            {
                var rows = Rows();
                Share({|AQ2006:AreValid(rows)|});
                SaveRows(rows);
            }
        """);

    [Fact]
    public Task A_metric_fed_into_a_check_passes() => Verify.Members("""
            [Check]
            public static bool IsFine(double mean) => true;

            [Workflow("Rows")]
            public static void Run()
            {
                var rows = Rows();
                IsFine(Mean(rows));
                SaveRows(rows);
            }
        """);

    [Fact]
    public Task What_a_mail_tells_passes() => Verify.Members("""
            [Email("mail", Subject = "Rows")]
            public static partial void Tell(double mean, bool fine);

            [Workflow("Rows")]
            public static void Run()
            {
                var rows = Rows();
                Tell(Mean(rows), AreValid(rows));
            }
        """, """{ "resources": { "mail": { "type": "mail", "folder": "outbox", "from": "a@example.com", "to": "b@example.com" } } }""");
}
