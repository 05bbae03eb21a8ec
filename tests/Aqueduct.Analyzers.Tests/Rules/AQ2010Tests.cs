namespace Aqueduct.Analyzers.Tests;

public class AQ2010Tests
{
    [Fact]
    public Task An_Error_check_that_a_condition_asks_is_found() => Verify.Members("""
            [Workflow("Rows")]
            public static void Run()
            {
                var rows = Rows();
                if ({|AQ2010:AreValid|}(rows))
                    SaveRows(rows);
            }
        """);

    [Fact]
    public Task It_is_found_once_and_in_a_loop_too() => Verify.Members("""
            [Operator]
            public static IReadOnlyList<Table<Row>> Split(Table<Row> rows) => [rows];

            [Save("demo", "parts", SaveMode.Append)]
            public static partial void SavePart(Table<Row> rows);

            [Workflow("Rows")]
            public static void Run()
            {
                foreach (var part in Split(Rows()))
                    if (!{|AQ2010:AreValid|}(part))
                    {
                        SavePart(Clean(part));
                    }
            }
        """);

    [Fact]
    public Task A_Warning_check_passes() => Verify.Members("""
            [Check]
            public static bool AreMany(Table<Row> rows) => rows.Count > 1;

            [Workflow("Rows")]
            public static void Run()
            {
                var rows = Rows();
                if (AreMany(rows))
                    SaveRows(rows);
            }
        """);
}
