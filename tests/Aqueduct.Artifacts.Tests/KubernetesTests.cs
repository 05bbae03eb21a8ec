using Aqueduct.Artifacts.Model;

namespace Aqueduct.Artifacts.Tests;

public sealed class KubernetesTests
{
    [Theory]
    [InlineData("@daily", "0 0 * * *")]
    [InlineData("@Weekly", "0 0 * * 0")]
    [InlineData("*/5 * * * *", "*/5 * * * *")]
    [InlineData("0  8-10,20 * * MON-FRI", "0 8,9,10,20 * * 1,2,3,4,5")]
    [InlineData("0 0 * * 7", "0 0 * * 0")]
    [InlineData("0 0 * * FRI-MON", "0 0 * * 0,1,5,6")]
    [InlineData("0 22-2/2 * * *", "0 0,2,22 * * *")]
    [InlineData("0 0 1 JAN,jul ?", "0 0 1 1,7 *")]
    [InlineData("10/20 * * * *", "10,30,50 * * * *")]
    public void A_schedule_is_written_as_Kubernetes_reads_it(string schedule, string expected)
    {
        var yaml = Sample.Render("kubernetes.yaml", Sample.Churn with { Schedule = schedule });

        Assert.Contains($"  schedule: \"{expected}\"\n  timeZone: \"Europe/Berlin\"\n  suspend: false\n", yaml);
    }

    [Theory]
    [InlineData("0 0 L * *", "'L' for the day of month")]
    [InlineData("0 0 * * MON#1", "'MON#1' for the day of week")]
    [InlineData("0 0 15W * *", "'15W' for the day of month")]
    [InlineData("0 0 13 * FRI", "on either, not only on both")]
    [InlineData("61 * * * *", "'61' for the minute")]
    [InlineData("*/0 * * * *", "'*/0' for the minute")]
    [InlineData("@sometimes", "1 fields instead of five")]
    public void A_schedule_Kubernetes_cannot_say_is_suspended_and_said_so(string schedule, string reason)
    {
        var rendered = ArtifactSet.Render(Sample.Plan(Sample.Churn with { Schedule = schedule }));

        Assert.Contains("suspend: true", rendered.File("kubernetes.yaml"));
        var limitation = Assert.Single(rendered.Limitations);
        Assert.Contains(reason, limitation);
        Assert.Contains("'Customer churn'", limitation);
    }

    [Theory]
    [InlineData(Overlap.Skip, "Forbid")]
    [InlineData(Overlap.Queue, "Forbid")]
    [InlineData(Overlap.Parallel, "Allow")]
    [InlineData(Overlap.CancelPrevious, "Replace")]
    public void Overlap_becomes_the_concurrency_policy(Overlap overlap, string policy) =>
        Assert.Contains($"concurrencyPolicy: \"{policy}\"", Sample.Render("kubernetes.yaml", Sample.Churn with { Overlap = overlap }));

    [Theory]
    [InlineData(CatchUp.None, 60, 0)]
    [InlineData(CatchUp.Last, 86400, 0)]
    [InlineData(CatchUp.All, 86400, 1)]
    public void CatchUp_becomes_the_starting_deadline(CatchUp catchUp, int seconds, int limitations)
    {
        var rendered = ArtifactSet.Render(Sample.Plan(Sample.Churn with { CatchUp = catchUp }));

        Assert.Contains($"startingDeadlineSeconds: {seconds}\n", rendered.File("kubernetes.yaml"));
        Assert.Equal(limitations, rendered.Limitations.Count);
    }

    [Fact]
    public void A_pod_is_as_large_as_the_largest_of_its_operators()
    {
        var yaml = Sample.Render("kubernetes.yaml", Sample.Churn with
        {
            Nodes = [new(0, "A", Cpu: 0.5, Memory: "900Mi"), new(1, "B", Cpu: 4, Memory: "1G", Gpu: 2), new(2, "C", Memory: "512Mi")],
        });

        Assert.Contains("limits: { cpu: \"4\", memory: \"1G\", nvidia.com/gpu: \"2\" }", yaml);
    }

    [Fact]
    public void A_quantity_the_compiler_should_have_refused_is_AQ9002() =>
        Assert.Equal("AQ9002", Assert.Throws<ArtifactException>(() => Sample.Plan(Sample.Churn with { Nodes = [new(0, "A", Memory: "4GB")] })).Code);

    [Fact]
    public void Only_the_secrets_of_the_workflows_own_resources_reach_its_pod()
    {
        var yaml = Sample.Render("kubernetes.yaml", Sample.Churn with { Resources = ["LAKE"] });

        Assert.Contains("key: \"LAKE_KEY\"", yaml);
        Assert.Contains("key: \"LAKE_SECRET\"", yaml);
        Assert.DoesNotContain("WAREHOUSE_PASSWORD", yaml);
    }

    [Fact]
    public void A_long_name_stays_within_what_a_CronJob_may_have()
    {
        var first = Sample.Plan(Sample.Churn with { Slug = new string('a', 52) }).Workflows[0].Name;
        var second = Sample.Plan(Sample.Churn with { Slug = new string('a', 51) + "b" }).Workflows[0].Name;

        Assert.Equal(52, first.Length);
        Assert.NotEqual(first, second);
    }
}
