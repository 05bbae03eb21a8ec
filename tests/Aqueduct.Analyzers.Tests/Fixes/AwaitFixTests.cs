namespace Aqueduct.Analyzers.Tests;

public class AwaitFixTests
{
    [Fact]
    public Task Blocking_waits_are_awaited() => Verify.Fix("""
            [Operator]
            public static async Task<int> A(int x)
            {
                await Task.Yield();
                {|AQ6005:Thread.Sleep(10)|};
                {|AQ6005:Task.Delay(1).Wait()|};
                {|AQ6005:Task.WaitAll(Task.CompletedTask, Task.CompletedTask)|};
                x += {|AQ6005:Task.FromResult(1).GetAwaiter().GetResult()|};
                Console.WriteLine({|AQ6005:Task.FromResult("a").Result|}.Length);
                return x;
            }
        """, """
            [Operator]
            public static async Task<int> A(int x)
            {
                await Task.Yield();
                await Task.Delay(10);
                await Task.Delay(1);
                await Task.WhenAll(Task.CompletedTask, Task.CompletedTask);
                x += await Task.FromResult(1);
                Console.WriteLine((await Task.FromResult("a")).Length);
                return x;
            }
        """, "AQ6005:await");

    [Fact]
    public Task Forgotten_tasks_are_awaited() => Verify.Fix("""
            [Operator]
            public static async Task<int> A(int x)
            {
                await Task.Yield();
                _ = {|AQ6009:Task.Delay(1)|};
                _ = {|AQ6009:Task.Delay(2)|};
                return x;
            }
        """, """
            [Operator]
            public static async Task<int> A(int x)
            {
                await Task.Yield();
                await Task.Delay(1);
                await Task.Delay(2);
                return x;
            }
        """, "AQ6009:await");
}
