namespace Aqueduct.Analyzers.Tests;

public class AQ4030Tests
{
    static Task Check(string members, params (string Path, string Text)[] files)
    {
        var test = new AqueductTest("public static partial class Flow\n{\n" + members + "\n}\n");
        foreach (var file in files)
            test.TestState.AdditionalFiles.Add(file);
        return test.RunAsync();
    }

    [Fact]
    public Task A_missing_file_is_found_with_the_nearest_name() => Check("""
            [SqlFile("demo", {|AQ4030:"queries/customer.sql"|})]
            public static partial Table<Row> Customers();
        """, ("/0/queries/customers.sql", "SELECT 1"));

    [Fact]
    public Task A_file_beside_the_source_passes() => Check("""
            [SqlFile("demo", "queries/customers.sql")]
            public static partial Table<Row> Customers(int size);
        """, ("/0/queries/customers.sql", "SELECT * FROM rows WHERE size > @size"));

    [Fact]
    public Task The_rules_of_queries_look_into_the_file() => Check("""
            [SqlFile("demo", {|AQ4002:"queries/customers.sql"|})]
            public static partial Table<Row> Customers({|AQ4003:int|} size);
        """, ("/0/queries/customers.sql", "SELECT * FROM rows\nWHERE size > @sise"));

    [Fact]
    public async Task The_message_says_the_line_in_the_file()
    {
        var error = await Assert.ThrowsAnyAsync<Exception>(() => Check("""
                [SqlFile("demo", "q.sql")]
                public static partial Table<Row> Customers();
            """, ("/0/q.sql", "SELECT *\nFROM customers\nWHERE size > @size")));
        Assert.Contains("The query of 'Customers: q.sql(3)' uses @size", error.Message, StringComparison.Ordinal);
    }
}
