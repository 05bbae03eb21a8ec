namespace Aqueduct.Analyzers.Tests;

public class AQ6005Tests
{
    [Fact]
    public Task Blocking_waits_are_found() => Verify.Members("""
            [Operator]
            public static async Task<int> A(int x)
            {
                await Task.Yield();
                Thread.Yield();
                {|AQ6005:Thread.Sleep(10)|};
                {|AQ6005:Task.Delay(1).Wait()|};
                {|AQ6005:Task.FromResult(1).GetAwaiter().GetResult()|};
                return {|AQ6005:Task.FromResult(x).Result|};
            }
        """);

    [Fact]
    public Task Results_of_awaited_tasks_pass() => Verify.Members("""
            [Operator]
            public static async Task<int> A(int x)
            {
                var a = Task.FromResult(x);
                var b = Task.FromResult(x);
                await Task.WhenAll(a, b);
                var c = await Task.FromResult(1).ContinueWith(t => t.Result);
                return a.Result + b.Result + c;
            }

            public static int NoOperator(int x) => Task.FromResult(x).Result;
        """);
}
