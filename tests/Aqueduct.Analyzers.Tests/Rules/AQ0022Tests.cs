namespace Aqueduct.Analyzers.Tests;

public class AQ0022Tests
{
    const string Later = "[Operator] public static Task<Table<Row>> Later() => null!;\n";

    [Fact]
    public Task An_async_void_workflow_is_refused_at_its_name() => Verify.Members(Later + """
            [Workflow("Rows")] public static async void {|AQ0022:Run|}() => SaveRows(await Later());
        """);

    [Fact]
    public Task A_task_passes() => Verify.Members(Later + """
            [Workflow("Rows")] public static async Task Run() => SaveRows(await Later());
        """);
}
