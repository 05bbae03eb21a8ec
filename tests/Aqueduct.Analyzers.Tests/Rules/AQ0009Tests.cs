namespace Aqueduct.Analyzers.Tests;

public class AQ0009Tests
{
    [Fact]
    public Task A_second_save_to_one_table_is_found() => Verify.Members("""
            [Save("demo", "CLEAN", SaveMode.Append)]
            public static partial void Add(Table<Row> rows);

            [Workflow("Rows")]
            public static void Run()
            {
                var rows = Rows();
                SaveRows(rows);
                {|AQ0009:Add|}(rows);
            }
        """);

    [Fact]
    public Task Saves_to_two_tables_pass() => Verify.Members("""
            [Save("demo", "other", SaveMode.Append)]
            public static partial void Add(Table<Row> rows);

            [Workflow("Rows")]
            public static void Run()
            {
                var rows = Rows();
                SaveRows(rows);
                Add(rows);
            }
        """);
}
