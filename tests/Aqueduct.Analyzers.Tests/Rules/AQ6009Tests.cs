namespace Aqueduct.Analyzers.Tests;

public class AQ6009Tests
{
    [Fact]
    public Task Tasks_that_nobody_waits_for_are_found() => Verify.Members("""
            [Operator]
            public static int A(int x)
            {
                {|AQ6009:Task.Run(() => x)|};
                _ = {|AQ6009:Task.Delay(1)|};
                var lost = {|AQ6009:Task.Delay(1)|};
                return x;
            }
        """);

    [Fact]
    public Task Awaited_and_collected_tasks_pass() => Verify.Members("""
            [Operator]
            public static async Task<int> A(int x)
            {
                var work = Task.Run(() => x);
                await Task.Delay(1);
                _ = await Task.FromResult(1);
                return await work;
            }

            [Operator]
            public static Task<int> B(int x) => Task.FromResult(x);
        """);
}
