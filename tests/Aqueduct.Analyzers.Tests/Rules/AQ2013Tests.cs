namespace Aqueduct.Analyzers.Tests;

public class AQ2013Tests
{
    [Fact]
    public Task A_constant_check_is_found() => Verify.WithoutStubs("""
            [Check]
            public static bool {|AQ2013:IsFine|}(Table<Row> rows) => true;

            [Check]
            public static bool {|AQ2013:IsBad|}(Table<Row> rows)
            {
                if (rows.Count == 0)
                    return false;
                return false;
            }
        """);

    [Fact]
    public Task A_check_that_does_not_look_at_its_input_is_found() => Verify.WithoutStubs("""
            static readonly int Limit = 5;

            [Check]
            public static bool {|AQ2013:IsFine|}(Table<Row> rows) => Limit > 3;
        """);

    [Fact]
    public Task Checks_that_look_pass() => Verify.WithoutStubs("""
            [Check]
            public static bool IsFine(Table<Row> rows) => rows.Count > 0;

            [Check]
            public static bool IsFineToo(Table<Row> rows)
            {
                foreach (var row in rows)
                    if (row.Value < 0)
                        return false;
                return true;
            }

            [Check]
            public static bool IsMissing(Table<Row> rows) => throw new NotSupportedException();
        """);
}
