using Aqueduct.Runtime;
using Microsoft.Extensions.Logging;

namespace Aqueduct.Tests.Engine;

/// <summary>What a person is told of a failure, and what is kept of a node's output.</summary>
public sealed class FailureTests : IAsyncLifetime
{
    readonly TestHome _home = new() { Options = new RunOptions { MaxOutput = 200 } };

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _home.DisposeAsync().AsTask();

    static double Divide(int divisor) => 1 / divisor;

    static async Task<double> DivideLaterAsync(int divisor)
    {
        await Task.Yield();
        return Divide(divisor);
    }

    [Fact]
    public async Task The_stack_trace_starts_at_the_persons_line()
    {
        var run = await _home.RunAsync(new FakeWorkflow().Operator("Divided", _ => Divide(0)));
        var lines = run.Nodes[0].Failure!.StackTrace!.Split('\n');
        Assert.StartsWith("at Aqueduct.Tests.Engine.FailureTests.Divide(Int32 divisor)", lines[0], StringComparison.Ordinal);
        Assert.Contains("FailureTests.cs:line", lines[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Frames_of_libraries_before_the_persons_line_and_of_async_machinery_are_left_out()
    {
        var run = await _home.RunAsync(new FakeWorkflow().OperatorAsync("Parsed", async _ => await DivideLaterAsync(int.Parse("x", null))).OperatorAsync("Divided", async _ => await DivideLaterAsync(0)));
        Assert.StartsWith("at Aqueduct.Tests.Engine.FailureTests.", run.Nodes[0].Failure!.StackTrace, StringComparison.Ordinal);
        var divided = run.Nodes[1].Failure!.StackTrace!;
        Assert.StartsWith("at Aqueduct.Tests.Engine.FailureTests.Divide(Int32 divisor)", divided, StringComparison.Ordinal);
        Assert.DoesNotContain("System.", divided, StringComparison.Ordinal);
        Assert.DoesNotContain("Aqueduct.Runtime", divided, StringComparison.Ordinal);
        Assert.DoesNotContain("---", divided, StringComparison.Ordinal);
    }

    [Fact]
    public void Frames_from_the_generated_call_outwards_are_left_out()
    {
        const string trace = """
               at System.Number.ThrowFormatException[TChar](ReadOnlySpan`1 value)
               at System.Int32.Parse(String s)
               at Churn.Parse(String text) in /home/ada/churn.cs:line 12
               at Aqueduct.Table`1.Select[R](Func`2 selector)
               at Churn.LogFeatures(Table`1 customers) in /home/ada/churn.cs:line 20
               at Churn.RunWorkflowRun.InvokeAsync(Int32 node, RunContext run) in /home/ada/obj/Churn.g.cs:line 40
               at Aqueduct.Runtime.NodeCall.InvokeAsync(WorkflowRun graph, Int32 node, EngineRunContext context, NodeOutput output)
            """;
        Assert.Equal("at Churn.Parse(String text) in /home/ada/churn.cs:line 12\nat Churn.LogFeatures(Table`1 customers) in /home/ada/churn.cs:line 20", StackTraces.Trim(trace));
    }

    [Fact]
    public void A_failure_inside_generated_code_names_the_persons_method()
    {
        var node = new NodeDefinition { Name = "Customers", Kind = NodeKind.Sql, Method = "Churn.Customers", Resource = "demo" };
        var failure = Failures.Of(node, new Microsoft.Data.Sqlite.SqliteException("no such table: customer", 1));
        Assert.Equal("at Churn.Customers", failure.StackTrace);
        Assert.Contains("resource 'demo'", failure.Tip, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(typeof(NullReferenceException), "null"), InlineData(typeof(DivideByZeroException), "zero"), InlineData(typeof(FileNotFoundException), "not there"), InlineData(typeof(KeyNotFoundException), "TryGetValue")]
    public void Common_mistakes_come_with_a_tip(Type exception, string word)
    {
        var node = new NodeDefinition { Name = "One", Kind = NodeKind.Operator, Method = "Fake.One" };
        Assert.Contains(word, Failures.Of(node, (Exception)Activator.CreateInstance(exception)!).Tip, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(NodeKind.Operator), InlineData(NodeKind.Check), InlineData(NodeKind.Metric)]
    internal void Any_other_failure_of_the_persons_code_has_a_tip_too(NodeKind kind) => Assert.StartsWith(
        "Start at the first line above.", Failures.Of(new NodeDefinition { Name = "One", Kind = kind, Method = "Fake.One" }, new InvalidOperationException("the model is gone")).Tip, StringComparison.Ordinal);

    [Fact]
    public async Task Console_output_of_parallel_nodes_is_kept_apart()
    {
        using var both = new Barrier(2);
        FakeWorkflow Talk(FakeWorkflow workflow, string name) => workflow.OperatorAsync(name, async _ =>
        {
            for (var i = 0; i < 3; i++)
            {
                both.SignalAndWait(TimeSpan.FromSeconds(30));
                Console.WriteLine($"{name} {i}");
                await Task.Yield();
            }

            Console.Error.Write("end");
            return 1;
        });
        var run = await _home.RunAsync(Talk(Talk(new FakeWorkflow(), "Ann"), "Bob"));
        Assert.Equal("Ann 0\nAnn 1\nAnn 2\nend", run.Nodes[0].Output);
        Assert.Equal("Bob 0\nBob 1\nBob 2\nend", run.Nodes[1].Output);
    }

    [Fact]
    public async Task The_logger_writes_to_the_nodes_output()
    {
        var run = await _home.RunAsync(new FakeWorkflow().Operator("One", c =>
        {
            c.Logger.LogWarning("only {Rows} rows", 3);
            return 1;
        }));
        Assert.Equal("warn: only 3 rows\n", run.Nodes[0].Output);
    }

    [Fact]
    public async Task Output_beyond_the_limit_is_cut_with_a_note()
    {
        var run = await _home.RunAsync(new FakeWorkflow().Operator("Loud", _ =>
        {
            Console.Write(new string('x', 250));
            return 1;
        }));
        Assert.Equal(new string('x', 200) + "\n… 50 more characters were cut: a node's output is kept up to 200.\n", run.Nodes[0].Output);
    }

    [Fact]
    public async Task A_failed_nodes_output_is_kept()
    {
        var run = await _home.RunAsync(new FakeWorkflow().Operator("One", _ =>
        {
            Console.WriteLine("before");
            throw new InvalidOperationException("no");
        }));
        Assert.Equal("before\n", run.Nodes[0].Output);
    }

    [Fact]
    public async Task The_console_is_restored_after_the_run()
    {
        var (output, error) = (Console.Out, Console.Error);
        await _home.RunAsync(new FakeWorkflow().Operator("One", _ => 1));
        Assert.Same(output, Console.Out);
        Assert.Same(error, Console.Error);
    }
}
