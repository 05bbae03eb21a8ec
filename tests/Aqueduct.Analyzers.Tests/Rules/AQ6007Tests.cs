namespace Aqueduct.Analyzers.Tests;

public class AQ6007Tests
{
    [Fact]
    public Task A_token_that_is_not_passed_is_found() => Verify.Members("""
            [Operator]
            public static async Task<int> A(int x, CancellationToken cancel = default)
            {
                await Task.{|AQ6007:Delay|}(1);
                return x + (await System.IO.File.{|AQ6007:ReadAllTextAsync|}("x")).Length;
            }
        """);

    [Fact]
    public Task A_token_that_is_passed_passes() => Verify.Members("""
            [Operator]
            public static async Task<int> A(int x, CancellationToken cancel = default)
            {
                await Task.Delay(1, cancel);
                await Task.Delay(1, CancellationToken.None);
                await Parallel.ForEachAsync(new[] { 1 }, cancel, async (i, token) => await Task.Delay(i, token));
                return x;
            }
        """);
}
