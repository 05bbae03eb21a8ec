namespace Aqueduct.Analyzers.Tests;

public class AQ6006Tests
{
    [Fact]
    public Task A_time_out_without_a_token_is_found() => Verify.Members("""
            [Operator(Timeout = {|AQ6006:"90s"|})]
            public static async Task<int> A(int x)
            {
                await Task.Delay(1);
                return x;
            }

            [Operator(Timeout = {|AQ6006:"90s"|})]
            public static int B(int x)
            {
                while (x < 1000000)
                    x += 2;
                return x;
            }
        """);

    [Fact]
    public Task A_token_and_a_plain_expression_pass() => Verify.Members("""
            [Operator(Timeout = "90s")]
            public static async Task<int> A(int x, CancellationToken cancel = default)
            {
                await Task.Delay(1, cancel);
                return x;
            }

            [Operator(Timeout = "90s")]
            public static Table<Row> B(Table<Row> rows) => rows.Where(r => r.Value > 0);

            [Operator(Timeout = "90s")]
            public static async Task<int> C(int x, RunContext? run = null)
            {
                await Task.Delay(1, run!.Cancellation);
                return x;
            }
        """);
}
