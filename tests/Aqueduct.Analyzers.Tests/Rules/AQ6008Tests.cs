namespace Aqueduct.Analyzers.Tests;

public class AQ6008Tests
{
    [Fact]
    public Task The_run_s_id_in_a_cached_operator_is_found() => Verify.Members("""
            [Operator(Cache = true)]
            public static string Name(string stem) => stem + {|AQ6008:RunContext.Current.RunId|};
        """);

    [Fact]
    public Task Other_operators_and_logs_pass() => Verify.Members("""
            [Operator]
            public static string Name(string stem) => stem + RunContext.Current.RunId;

            [Operator(Cache = true)]
            public static string Plain(string stem)
            {
                Console.WriteLine(RunContext.Current.RunId);
                return stem;
            }
        """);
}
