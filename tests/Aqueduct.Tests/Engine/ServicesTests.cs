using Aqueduct.Runtime;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Aqueduct.Tests.Engine;

public sealed class ServicesTests : IAsyncLifetime
{
    readonly TestHome _home = new();

    static ServicesTests() => WorkflowCatalog.AddServices(s => s.AddScoped<Scoped>());

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _home.DisposeAsync().AsTask();

    [Theory]
    [InlineData(true), InlineData(false)]
    public async Task A_run_has_a_scope_of_its_own_that_ends_with_it(bool fails)
    {
        var seen = new List<Scoped>();
        var disposedWhileRunning = false;
        FakeWorkflow Workflow() => new FakeWorkflow { Created = s => { seen.Add(WorkflowServices.Get<Scoped>(s, "scoped", "Churn")); Assert.Same(seen[^1], s.GetService(typeof(Scoped))); } }
            .Operator("One", _ =>
            {
                disposedWhileRunning |= seen[^1].IsDisposed;
                return fails ? throw new InvalidOperationException("no") : 1;
            });
        await _home.RunAsync(Workflow());
        await _home.RunAsync(Workflow());
        Assert.False(disposedWhileRunning);
        Assert.NotSame(seen[0], seen[1]);
        Assert.All(seen, s => Assert.True(s.IsDisposed));
    }

    [Fact]
    public async Task Every_app_has_a_client_a_clock_the_configuration_and_a_log_that_goes_to_the_nodes_output()
    {
        ILogger<ServicesTests>? log = null;
        var run = await _home.RunAsync(new FakeWorkflow
        {
            Created = s =>
            {
                log = WorkflowServices.Get<ILogger<ServicesTests>>(s, "log", "Churn");
                _ = WorkflowServices.Get<HttpClient>(s, "http", "Churn");
                _ = WorkflowServices.Get<IConfiguration>(s, "configuration", "Churn");
                Assert.Same(_home.Clock, WorkflowServices.Get<TimeProvider>(s, "clock", "Churn"));
            },
        }.Operator("One", _ =>
        {
            log!.LogInformation("hello");
            return 1;
        }));
        Assert.Equal("info: hello\n", run.Nodes[0].Output);
    }

    [Fact]
    public async Task A_service_nobody_adds_is_named_with_the_remedy_and_no_run_is_recorded()
    {
        var thrown = await Assert.ThrowsAsync<MissingServiceException>(() => _home.RunAsync(new FakeWorkflow { Created = s => WorkflowServices.Get<Uri>(s, "address", "Churn") }.Operator("One", _ => 1)));
        Assert.StartsWith("The constructor of Churn takes Uri address, and no service of that type is added. Add it in a static method marked [Services]", thrown.Message, StringComparison.Ordinal);
        Assert.Empty(_home.Store.Read(q => q.Newest(10)));
    }

    [Fact]
    public async Task A_static_workflow_builds_no_provider()
    {
        var built = false;
        WorkflowCatalog.AddServices(_ => built = true);
        await _home.RunAsync(new FakeWorkflow().Operator("One", _ => 1));
        Assert.False(built);
    }

    [Theory]
    [InlineData(true), InlineData(false)]
    public async Task The_instance_is_disposed_of_once_after_its_nodes_and_before_its_services(bool fails)
    {
        var log = new List<string>();
        Scoped? scoped = null;
        await _home.RunAsync(new FakeWorkflow
        {
            Created = s => scoped = WorkflowServices.Get<Scoped>(s, "scoped", "Churn"),
            Disposed = () => log.Add($"instance, services {(scoped!.IsDisposed ? "gone" : "there")}"),
        }.Operator("One", _ =>
        {
            log.Add("node");
            return fails ? throw new InvalidOperationException("no") : 1;
        }));
        Assert.Equal(["node", "instance, services there"], log);
    }

    [Theory]
    [InlineData(true), InlineData(false)]
    public async Task A_Dispose_that_throws_is_said_and_changes_nothing_about_the_run(bool ofInstance)
    {
        var said = new List<string>();
        _home.Options = _home.Options with { Warn = said.Add };
        var run = await _home.RunAsync(new FakeWorkflow
        {
            Created = s => WorkflowServices.Get<Scoped>(s, "scoped", "Churn").Throws = !ofInstance,
            Disposed = () => { if (ofInstance) throw new InvalidOperationException("cannot let go"); },
        }.Operator("One", _ => 1));

        Assert.Equal(RunState.Succeeded, run.Run.State);
        Assert.Equal(RunState.Succeeded, _home.Store.Read(q => q.Newest(1))[0].State);
        Assert.Contains(ofInstance ? "Disposing of the object that 'Fake flow' ran on threw InvalidOperationException: cannot let go" : "Disposing of a service of 'Fake flow' threw InvalidOperationException: cannot let go", Assert.Single(said), StringComparison.Ordinal);
    }

    sealed class Scoped : IAsyncDisposable
    {
        public bool IsDisposed { get; private set; }

        public bool Throws { get; set; }

        public ValueTask DisposeAsync()
        {
            IsDisposed = true;
            return Throws ? throw new InvalidOperationException("cannot let go") : default;
        }
    }
}
