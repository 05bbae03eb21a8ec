namespace Aqueduct.Analyzers.Tests;

public class AQ3006Tests
{
    [Fact]
    public Task A_stream_is_found_at_its_type() => Verify.Members("""
            [Workflow("Rows")]
            public static void Run({|AQ3006:System.IO.Stream|} file)
            {
                SaveRows(Rows());
            }
        """);

    [Fact]
    public Task Scalars_pass() => Verify.Members("""
            [Workflow("Rows")]
            public static void Run(int size = 1, DateOnly? day = null, string name = "", CancellationToken cancel = default)
            {
                SaveRows(Rows());
            }
        """);
}
