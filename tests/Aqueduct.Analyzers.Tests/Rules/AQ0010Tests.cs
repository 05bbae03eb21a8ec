namespace Aqueduct.Analyzers.Tests;

public class AQ0010Tests
{
    [Fact]
    public Task An_empty_name_is_refused() => Verify.Members("""
            [Workflow({|AQ0010:" "|})]
            public static void Run() => SaveRows(Rows());
        """);

    [Fact]
    public Task A_name_of_more_than_120_characters_is_refused() => Verify.Members("""
            [Workflow({|AQ0010:"x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x "|})]
            public static void Run() => SaveRows(Rows());
        """);

    [Fact]
    public Task A_slug_of_more_than_52_characters_is_refused() => Verify.Members("""
            [Workflow({|AQ0010:"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"|})]
            public static void Run() => SaveRows(Rows());
        """);

    [Fact]
    public Task A_name_without_a_letter_or_digit_is_refused() => Verify.Members("""
            [Workflow({|AQ0010:"…"|})]
            public static void Run() => SaveRows(Rows());
        """);

    [Fact]
    public Task A_slug_of_52_characters_passes() => Verify.Members("""
            [Workflow("xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")]
            public static void Run() => SaveRows(Rows());
        """);
}
