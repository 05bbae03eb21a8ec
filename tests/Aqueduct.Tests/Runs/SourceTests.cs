using Aqueduct.Runtime;
using Aqueduct.Tests.Engine;

namespace Aqueduct.Tests.Runs;

/// <summary>The code of nodes, kept beside their runs.</summary>
public sealed class SourceTests : IAsyncLifetime
{
    readonly TestHome _home = new();
    readonly string _method = $"Sources.{Guid.NewGuid():N}";

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _home.DisposeAsync().AsTask();

    FakeWorkflow Flow => new FakeWorkflow().Operator("One", _ => 1).Written(_method).Operator("Two", _ => 2, ["One"]);

    [Fact]
    public async Task A_run_is_read_with_the_code_it_had_whatever_became_of_it()
    {
        var text = "double One() => 1;";
        CodeSources.Add(method => method == _method ? text : null);
        var first = await _home.RunAsync(Flow);
        text = "double One() => 2;";
        var second = await _home.RunAsync(Flow);
        CodeVersions.Add($"{_method} 0123456789abcdef", static () => []);
        await using var store = _home.Open(TimeProvider.System);
        await using var runner = new WorkflowRunner(store, TimeProvider.System);
        var third = await runner.RunAsync(Flow, new Dictionary<string, string>(), NoObserver.Instance, CancellationToken.None);

        Assert.Equal(["double One() => 1;", "double One() => 1;", "double One() => 2;"], new[] { first, second, third }.Select(r => store.Read(q => q.SourceOf(r.Run.Id, 0))));
        Assert.Null(store.Read(q => q.SourceOf(first.Run.Id, 1)));
    }
}
