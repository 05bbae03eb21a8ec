namespace Aqueduct.Analyzers.Tests;

public class AQ4005Tests
{
    [Fact]
    public Task A_save_that_returns_a_number_is_found() => Verify.Members("""
            [Save("demo", "rows", SaveMode.Replace)]
            public static partial {|AQ4005:int|} Keep(Table<Row> rows);
        """);

    [Fact]
    public Task A_save_without_a_table_is_found_at_its_name() => Verify.Members("""
            [Save("demo", "rows", SaveMode.Replace)]
            public static partial void {|AQ4005:Keep|}();
        """);

    [Fact]
    public Task A_second_value_is_found_at_its_type() => Verify.Members("""
            [Save("demo", "rows", SaveMode.Replace)]
            public static partial void Keep(Table<Row> rows, {|AQ4005:int|} more);
        """);

    [Fact]
    public Task A_task_passes() => Verify.Members("""
            [Save("demo", "rows", SaveMode.Replace)]
            public static partial Task Keep(Table<Row> rows);
        """);

    [Fact]
    public Task A_list_of_rows_is_one_fault() => Verify.Members("""
            [Save("demo", "rows", SaveMode.Replace)]
            public static partial void Keep({|AQ4005:List<Row>|} rows);
        """);

    [Fact]
    public Task A_generic_save_is_found_at_its_name() => Verify.Members("""
            [Save("demo", "rows", SaveMode.Replace)]
            public static partial void {|AQ4005:Keep|}<T>(Table<Row> rows, {|AQ4005:T|} more);
        """);
}
