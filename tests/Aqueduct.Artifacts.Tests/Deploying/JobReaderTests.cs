using System.Text.Json.Nodes;
using Aqueduct.Deploying;

namespace Aqueduct.Artifacts.Tests.Deploying;

public sealed class JobReaderTests
{
    [Theory]
    [InlineData("""{ "active": 1 }""", "Pending", JobState.Waiting, null)]
    [InlineData("""{ "active": 1 }""", "Running", JobState.Running, null)]
    [InlineData("""{ "conditions": [{ "type": "Complete", "status": "True" }] }""", "Succeeded", JobState.Succeeded, null)]
    [InlineData("""{ "conditions": [{ "type": "Failed", "status": "True", "reason": "DeadlineExceeded" }] }""", null, JobState.Failed, "it ran longer than its Timeout of 7200 s")]
    [InlineData("""{ "conditions": [{ "type": "Failed", "status": "True", "reason": "BackoffLimitExceeded", "message": "Job has reached the specified backoff limit" }] }""", null, JobState.Failed, "Job has reached the specified backoff limit")]
    public async Task A_Job_is_as_its_conditions_and_its_pod_say(string status, string? podPhase, JobState state, string? problem)
    {
        var cluster = new FakeCluster();
        cluster.Known.Add(new("v1", "Pod"));
        if (podPhase is not null)
            cluster.Add(new() { ["apiVersion"] = "v1", ["kind"] = "Pod", ["metadata"] = JsonNode.Parse("""{ "name": "run-1-x", "labels": { "job-name": "run-1" } }"""), ["status"] = new JsonObject { ["phase"] = podPhase } });
        var job = new Manifest(new() { ["apiVersion"] = "batch/v1", ["kind"] = "Job", ["metadata"] = JsonNode.Parse("""{ "name": "run-1" }"""), ["spec"] = JsonNode.Parse("""{ "activeDeadlineSeconds": 7200 }"""), ["status"] = JsonNode.Parse(status) });

        var report = await JobReader.ReadAsync(cluster, job, CancellationToken.None);

        Assert.Equal((state, problem), (report.State, report.Problem));
    }
}
