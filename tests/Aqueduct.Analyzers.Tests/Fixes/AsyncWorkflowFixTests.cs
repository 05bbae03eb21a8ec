namespace Aqueduct.Analyzers.Tests;

public class AsyncWorkflowFixTests
{
    const string Later = """
            [Operator]
            public static Task<Table<Row>> Later() => null!;

            [Operator]
            public static Table<Row> Wait(Task<Table<Row>> task) => null!;


        """;

    [Fact]
    public Task Async_void_workflows_return_a_task() => Verify.Fix(Later + """
            [Workflow("A")]
            public static async void {|AQ0022:A|}() => SaveRows(await Later());

            [Workflow("B")]
            public static async void {|AQ0022:B|}() => SaveRows(await Later());
        """, Later + """
            [Workflow("A")]
            public static async Task A() => SaveRows(await Later());

            [Workflow("B")]
            public static async Task B() => SaveRows(await Later());
        """, "AQ0022:task");
}
