namespace Aqueduct.Analyzers.Tests;

public class AQ5003Tests
{
    [Fact]
    public Task What_Kubernetes_cannot_is_found() => Verify.For("kubernetes", """
            [Workflow("A", Schedule = "@daily", Overlap = {|AQ5003:Overlap.Queue|}, CatchUp = {|AQ5003:CatchUp.All|})]
            public static void A() => SaveRows(Rows());
        """);

    [Fact]
    public Task Argo_can_let_runs_wait() => Verify.For("argo", """
            [Workflow("A", Schedule = "@daily", Overlap = Overlap.Queue, CatchUp = {|AQ5003:CatchUp.All|})]
            public static void A() => SaveRows(Rows());
        """);

    [Fact]
    public Task What_Lambda_cannot_is_found() => Verify.For("lambda", """
            [Operator(Cpu = {|AQ5003:8|}, Gpu = {|AQ5003:1|}, Memory = {|AQ5003:"16Gi"|}, Timeout = {|AQ5003:"20m"|})]
            public static Table<Row> Train(Table<Row> rows) => rows;
        """);

    [Fact]
    public Task What_a_target_can_passes() => Verify.For("kubernetes", """
            [Operator(Gpu = 1, Memory = "16Gi", Timeout = "20m")]
            public static Table<Row> Train(Table<Row> rows) => rows;

            [Workflow("A", Schedule = "@daily", Overlap = Overlap.CancelPrevious, CatchUp = CatchUp.Last)]
            public static void A() => SaveRows(Rows());
        """);
}
