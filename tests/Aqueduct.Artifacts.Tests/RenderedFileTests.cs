namespace Aqueduct.Artifacts.Tests;

/// <summary>What is rendered for the guide's app, byte by byte.</summary>
public sealed class RenderedFileTests
{
    [Theory]
    [InlineData("Dockerfile")]
    [InlineData("Dockerfile.dockerignore")]
    [InlineData("compose.yaml")]
    [InlineData("kubernetes.yaml")]
    public void A_scheduled_workflow(string file) => Golden.Match(Sample.Render(file, Sample.Churn), file);

    [Theory]
    [InlineData("Dockerfile")]
    [InlineData("compose.yaml")]
    [InlineData("kubernetes.yaml")]
    public void Two_workflows_one_without_schedule_or_resources(string file) =>
        Golden.Match(Sample.Render(file, Sample.Churn, Sample.Adhoc), file);

    [Fact]
    public void An_app_that_brings_its_own_runtime_starts_its_executable() => Golden.Match(
        ArtifactSet.Render(Sample.Plan(Sample.Build with { EntryFile = "churn", BaseImage = "mcr.microsoft.com/dotnet/runtime-deps:10.0" }, Sample.Churn)).File("Dockerfile"),
        "Dockerfile");
}
