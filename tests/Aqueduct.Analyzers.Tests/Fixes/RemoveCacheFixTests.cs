namespace Aqueduct.Analyzers.Tests;

public class RemoveCacheFixTests
{
    [Fact]
    public Task What_asks_the_world_outside_is_computed_each_time() => Verify.Fix("""
            [Operator(Cache = true)]
            public static string A(string name) => {|AQ6003:System.IO.File.ReadAllText|}(name);

            [Operator(Retries = 2, Cache = true, Timeout = "5m")]
            public static string B(string name) => {|AQ6003:Environment.MachineName|};
        """, """
            [Operator]
            public static string A(string name) => System.IO.File.ReadAllText(name);

            [Operator(Retries = 2, Timeout = "5m")]
            public static string B(string name) => Environment.MachineName;
        """, "AQ6003:cache");

    [Fact]
    public Task What_names_its_run_is_computed_each_time() => Verify.Fix("""
            [Operator(Cache = true, Retries = 1)]
            public static string A(string name) => name + {|AQ6008:RunContext.Current.RunId|};

            [Operator(Cache = true)]
            public static string B(string name) => name + {|AQ6008:RunContext.Current.RunId|};
        """, """
            [Operator(Retries = 1)]
            public static string A(string name) => name + RunContext.Current.RunId;

            [Operator]
            public static string B(string name) => name + RunContext.Current.RunId;
        """, "AQ6008:cache");
}
