namespace Aqueduct.Analyzers.Tests;

public class ReplaceTextFixTests
{
    [Fact]
    public Task Quantities_get_the_unit_that_was_meant() => Verify.Fix("""
            [Operator(Memory = {|AQ5001:"4GB"|})]
            public static double A(double x) => x;

            [Operator(Memory = {|AQ5001:"512 MB"|})]
            public static double B(double x) => x;
        """, """
            [Operator(Memory = "4Gi")]
            public static double A(double x) => x;

            [Operator(Memory = "512Mi")]
            public static double B(double x) => x;
        """, "AQ5001:replace:1");

    [Fact]
    public Task Durations_get_the_unit_that_was_meant() => Verify.Fix("""
            [Operator(Timeout = {|AQ3005:"5 min"|})]
            public static double A(double x) => x;

            [Operator(Timeout = {|AQ3005:@"2 hours"|})]
            public static double B(double x) => x;
        """, """
            [Operator(Timeout = "5m")]
            public static double A(double x) => x;

            [Operator(Timeout = "2h")]
            public static double B(double x) => x;
        """, "AQ3005:replace:1");

    [Fact]
    public Task Six_cron_fields_lose_the_seconds() => Verify.Fix("""
            [Workflow("A", Schedule = "{|AQ3001:0|} 30 2 * * MON")]
            public static void A() => SaveRows(Rows());

            [Workflow("B", Schedule = "{|AQ3001:0|} */5 * * * *")]
            public static void B() => SaveRows(Rows());
        """, """
            [Workflow("A", Schedule = "30 2 * * MON")]
            public static void A() => SaveRows(Rows());

            [Workflow("B", Schedule = "*/5 * * * *")]
            public static void B() => SaveRows(Rows());
        """, "AQ3001:replace:5");

    [Theory]
    [InlineData("@hourly")]
    [InlineData("@daily")]
    [InlineData("@weekly")]
    [InlineData("@monthly")]
    [InlineData("@yearly")]
    public Task A_preset_may_take_the_place_of_a_broken_schedule(string preset) => Verify.Fix("""
            [Workflow("A", Schedule = "{|AQ3001:every|} day")]
            public static void A() => SaveRows(Rows());

            [Workflow("B", Schedule = "{|AQ3001:0|} 30 2 * * MON")]
            public static void B() => SaveRows(Rows());
        """, $$"""
            [Workflow("A", Schedule = "{{preset}}")]
            public static void A() => SaveRows(Rows());

            [Workflow("B", Schedule = "{{preset}}")]
            public static void B() => SaveRows(Rows());
        """, "AQ3001:replace:" + preset);

    [Fact]
    public Task A_city_gets_its_continent() => Verify.Fix("""
            [Workflow("A", Schedule = "@daily", TimeZone = {|AQ3003:"Berlin"|})]
            public static void A() => SaveRows(Rows());

            [Workflow("B", Schedule = "@daily", TimeZone = {|AQ3003:"New York"|})]
            public static void B() => SaveRows(Rows());
        """, """
            [Workflow("A", Schedule = "@daily", TimeZone = "Europe/Berlin")]
            public static void A() => SaveRows(Rows());

            [Workflow("B", Schedule = "@daily", TimeZone = "America/New_York")]
            public static void B() => SaveRows(Rows());
        """, "AQ3003:replace:1");

    [Fact]
    public Task A_misspelt_resource_gets_the_nearest_declared_name() => Verify.Fix("""
            [Sql({|AQ4001:"warehous"|}, "SELECT 1")]
            public static partial Table<Row> Read();

            [Save({|AQ4001:"demmo"|}, "rows", SaveMode.Replace)]
            public static partial void Keep(Table<Row> rows);
        """, """
            [Sql("warehouse", "SELECT 1")]
            public static partial Table<Row> Read();

            [Save("demo", "rows", SaveMode.Replace)]
            public static partial void Keep(Table<Row> rows);
        """, "AQ4001:replace:1", """{ "resources": { "warehouse": { "type": "postgres" } } }""");

    [Fact]
    public Task A_misspelt_query_file_gets_the_nearest_name()
    {
        const string Text = """
            public static partial class Flow
            {
                [SqlFile("demo", "queries/customers.sql")]
                public static partial Table<Row> Customers();

                [SqlFile("demo", "queries/rows.sql")]
                public static partial Table<Row> All();
            }
            """;
        var test = new AqueductTest(Text.Replace("\"queries/customers.sql\"", "{|AQ4030:\"queries/customer.sql\"|}").Replace("\"queries/rows.sql\"", "{|AQ4030:\"queries/row.sql\"|}")) { CodeActionEquivalenceKey = "AQ4030:replace:1" };
        test.FixedState.Sources.Add(Text);
        test.FixedState.Sources.Add(AqueductTest.Given);
        test.FixedState.AdditionalReferences.AddRange(AqueductTest.References);
        foreach (var state in new[] { test.TestState, test.FixedState })
        {
            state.AdditionalFiles.Add(("/0/queries/customers.sql", "SELECT cust_id AS id, 1.0 AS value FROM customers"));
            state.AdditionalFiles.Add(("/0/queries/rows.sql", "SELECT 1 AS id, 1.0 AS value"));
        }

        return test.RunAsync();
    }

    [Fact]
    public Task A_form_that_a_value_does_not_have_becomes_its_usual_one() => Verify.Fix("""
            [FileEndings(".png", ".svg")]
            public sealed class Picture : IFileContent
            {
                public bool TryWrite(string ending, System.IO.Stream stream) => true;
            }

            [Write("data", {|AQ4060:"out/a.b.jpg"|})]
            public static partial void A(Picture picture);
        """, """
            [FileEndings(".png", ".svg")]
            public sealed class Picture : IFileContent
            {
                public bool TryWrite(string ending, System.IO.Stream stream) => true;
            }

            [Write("data", "out/a.b.png")]
            public static partial void A(Picture picture);
        """, "AQ4060:replace:1", """{ "resources": { "data": { "type": "files", "path": "data" } } }""");

    [Fact]
    public Task A_folder_becomes_all_of_its_files() => Verify.Fix("""
            [Read("data", {|AQ4035:"in/{month}/"|}, Format = FileFormat.Csv)]
            public static partial Table<Row> A(string month);
            [Read("data", {|AQ4035:"in/"|}, Format = FileFormat.Csv)]
            public static partial IAsyncEnumerable<Table<Row>> B();
        """, """
            [Read("data", "in/{month}/*", Format = FileFormat.Csv)]
            public static partial Table<Row> A(string month);
            [Read("data", "in/*", Format = FileFormat.Csv)]
            public static partial IAsyncEnumerable<Table<Row>> B();
        """, "AQ4035:replace:1", """{ "resources": { "data": { "type": "files", "path": "data" } } }""");

    const string Mail = """{ "resources": { "mail": { "type": "mail", "folder": "outbox", "from": "a@example.com", "to": "b@example.com", "recipients": { "stakeholders": "c@example.com" } } } }""";

    [Fact]
    public Task A_list_of_recipients_gets_the_name_that_was_meant() => Verify.Fix("""
            [Email("mail", Subject = "a", To = {|AQ4063:"ann@example.com, stakeholder"|})]
            public static partial void A(double x);
        """, """
            [Email("mail", Subject = "a", To = "ann@example.com, stakeholders")]
            public static partial void A(double x);
        """, "AQ4063:replace:1", Mail);

    [Fact]
    public Task An_attachment_gets_the_name_or_the_ending_that_was_meant() => Verify.Fix("""
            [Email("mail", Subject = "a", Attach = {|AQ4064:"row.csv"|})]
            public static partial void A(Table<Row> rows);
            [Email("mail", Subject = "a", Attach = {|AQ4064:"rows.csv, rows.doc"|})]
            public static partial void B(Table<Row> rows);
        """, """
            [Email("mail", Subject = "a", Attach = "rows.csv")]
            public static partial void A(Table<Row> rows);
            [Email("mail", Subject = "a", Attach = "rows.csv, rows.csv")]
            public static partial void B(Table<Row> rows);
        """, "AQ4064:replace:1", Mail);

    [Fact]
    public Task Sheets_are_named_as_SQL_names_tables() => Verify.Fix("""
            [Sql("board", {|AQ4043:"SELECT id FROM orders WHERE id > 5"|})]
            public static partial Table<Row> A();
        """, """
            [Sql("board", "orders")]
            public static partial Table<Row> A();
        """, "AQ4043:replace:1", """{ "resources": { "board": { "type": "google-sheets", "spreadsheet": "1AbC", "key": "${SHEETS_KEY}" } } }""");
}
