using System.Text.Json.Nodes;
using Aqueduct.Deploying;

namespace Aqueduct.Artifacts.Tests.Deploying;

public sealed class PodProblemTests
{
    [Theory]
    [InlineData("""{ "terminated": { "reason": "OOMKilled", "exitCode": 137 } }""", "out of memory: it used more than its limit of 200Mi. Raise Memory of the workflow's operators", true)]
    [InlineData("""{ "terminated": { "reason": "Error", "exitCode": 1 } }""", "its program ended with exit code 1", true)]
    [InlineData("""{ "terminated": { "reason": "Error", "exitCode": 139 } }""", "its program ended with exit code 139, by signal 11", true)]
    [InlineData("""{ "terminated": { "reason": "StartError", "exitCode": 128, "message": "exec: \"dotnet\": not found." } }""", "its program cannot be started: exec: \"dotnet\": not found", true)]
    [InlineData("""{ "waiting": { "reason": "ErrImagePull", "message": "not found" } }""", "the image 'r/app:1' cannot be pulled: not found", false)]
    [InlineData("""{ "waiting": { "reason": "InvalidImageName", "message": "no name" } }""", "the image 'r/app:1' cannot be pulled: no name", true)]
    [InlineData("""{ "waiting": { "reason": "CreateContainerConfigError", "message": "secret \"churn-secrets\" not found" } }""", "its container cannot be made: secret \"churn-secrets\" not found", true)]
    public void A_container_that_goes_wrong_says_how(string state, string reason, bool isFinal) => Assert.Equal(new PodProblem(reason, isFinal), PodProblem.Of(Pod(state)));

    [Theory]
    [InlineData("""{ "running": {} }""")]
    [InlineData("""{ "waiting": { "reason": "ContainerCreating" } }""")]
    [InlineData("""{ "terminated": { "reason": "Completed", "exitCode": 0 } }""")]
    public void A_container_that_does_not_go_wrong_says_nothing(string state) => Assert.Null(PodProblem.Of(Pod(state)));

    [Fact]
    public void A_pod_that_no_node_takes_says_so_and_may_still_start() => Assert.Equal(
        new PodProblem("no node takes the pod: 0/1 nodes are available: 1 Insufficient cpu", IsFinal: false),
        PodProblem.Of(Pod(null, """{ "phase": "Pending", "conditions": [{ "type": "PodScheduled", "status": "False", "message": "0/1 nodes are available: 1 Insufficient cpu." }] }""")));

    [Fact]
    public void A_pod_that_was_evicted_says_why() => Assert.Equal(
        new PodProblem("Evicted: The node was low on resource: memory", IsFinal: true),
        PodProblem.Of(Pod(null, """{ "phase": "Failed", "reason": "Evicted", "message": "The node was low on resource: memory." }""")));

    [Fact]
    public async Task Between_two_attempts_to_pull_the_reason_of_the_last_one_is_told()
    {
        var cluster = new FakeCluster { Events = [("Failed", "Failed to pull image \"r/app:1\": no such host"), ("Failed", "Error: ErrImagePull"), ("BackOff", "Back-off pulling image \"r/app:1\"")] };

        Assert.Equal(new PodProblem("the image cannot be pulled: Failed to pull image \"r/app:1\": no such host", IsFinal: true),
            await PodProblem.OfAsync(cluster, Pod("""{ "waiting": { "reason": "ImagePullBackOff", "message": "Back-off pulling image" } }"""), CancellationToken.None));
    }

    static Manifest Pod(string? state, string status = "{}")
    {
        var said = (JsonObject)JsonNode.Parse(status)!;
        if (state is not null)
            said["containerStatuses"] = new JsonArray(new JsonObject { ["image"] = "r/app:1", ["state"] = JsonNode.Parse(state) });
        return new(new()
        {
            ["apiVersion"] = "v1",
            ["kind"] = "Pod",
            ["metadata"] = new JsonObject { ["name"] = "churn-1" },
            ["spec"] = JsonNode.Parse("""{ "containers": [{ "resources": { "limits": { "memory": "200Mi" } } }] }"""),
            ["status"] = said,
        });
    }
}
