namespace Aqueduct.Analyzers.Tests;

public class AQ0023Tests
{
    [Fact]
    public Task A_constant_condition_is_found() => Verify.Members("""
            const bool Publish = false;

            [Workflow("Rows")]
            public static void Run()
            {
                var rows = Rows();
                if ({|AQ0023:Publish|})
                    SaveRows(rows);
                else
                    AreFew(rows);
            }

            [Check]
            public static bool AreFew(Table<Row> rows) => rows.Count < 3;
        """);

    [Fact]
    public Task A_parameter_passes() => Verify.Members("""
            [Workflow("Rows")]
            public static void Run(bool publish = false)
            {
                var rows = Rows();
                if (publish)
                    SaveRows(rows);
            }
        """);
}
