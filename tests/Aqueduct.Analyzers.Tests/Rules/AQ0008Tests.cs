namespace Aqueduct.Analyzers.Tests;

public class AQ0008Tests
{
    [Fact]
    public Task A_generic_workflow_is_refused() => Verify.Members("""
            [Workflow("Rows")]
            public static void {|AQ0008:Run|}<T>() => SaveRows(Rows());
        """);

    [Fact]
    public Task A_parameter_by_reference_is_refused_at_its_name() => Verify.Members("""
            [Workflow("Rows")]
            public static void Run(ref int {|AQ0008:size|}) => SaveRows(Rows());
        """);

    [Fact]
    public Task A_static_method_passes() => Verify.Members("""
            [Workflow("Rows")]
            public static void Run()
            {
                SaveRows(Rows());
            }
        """);

    [Fact]
    public Task A_workflow_in_a_file_without_classes_is_a_local_function()
    {
        var test = new AqueductTest("""
            Run();

            [Workflow("Rows")]
            static void {|AQ0008:Run|}()
            {
                SaveRows(Rows());
            }
            """);
        test.TestState.OutputKind = Microsoft.CodeAnalysis.OutputKind.ConsoleApplication;
        return test.RunAsync();
    }
}
