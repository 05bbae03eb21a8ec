namespace Aqueduct.Analyzers.Tests;

public class AQ3009Tests
{
    [Fact]
    public Task A_misspelt_name_is_found() => Verify.Members("""
            [Workflow("Load rows")]
            public static void A() => SaveRows(Rows());

            [Workflow("B", After = {|AQ3009:"Load row"|})]
            public static void B() => SaveRows(Rows());
        """);

    [Fact]
    public Task A_workflow_of_another_project_passes() => Verify.Members("""
            [Workflow("B", After = "Something of another project")]
            public static void B() => SaveRows(Rows());
        """);
}
