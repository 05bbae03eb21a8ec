namespace Aqueduct.Analyzers.Tests;

public class AQ3008Tests
{
    [Fact]
    public Task A_schedule_on_a_workflow_that_takes_artifacts_is_found() => Verify.Members("""
            [Workflow("Part", Schedule = {|AQ3008:"@daily"|})]
            public static void Part(Table<Row> {|AQ3004:rows|}) => SaveRows(Clean(rows));
        """);

    [Fact]
    public Task A_workflow_that_is_called_passes() => Verify.Members("""
            [Workflow("Part")]
            public static Table<Row> Part(Table<Row> rows) => Clean(rows);

            [Workflow("Whole", Schedule = "@daily")]
            public static void Whole() => SaveRows(Part(Rows()));
        """);
}
