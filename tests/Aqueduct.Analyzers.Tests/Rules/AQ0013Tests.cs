namespace Aqueduct.Analyzers.Tests;

public class AQ0013Tests
{
    [Fact]
    public Task Each_workflow_of_a_circle_is_told_at_its_own_call() => Verify.Members("""
            [Workflow("Apart")] public static void Apart() { _ = Rows(); There(); }
            [Workflow("There")] public static void There() { _ = Rows(); {|AQ0013:Back|}(); }
            [Workflow("Back")] public static void Back() { _ = Rows(); {|AQ0013:There|}(); }
        """);

    [Fact]
    public Task The_message_shows_the_way_around() => Verify.Message("""
            [Workflow("Self")] public static void Self() { SaveRows(Rows()); {|#0:Self|}(); }
        """, "AQ0013", "Self", "Self → Self");

    [Fact]
    public Task A_workflow_may_be_called_twice() => Verify.Members("""
            [Workflow("Read")] public static Table<Row> Read() => Clean(Rows());
            [Workflow("Both")] public static void Both() { SaveRows(Read()); _ = Scale(Read(), 2); }
        """);
}
