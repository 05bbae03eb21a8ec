using System.Globalization;
using Aqueduct.Artifacts.Model;
using Aqueduct.Artifacts.Targets.Lambda;
using Aqueduct.Artifacts.Tests.Schemas;

namespace Aqueduct.Artifacts.Tests;

/// <summary>The template for AWS Lambda.</summary>
public sealed class LambdaTests
{
    static readonly WorkflowModel Nightly = Sample.Churn with { Timeout = TimeSpan.FromMinutes(10), CatchUp = CatchUp.None };

    [Fact]
    public void A_workflow_is_rendered_as_it_was_reviewed() => Golden.Match(Sample.Render("lambda.yaml", Nightly, Sample.Adhoc with { Overlap = Overlap.Parallel }), "lambda.yaml");

    [Theory]
    [InlineData("@daily", "cron(0 0 * * ? *)")]
    [InlineData("@weekly", "cron(0 0 ? * SUN *)")]
    [InlineData("*/5 8-17 * * MON-FRI", "cron(0/5 8,9,10,11,12,13,14,15,16,17 ? * MON,TUE,WED,THU,FRI *)")]
    [InlineData("30 6 1,15 */3 *", "cron(30 6 1,15 1/3 ? *)")]
    [InlineData("0 0 */2 * *", "cron(0 0 1/2 * ? *)")]
    [InlineData("0 0 * * */2", "cron(0 0 ? * SUN,TUE,THU,SAT *)")]
    [InlineData("0 22 * * 7", "cron(0 22 ? * SUN *)")]
    public void Schedules_are_said_as_the_scheduler_reads_them(string schedule, string expected) => Assert.Equal(expected, LambdaSchedule.Of(schedule, out _));

    [Theory]
    [InlineData("0 0 L * *")]
    [InlineData("0 0 13 * FRI")]
    [InlineData("every night")]
    public void A_schedule_that_cannot_be_said_is_left_out_with_the_reason(string schedule)
    {
        Assert.Null(LambdaSchedule.Of(schedule, out var reason));
        Assert.NotNull(reason);
        var file = Sample.Render("lambda.yaml", Nightly with { Schedule = schedule });
        Assert.Contains($"# customer-churn has no schedule here: {reason}.\n", file);
        Assert.DoesNotContain("ScheduleV2", file);
    }

    [Theory]
    [InlineData(0, null, 1, null, "it asks for a GPU")]
    [InlineData(0, "11Gi", 0, null, "it asks for 11Gi of memory, and Lambda has 10240 MB")]
    [InlineData(7, null, 0, null, "it asks for 7 processors, and Lambda has 6")]
    [InlineData(0, null, 0, "00:15:01", "it may take longer than Lambda's 15 minutes")]
    public void What_Lambda_has_no_room_or_time_for_is_left_out_with_the_reason(double cpu, string? memory, int gpu, string? timeout, string reason)
    {
        var large = new WorkflowModel("Large", "large", "0123456789abcdef", [new(0, "Train", cpu, memory, gpu)], Timeout: timeout is null ? null : TimeSpan.Parse(timeout, CultureInfo.InvariantCulture));
        Assert.Contains($"# Without large: {reason}", Sample.Render("lambda.yaml", Nightly, large));
        Assert.DoesNotContain(ArtifactSet.Render(Sample.Plan(large)).Files, f => f.Path == "lambda.yaml");
    }

    [Theory]
    [InlineData(0, null, 1769)] // one processor, where nothing is declared
    [InlineData(0.1, "64Mi", 177)]
    [InlineData(2, "1Gi", 3538)]
    [InlineData(1, "8Gi", 8192)]
    [InlineData(6, "1Gi", 10240)]
    public void Memory_brings_the_processors(double cpu, string? memory, int megabytes)
    {
        var properties = Properties(new WorkflowModel("One", "one", "0123456789abcdef", [new(0, "Train", cpu, memory)]));
        Assert.Equal([megabytes, Math.Max(512, megabytes), 900], [(long)properties["MemorySize"]!, (long)properties["EphemeralStorage"]!["Size"]!, (long)properties["Timeout"]!]);
    }

    [Fact]
    public void Ids_are_distinct_where_names_without_hyphens_are_not()
    {
        var template = YamlAsJson.Documents(Sample.Render("lambda.yaml", Nightly with { Slug = "a-1" }, Nightly with { Slug = "a1" })).Single()!;
        Assert.Equal(["ChurnA1", "ChurnA1No2"], template["Resources"]!.AsObject().Select(r => r.Key));
    }

    [Theory]
    [MemberData(nameof(HostileTextTests.Names), MemberType = typeof(HostileTextTests))]
    public void No_name_that_somebody_chose_is_in_the_template(string name) => Assert.DoesNotContain("{{resolve:ssm:", Sample.Render("lambda.yaml", Nightly with { Name = name + "{{resolve:ssm:key}}" }));

    static System.Text.Json.Nodes.JsonNode Properties(WorkflowModel workflow) =>
        YamlAsJson.Documents(Sample.Render("lambda.yaml", workflow)).Single()!["Resources"]!.AsObject().Single().Value!["Properties"]!;
}
