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

    [Fact]
    public Task A_file_that_is_written_twice_is_found() => Verify.Members("""
            [Write("lake", "rows-{day}.csv")]
            public static partial void Store(Table<Row> rows, string day);

            [Workflow("Rows")]
            public static void Run(string day = "x")
            {
                var rows = Rows();
                Store(rows, day);
                {|AQ0009:Store|}(Clean(rows), day);
            }
        """, Lake);

    [Fact]
    public Task Placeholders_that_are_given_different_values_name_different_places() => Verify.Members("""
            [Write("lake", "rows-{day}.csv")]
            public static partial void Store(Table<Row> rows, string day);

            [Save("demo", "rows_{day}", SaveMode.Replace)]
            public static partial void Keep(Table<Row> rows, string day);

            [Workflow("Rows")]
            public static void Run(string day = "x")
            {
                var rows = Rows();
                Store(rows, day);
                Store(rows, "all");
                Keep(rows, "a");
                Keep(rows, "b");
            }
        """, Lake);

    const string Lake = """{ "resources": { "lake": { "type": "files", "path": "lake" } } }""";
}
