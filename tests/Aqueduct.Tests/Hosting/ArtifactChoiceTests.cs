using Aqueduct.Runtime;
using Aqueduct.Tests.Engine;
using Microsoft.Extensions.Configuration;

namespace Aqueduct.Tests.Hosting;

/// <summary>Where "artifacts" of aqueduct.json keeps them, in an app without further packages.</summary>
public sealed class ArtifactChoiceTests : IAsyncLifetime
{
    readonly Host _host = new(new FakeWorkflow().Named("Steady").Operator("One", _ => 1));

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _host.DisposeAsync().AsTask();

    Task<(int Code, string Output, string Error)> RunAsync(string type, params string[] args)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["artifacts:type"] = type, ["artifacts:bucket"] = "models" }).Build();
        ResourceRegistry.Scope(new ResourceRegistry(configuration, _host.Home.Folder, _host.Home.Folder));
        return _host.RunAsync(args);
    }

    [Fact]
    public async Task A_type_whose_package_is_missing_is_refused_before_anything_runs_and_the_package_is_named()
    {
        var (code, output, error) = await RunAsync("s3");
        Assert.Equal((2, ""), (code, output));
        Assert.Matches(@"^error: aqueduct\.json keeps artifacts in a store of type 's3', which is in the package Aqueduct\.Connectors\.S3\. Add it: #:package Aqueduct\.Connectors\.S3@\d+\.\d+\.\d+ at the top of the file, or dotnet add package Aqueduct\.Connectors\.S3 in a project\.\s*$", error);
        Assert.Empty(_host.Home.Store.Read(q => q.Newest(10)));
    }

    [Fact]
    public async Task A_command_that_looks_for_artifacts_says_the_same()
    {
        Assert.Equal(0, (await _host.RunAsync()).Code);
        var (code, _, error) = await RunAsync("s3", "verify");
        Assert.Equal(2, code);
        Assert.Contains("#:package Aqueduct.Connectors.S3@", error, StringComparison.Ordinal);
    }
}
