using Aqueduct.Runtime;

namespace Aqueduct.Tests.Engine;

public sealed class WorkflowRunnerTests : IAsyncLifetime
{
    readonly TestHome _home = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _home.DisposeAsync().AsTask();

    static NodeState[] States(RunDetails run) => [.. run.Nodes.Select(n => n.State)];

    [Fact]
    public async Task A_run_whose_nodes_all_pass_succeeds()
    {
        var run = await _home.RunAsync(new FakeWorkflow().Operator("One", _ => 1).Operator("Two", _ => 2, ["One"]));
        Assert.Equal(RunState.Succeeded, run.Run.State);
        Assert.Equal([NodeState.Succeeded, NodeState.Succeeded], States(run));
    }

    [Fact]
    public async Task What_was_recorded_is_what_was_returned()
    {
        var run = await _home.RunAsync(new FakeWorkflow().Parameter("size").Operator("One", _ => 1).Check("Holds", true, Severity.Error, "One")
            .Metric("Share", 0.25, [new(BoundKind.Below, 0.3, Severity.Warning)], "One").Save("SaveOne", "ones", "One"));
        var stored = _home.Store.Read(q => q.Find(run.Run.Id))!;
        Assert.Equal(Text(run), Text(stored));
        Assert.Equal(4, stored.Nodes.Count);
        Assert.Single(stored.Publications);
    }

    [Fact]
    public async Task A_node_behind_a_failed_one_is_skipped_and_an_independent_one_finishes()
    {
        var run = await _home.RunAsync(new FakeWorkflow()
            .Operator("Bad", _ => throw new InvalidOperationException("no"))
            .Operator("Behind", _ => 1, ["Bad"])
            .Operator("FarBehind", _ => 1, ["Behind"])
            .Operator("Independent", _ => 1));
        Assert.Equal([NodeState.Failed, NodeState.Skipped, NodeState.Skipped, NodeState.Succeeded], States(run));
        Assert.Equal(RunState.Failed, run.Run.State);
        Assert.Equal("Bad: InvalidOperationException: no", run.Run.Failure!.Error);
    }

    [Fact]
    public async Task A_warning_check_that_does_not_hold_lets_the_run_go_on_and_save()
    {
        var run = await _home.RunAsync(new FakeWorkflow().Operator("One", _ => 1).Check("Holds", false, Severity.Warning, "One").Save("SaveOne", "ones", "One"));
        Assert.Equal(RunState.SucceededWithWarnings, run.Run.State);
        Assert.Equal([NodeState.Succeeded, NodeState.Warning, NodeState.Succeeded], States(run));
        Assert.Single(run.Publications);
    }

    [Fact]
    public async Task An_error_check_that_does_not_hold_fails_the_run_keeps_its_value_and_saves_nothing()
    {
        var run = await _home.RunAsync(new FakeWorkflow().Operator("One", _ => 1).Check("Holds", false, Severity.Error, "One").Save("SaveOne", "ones", "One"));
        Assert.Equal(RunState.Failed, run.Run.State);
        Assert.Equal([NodeState.Succeeded, NodeState.Failed, NodeState.Canceled], States(run));
        Assert.Empty(run.Publications);
        Assert.Contains(run.Artifacts, a => a.Name == "holds");
        Assert.Equal(FailureOwner.User, run.Nodes[1].Failure!.Owner);
    }

    [Fact]
    public async Task Each_bound_of_a_metric_is_a_check_of_its_own()
    {
        var run = await _home.RunAsync(new FakeWorkflow().Operator("One", _ => 1)
            .Metric("AverageChurn", 0.35, [new(BoundKind.Below, 0.3, Severity.Warning), new(BoundKind.Below, 0.4, Severity.Error)], "One"));
        Assert.Equal(
            [new CheckRecord("AverageChurn", "AverageChurn below 0.3", Severity.Warning, false, "0.35"), new CheckRecord("AverageChurn", "AverageChurn below 0.4", Severity.Error, true, "0.35")],
            run.Checks);
        Assert.Equal([new MetricRecord("AverageChurn", "AverageChurn", 0.35)], run.Metrics);
        Assert.Equal(RunState.SucceededWithWarnings, run.Run.State);
    }

    [Theory]
    [InlineData(BoundKind.Below, 1, 2, true), InlineData(BoundKind.Below, 2, 2, false), InlineData(BoundKind.Above, 3, 2, true), InlineData(BoundKind.Above, 2, 2, false)]
    [InlineData(BoundKind.AtMost, 2, 2, true), InlineData(BoundKind.AtMost, 3, 2, false), InlineData(BoundKind.AtLeast, 2, 2, true), InlineData(BoundKind.AtLeast, 1, 2, false)]
    [InlineData(BoundKind.EqualTo, 2, 2, true), InlineData(BoundKind.EqualTo, 1, 2, false), InlineData(BoundKind.NotEqualTo, 1, 2, true), InlineData(BoundKind.NotEqualTo, 2, 2, false)]
    [InlineData(BoundKind.Below, double.NaN, 2, false), InlineData(BoundKind.AtLeast, double.NaN, 2, false), InlineData(BoundKind.NotEqualTo, double.NaN, 2, false)]
    internal void A_bound_compares_as_its_name_says(BoundKind kind, double value, double limit, bool holds) =>
        Assert.Equal(holds, Bounds.Hold(new BoundDefinition(kind, limit, Severity.Error), value));

    [Fact]
    public async Task Saves_start_only_when_every_compute_node_has_passed()
    {
        var order = new List<string>();
        await using var home = new TestHome
        {
            Options = new RunOptions
            {
                Publish = (saves, run, cancel) =>
                {
                    order.Add("publish");
                    return TestHome.Published(saves, run, cancel);
                },
            },
        };
        await home.RunAsync(new FakeWorkflow().Operator("One", _ => 1).Save("SaveOne", "ones", "One").OperatorAsync("Slow", async _ =>
        {
            await Task.Yield();
            order.Add("slow");
            return 1;
        }));
        Assert.Equal(["slow", "publish"], order);
    }

    [Fact]
    public async Task A_save_that_cannot_be_published_fails_and_cancels_the_others()
    {
        await using var home = new TestHome { Options = new RunOptions { Publish = (_, _, _) => throw new PublicationException("SaveTwo", "The disk is full.") } };
        var run = await home.RunAsync(new FakeWorkflow().Operator("One", _ => 1).Save("SaveOne", "ones", "One").Save("SaveTwo", "twos", "One"));
        Assert.Equal([NodeState.Succeeded, NodeState.Canceled, NodeState.Failed], States(run));
        Assert.Equal("SaveTwo: The disk is full.", run.Run.Failure!.Error);
    }

    [Fact]
    public async Task A_save_whose_method_throws_publishes_nothing()
    {
        var run = await _home.RunAsync(new FakeWorkflow().Operator("One", _ => 1).SaveThatThrows("SaveOne", new InvalidOperationException("no such resource"), "One").Save("SaveTwo", "twos", "One"));
        Assert.Equal([NodeState.Succeeded, NodeState.Failed, NodeState.Canceled], States(run));
        Assert.Empty(run.Publications);
    }

    [Fact]
    public async Task A_dry_run_computes_everything_and_publishes_nothing()
    {
        await using var home = new TestHome { Options = new RunOptions { Dry = true } };
        var run = await home.RunAsync(new FakeWorkflow().Operator("One", _ => 1).Save("SaveOne", "ones", "One"));
        Assert.Equal([NodeState.Succeeded, NodeState.Skipped], States(run));
        Assert.Equal(RunState.Succeeded, run.Run.State);
    }

    [Fact]
    public async Task An_unknown_parameter_is_refused_with_the_nearest_name_and_no_run_is_recorded()
    {
        var thrown = await Assert.ThrowsAsync<ParameterException>(() => _home.RunAsync(new FakeWorkflow().Parameter("minimumSize").Operator("One", _ => 1), ("minimumSise", "3")));
        Assert.Equal("Workflow 'Fake flow' has no parameter 'minimumSise'. Did you mean 'minimumSize'?", thrown.Message);
        Assert.Empty(_home.Store.Read(q => q.Newest(10)));
    }

    [Fact]
    public async Task An_ill_typed_parameter_is_refused_and_no_run_is_recorded()
    {
        var thrown = await Assert.ThrowsAsync<ParameterException>(() => _home.RunAsync(new FakeWorkflow().Parameter("minimumSize").Operator("One", _ => 1), ("minimumSize", "many")));
        Assert.Equal("Parameter 'minimumSize' is double; 'many' is not.", thrown.Message);
        Assert.Empty(_home.Store.Read(q => q.Newest(10)));
    }

    [Fact]
    public async Task A_run_records_every_parameter_defaults_included()
    {
        var run = await _home.RunAsync(new FakeWorkflow().Parameter("a", fallback: "1").Parameter("b", fallback: "2").Operator("One", _ => 1), ("b", "5"));
        Assert.Equal([("a", "1"), ("b", "5")], run.Run.Parameters.Select(p => (p.Key, p.Value)));
    }

    [Fact]
    public async Task Random_draws_the_same_numbers_for_the_same_logical_time()
    {
        await using var home = new TestHome { Options = new RunOptions { LogicalTime = new DateTimeOffset(2026, 1, 2, 0, 0, 0, TimeSpan.Zero) } };
        var drawn = new List<double>();
        var workflow = new FakeWorkflow().Operator("Draw", c => { drawn.Add(c.Random.NextDouble()); return 0; });
        await home.RunAsync(workflow);
        await home.RunAsync(workflow);
        await _home.RunAsync(workflow);
        Assert.Equal(drawn[0], drawn[1]);
        Assert.NotEqual(drawn[0], drawn[2]);
    }

    [Fact]
    public async Task The_ambient_context_is_the_nodes_own()
    {
        string? ambient = null;
        var run = await _home.RunAsync(new FakeWorkflow().Operator("One", _ => { ambient = RunContext.Current.RunId; return 1; }));
        Assert.Equal(run.Run.Id, ambient);
        Assert.Equal("plain", RunContext.Current.RunId);
    }

    static string Text(RunDetails details)
    {
        using var bytes = new MemoryStream();
        using (var json = new System.Text.Json.Utf8JsonWriter(bytes))
            RunJson.WriteDetails(json, details);
        return System.Text.Encoding.UTF8.GetString(bytes.ToArray());
    }
}
