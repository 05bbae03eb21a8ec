using Aqueduct.Runtime;
using Aqueduct.Tests.Hosting;

namespace Aqueduct.Tests.Engine;

/// <summary>What a check that does not hold leaves behind.</summary>
public class CheckDetailTests
{
    const string Reason = "2 of 4 rows fail (50 %); expected values from 0 to 1.\n  row 2: 1.5\n  row 4: -1";

    static FakeWorkflow Ratios(Severity severity) => new FakeWorkflow().Named("Ratios").Operator("Load", _ => 1)
        .EachCheck("Between", _ => Expect.Between(Table.Of(0.5, 1.5, 1, -1), x => x, 0, 1), severity, "Load")
        .EachCheck("Positive", _ => Expect.Positive(Table.Of(1), x => x), severity, "Load");

    [Fact]
    public async Task The_rows_that_fail_are_kept_and_shown()
    {
        await using var host = new Host(Ratios(Severity.Warning));
        var (_, shown, _) = await host.RunAsync("run");
        Assert.Contains("2 of 4 rows fail (50 %); expected values from 0 to 1.", shown, StringComparison.Ordinal);
        Assert.Contains("row 4: -1", shown, StringComparison.Ordinal);
        Assert.Contains("row 4: -1", (await host.RunAsync("show", "latest")).Output, StringComparison.Ordinal);
        var json = (await host.RunAsync("show", "latest", "--json")).Output;
        Assert.Empty(JsonSchema.Errors("aqueduct-run.v1", json));
        var checks = System.Text.Json.JsonDocument.Parse(json).RootElement.GetProperty("checks");
        Assert.Equal([Reason, "true"], checks.EnumerateArray().Select(c => c.GetProperty("detail").GetString()));
    }

    [Fact]
    public async Task A_run_that_fails_for_it_says_why()
    {
        await using var home = new TestHome();
        var run = await home.RunAsync(Ratios(Severity.Error));
        Assert.Equal("Between: Check Between does not hold: 2 of 4 rows fail (50 %); expected values from 0 to 1.", run.Run.Failure!.Error);
    }

    [Fact]
    public void A_list_of_answers_says_which_are_false()
    {
        var context = new Hearing();
        context.Check(0, [true, false, true, false]);
        Assert.Equal((false, "2 of 4 rows fail (50 %); expected true.\n  row 2\n  row 4"), (context.Passed, context.Reason));
    }

    sealed class Hearing() : RunContext("test", DateTimeOffset.UnixEpoch, default)
    {
        public bool Passed { get; private set; }

        public string? Reason { get; private set; }

        public override void Check(int node, bool passed) => Passed = passed;

        internal override void Explain(string reason) => Reason = reason;
    }
}
