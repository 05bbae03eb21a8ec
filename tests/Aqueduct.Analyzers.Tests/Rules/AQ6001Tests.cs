namespace Aqueduct.Analyzers.Tests;

public class AQ6001Tests
{
    [Fact]
    public Task A_clock_in_a_cached_operator_is_found() => Verify.Members("""
            [Operator(Cache = true)]
            public static double Age(DateTime since) => ({|AQ6001:DateTime.UtcNow|} - since).TotalDays;

            [Operator(Cache = true)]
            public static long Later(TimeProvider time) => new[] { 1 }.Select(i => {|AQ6001:time.GetUtcNow|}().Ticks + i).Sum();
        """);

    [Fact]
    public Task A_clock_in_a_method_it_calls_is_found_at_the_call() => Verify.Members("""
            [Operator(Cache = true)]
            public static int Year(int x)
            {
                return Local() + {|AQ6001:Now|}();
                int Local() => {|AQ6001:DateTimeOffset.Now|}.Year;
            }

            static int Now() => Deeper();

            static int Deeper() => DateTime.Now.Year;
        """);

    [Fact]
    public Task Other_operators_logs_and_logical_time_pass() => Verify.Members("""
            [Operator]
            public static double Age(DateTime since) => (DateTime.UtcNow - since).TotalDays;

            [Operator(Cache = true)]
            public static double Age2(DateTime since)
            {
                var start = System.Diagnostics.Stopwatch.StartNew();
                var age = (RunContext.Current.LogicalTime.UtcDateTime - since).TotalDays;
                var took = start.Elapsed;
                Console.WriteLine(took);
                Console.WriteLine($"{DateTime.Now}: {age}");
                return age;
            }
        """);
}
