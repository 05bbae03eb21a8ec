namespace Aqueduct.Analyzers.Tests;

public class AQ5005Tests
{
    [Fact]
    public Task Large_letters_and_nonsense_are_found() => Verify.Members("""
            [Operator(Image = {|AQ5005:"ghcr.io/Team/trainer:1.2"|})]
            public static double A(double x) => x;

            [Operator(Image = {|AQ5005:"https://ghcr.io/team"|})]
            public static double B(double x) => x;
        """);

    [Fact]
    public Task References_pass() => Verify.Members("""
            [Operator(Image = "ghcr.io/team/trainer:1.2-Beta")]
            public static double A(double x) => x;

            [Operator(Image = "python")]
            public static double B(double x) => x;

            [Operator(Image = "localhost:5000/a/b__c@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef")]
            public static double C(double x) => x;
        """);
}
