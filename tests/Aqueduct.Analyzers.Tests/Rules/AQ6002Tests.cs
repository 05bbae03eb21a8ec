namespace Aqueduct.Analyzers.Tests;

public class AQ6002Tests
{
    [Fact]
    public Task Random_numbers_and_Guids_in_a_cached_operator_are_found() => Verify.Members("""
            [Operator(Cache = true)]
            public static double Noise(double x) => x + {|AQ6002:Random.Shared|}.NextDouble() + {|AQ6002:new Random()|}.Next() + {|AQ6002:Guid.NewGuid|}().GetHashCode();
        """);

    [Fact]
    public Task A_seed_and_the_run_s_generator_pass() => Verify.Members("""
            [Operator(Cache = true)]
            public static double Noise(double x) => x + new Random(42).NextDouble() + RunContext.Current.Random.NextDouble();

            [Operator]
            public static double Loud(double x) => x + Random.Shared.NextDouble();
        """);
}
