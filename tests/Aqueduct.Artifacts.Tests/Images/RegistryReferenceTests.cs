using Aqueduct.Artifacts.Images;

namespace Aqueduct.Artifacts.Tests.Images;

public sealed class RegistryReferenceTests
{
    [Theory]
    [InlineData("churn:1.0.0", "registry-1.docker.io", "library/churn", "1.0.0", "docker.io/library/churn:1.0.0", false)]
    [InlineData("team/churn", "registry-1.docker.io", "team/churn", "latest", "docker.io/team/churn:latest", false)]
    [InlineData("docker.io/team/churn:2", "registry-1.docker.io", "team/churn", "2", "docker.io/team/churn:2", true)]
    [InlineData("localhost/churn:1", "localhost", "churn", "1", "localhost/churn:1", true)]
    [InlineData("localhost:5000/a/b:1", "localhost:5000", "a/b", "1", "localhost:5000/a/b:1", true)]
    [InlineData("ghcr.io/team/churn", "ghcr.io", "team/churn", "latest", "ghcr.io/team/churn:latest", true)]
    [InlineData("ghcr.io/team/churn:1@sha256:0123456789012345678901234567890123456789012345678901234567890123", "ghcr.io", "team/churn",
        "sha256:0123456789012345678901234567890123456789012345678901234567890123", "ghcr.io/team/churn@sha256:0123456789012345678901234567890123456789012345678901234567890123", true)]
    public void A_reference_is_read_as_container_engines_read_it(string image, string registry, string repository, string tag, string name, bool namesRegistry)
    {
        var reference = RegistryReference.Parse(image);
        Assert.Equal((registry, repository, tag, name), (reference.Registry, reference.Repository, reference.Tag, reference.Name));
        Assert.Equal(namesRegistry, RegistryReference.NamesRegistry(image));
    }

    [Fact]
    public void What_is_no_reference_is_AQ9004() => Assert.Equal("AQ9004", Assert.Throws<ArtifactException>(() => RegistryReference.Parse("https://ghcr.io/churn")).Code);

    [Theory]
    [InlineData("localhost:5000/churn", null, "http://localhost:5000/v2/")]
    [InlineData("ghcr.io/churn", null, "https://ghcr.io/v2/")]
    [InlineData("10.0.0.7:5000/churn", "registry.example.com, 10.0.0.7:5000", "http://10.0.0.7:5000/v2/")]
    [InlineData("10.0.0.7:5001/churn", "10.0.0.7:5000", "https://10.0.0.7:5001/v2/")]
    public void Plain_HTTP_is_spoken_on_this_machine_and_where_it_is_allowed(string image, string? insecure, string address) =>
        Assert.Equal(address, RegistryReference.Parse(image).Address(insecure).ToString());
}
