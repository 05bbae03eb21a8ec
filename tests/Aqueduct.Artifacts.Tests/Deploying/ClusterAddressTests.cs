using Aqueduct.Deploying;

namespace Aqueduct.Artifacts.Tests.Deploying;

public sealed class ClusterAddressTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    [Fact]
    public void The_persons_own_file_and_its_current_context_are_the_default()
    {
        Write(".kube/config", "here", "http://here:1", space: "team");

        using var cluster = new KubernetesCluster(new("", _folder.Path, null, null));

        Assert.Equal(("team", "namespace 'team' of context 'here'"), (cluster.Namespace, cluster.Place));
    }

    [Fact]
    public void Of_several_files_the_first_has_the_word_and_missing_ones_do_not_matter()
    {
        var variable = string.Join(Path.PathSeparator, Write("one", "first", "http://one:1"), _folder["missing"], Write("two", "second", "http://two:1", space: "far"));

        Assert.Equal("http://one:1", new ClusterAddress(variable, _folder.Path, null, null).Read().Host);
        Assert.Equal("http://two:1", new ClusterAddress(variable, _folder.Path, "second", null).Read().Host);
        using var cluster = new KubernetesCluster(new(variable, _folder.Path, "second", "near"));
        Assert.Equal("near", cluster.Namespace);
    }

    [Fact]
    public void A_context_that_is_not_there_is_AQ9017()
    {
        var file = Write("one", "first", "http://one:1");

        var refusal = Assert.Throws<ArtifactException>(() => new ClusterAddress(file, _folder.Path, "prod", null).Read());
        Assert.Equal("AQ9017", refusal.Code);
        Assert.Contains("prod", refusal.Message);
    }

    [Fact]
    public void No_file_at_all_is_AQ9017_and_says_which_one_was_looked_for()
    {
        var refusal = Assert.Throws<ArtifactException>(() => new ClusterAddress(null, _folder.Path, null, null).Read());

        Assert.Equal("AQ9017", refusal.Code);
        Assert.Contains(Path.Combine(_folder.Path, ".kube", "config"), refusal.Message);
    }

    [Fact]
    public async Task A_cluster_that_does_not_answer_is_AQ9017_and_named()
    {
        using var cluster = new KubernetesCluster(new(Write("one", "first", "http://localhost:1/clusters/a"), _folder.Path, null, null));

        var refusal = await Assert.ThrowsAsync<ArtifactException>(() => cluster.MinorVersionAsync(CancellationToken.None));
        Assert.Equal("AQ9017", refusal.Code);
        Assert.Contains("http://localhost:1/clusters/a/ cannot be reached", refusal.Message);
    }

    public void Dispose() => _folder.Dispose();

    string Write(string name, string context, string server, string? space = null) => _folder.Write(name, $$"""
        apiVersion: v1
        kind: Config
        current-context: {{context}}
        clusters: [{ name: {{context}}, cluster: { server: "{{server}}" } }]
        users: [{ name: {{context}}, user: { token: secret } }]
        contexts: [{ name: {{context}}, context: { cluster: {{context}}, user: {{context}}{{(space is null ? "" : $", namespace: {space}")}} } }]
        """);
}
