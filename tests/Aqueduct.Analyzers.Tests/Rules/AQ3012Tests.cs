namespace Aqueduct.Analyzers.Tests;

public class AQ3012Tests
{
    [Fact]
    public Task Settings_without_effect_are_found() => Verify.Members("""
            [Workflow("A", Overlap = {|AQ3012:Overlap.Queue|}, CatchUp = {|AQ3012:CatchUp.All|})]
            public static void A() => SaveRows(Rows());

            [Workflow("B", After = "A", CatchUp = {|AQ3012:CatchUp.All|})]
            public static void B() => SaveRows(Rows());
        """);

    [Fact]
    public Task Settings_with_effect_pass() => Verify.Members("""
            [Workflow("A", Schedule = "@daily", Overlap = Overlap.Queue, CatchUp = CatchUp.All)]
            public static void A() => SaveRows(Rows());

            [Workflow("B", After = "A", Overlap = Overlap.Queue)]
            public static void B() => SaveRows(Rows());
        """);
}
