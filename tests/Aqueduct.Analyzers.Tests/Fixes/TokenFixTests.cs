namespace Aqueduct.Analyzers.Tests;

public class TokenFixTests
{
    [Fact]
    public Task Operators_with_a_time_out_take_a_token() => Verify.Fix("""
            [Operator(Timeout = {|AQ6006:"90s"|})]
            public static int A(int x)
            {
                while (x < 9)
                    x++;
                return x;
            }

            [Operator(Timeout = {|AQ6006:"90s"|})]
            public static int B(params int[] x)
            {
                while (x[0] < 9)
                    return 1;
                return 2;
            }
        """, """
            [Operator(Timeout = "90s")]
            public static int A(int x, CancellationToken cancel = default)
            {
                while (x < 9)
                    x++;
                return x;
            }

            [Operator(Timeout = "90s")]
            public static int B(CancellationToken cancel = default, params int[] x)
            {
                while (x[0] < 9)
                    return 1;
                return 2;
            }
        """, "AQ6006:take");

    [Fact]
    public Task Tokens_are_passed_on() => Verify.Fix("""
            [Operator]
            public static async Task<int> A(int x, CancellationToken cancel = default)
            {
                await Task.{|AQ6007:Delay|}(1);
                return x + (await System.IO.File.{|AQ6007:ReadAllTextAsync|}("x")).Length;
            }
        """, """
            [Operator]
            public static async Task<int> A(int x, CancellationToken cancel = default)
            {
                await Task.Delay(1, cancel);
                return x + (await System.IO.File.ReadAllTextAsync("x", cancel)).Length;
            }
        """, "AQ6007:pass");
}
