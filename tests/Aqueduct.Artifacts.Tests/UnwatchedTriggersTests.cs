using Aqueduct.Artifacts.Planning;

namespace Aqueduct.Artifacts.Tests;

public class UnwatchedTriggersTests
{
    static readonly DeploymentPlan Plan = Sample.Plan(Sample.Churn, Sample.Adhoc with { OnFile = "landing/{day}.csv" }, Sample.Adhoc with { Name = "Hook", Slug = "hook", Webhook = true });

    [Theory]
    [InlineData("kubernetes"), InlineData("argo"), InlineData("Compose"), InlineData("airflow"), InlineData("lambda")]
    public void A_target_with_a_scheduler_of_its_own_sees_no_files_and_takes_no_requests(string target) => Assert.Equal(
        [$"Workflow 'Backfill' starts at the arrival of 'landing/{{day}}.csv', which the target {target} does not see. Leave the app's own 'serve' running beside it, or start the workflow there by a schedule or by hand.",
            $"Workflow 'Hook' starts by a request, which the target {target} does not see. Leave the app's own 'serve' running beside it, or start the workflow there by a schedule or by hand."],
        UnwatchedTriggers.Of(Plan, target));

    [Fact]
    public void The_server_that_compose_starts_sees_them()
    {
        var plan = Plan with { Servers = Plan.Servers with { Serves = true } };
        Assert.Empty(UnwatchedTriggers.Of(plan, "compose"));
        Assert.NotEmpty(UnwatchedTriggers.Of(plan, "kubernetes"));
    }

    [Theory]
    [InlineData(null), InlineData(""), InlineData("local"), InlineData("container")]
    public void Where_serve_can_run_nothing_is_said(string? target) => Assert.Empty(UnwatchedTriggers.Of(Plan, target));
}
