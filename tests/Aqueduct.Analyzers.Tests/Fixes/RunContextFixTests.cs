namespace Aqueduct.Analyzers.Tests;

public class RunContextFixTests
{
    [Fact]
    public Task The_clock_becomes_the_run_s_time() => Verify.Fix("""
            [Operator(Cache = true)]
            public static int A(int x) => x + {|AQ6001:DateTime.UtcNow|}.Year;

            [Operator(Cache = true)]
            public static int B(int x) => x + {|AQ6001:DateTimeOffset.UtcNow|}.Year + {|AQ6001:DateTime.Today|}.Day;
        """, """
            [Operator(Cache = true)]
            public static int A(int x) => x + RunContext.Current.LogicalTime.UtcDateTime.Year;

            [Operator(Cache = true)]
            public static int B(int x) => x + RunContext.Current.LogicalTime.Year + RunContext.Current.LogicalTime.LocalDateTime.Date.Day;
        """, "AQ6001:run");

    [Fact]
    public Task Chance_becomes_the_run_s() => Verify.Fix("""
            [Operator(Cache = true)]
            public static double A(double x) => x + {|AQ6002:Random.Shared|}.NextDouble();

            [Operator(Cache = true)]
            public static double B(double x) => x + {|AQ6002:new Random()|}.NextDouble();
        """, """
            [Operator(Cache = true)]
            public static double A(double x) => x + RunContext.Current.Random.NextDouble();

            [Operator(Cache = true)]
            public static double B(double x) => x + RunContext.Current.Random.NextDouble();
        """, "AQ6002:run");
}
