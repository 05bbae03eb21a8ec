namespace Aqueduct.Analyzers.Tests;

public class AQ3015Tests
{
    const string Part = """
            [Workflow("Part")]
            public static void Part(Table<Row> rows) => SaveRows(Clean(rows));

            [Workflow("Whole")]
            public static void Whole() => Part(Rows());
        """;

    [Fact]
    public Task A_workflow_after_a_part_is_found() => Verify.Members(Part + """

            [Workflow("Next", After = {|AQ3015:"Part"|})]
            public static void Next() => SaveRows(Rows());
        """);

    [Fact]
    public Task The_message_names_both() => Verify.Message(Part + """

            [Workflow("Next", After = {|#0:"Part"|})]
            public static void Next() => SaveRows(Rows());
        """, "AQ3015", "Next", "Part");

    [Fact]
    public Task After_the_workflow_that_calls_the_part_passes() => Verify.Members(Part + """

            [Workflow("Next", After = "Whole")]
            public static void Next() => SaveRows(Rows());
        """);

    [Fact]
    public Task A_workflow_with_scalar_parameters_passes() => Verify.Members("""
            [Workflow("First")]
            public static void First(double by = 1, DateOnly? day = null) => SaveRows(Scale(Rows(), by));

            [Workflow("Next", After = "First")]
            public static void Next() => SaveRows(Rows());
        """);
}
