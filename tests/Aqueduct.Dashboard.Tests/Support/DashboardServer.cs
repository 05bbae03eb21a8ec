using System.Net;
using Aqueduct.Runtime;
using Aqueduct.Server;
using Aqueduct.Server.Api;
using Aqueduct.Serving;
using Aqueduct.Tests.Engine;
using Microsoft.Extensions.Configuration;

namespace Aqueduct.Dashboard.Tests.Support;

/// <summary>What <c>serve</c> is in an app with the dashboard, on a port of this machine.</summary>
sealed class DashboardServer : IAsyncDisposable
{
    // Those of tests that bring their own do things by themselves.
    static readonly string[] Usual = ["Customer churn", "Weekly digest"];

    readonly IReadOnlyList<Workflow> _workflows;
    HttpServer _server = null!;
    bool _isStopped;

    DashboardServer(TestHome home, IReadOnlyList<Workflow>? workflows) =>
        (Home, _workflows) = (home, workflows ?? [.. WorkflowCatalog.All().Where(w => Usual.Contains(w.Definition.Name))]);

    public TestHome Home { get; }

    public string Address { get; private set; } = "";

    /// <summary>What it wrote for who runs it.</summary>
    public StringWriter Log { get; } = new();

    public static async Task<DashboardServer> StartAsync(TestHome? home = null, int port = 0, IReadOnlyList<Workflow>? workflows = null)
    {
        var server = new DashboardServer(home ?? new TestHome { Options = new RunOptions { Grace = TimeSpan.Zero } }, workflows);
        await server.BeginAsync(port);
        return server;
    }

    async Task BeginAsync(int port)
    {
        var settings = new ServeSettings(IPAddress.Loopback, port, null, 1 << 20);
        var environment = new HostEnvironment { Home = Home.Folder, Out = TextWriter.Null, Error = TextWriter.Null, OpenOut = () => Stream.Null, Terminal = false, Colors = false, Clock = TimeProvider.System, Options = new RunOptions { Grace = TimeSpan.Zero } };
        var lines = TextWriter.Synchronized(Log);
        var context = new ServeContext(environment, Home.Store, _workflows, settings, new ConnectorSettings(new ConfigurationBuilder().Build().GetSection("serve"), "."), lines.WriteLine);
        var schedules = new SchedulePart(context, WebhookTokens.Of([], context.Configuration), 4, TimeSpan.FromSeconds(5));
        var trail = new AuditTrail(Home.Store, environment.Clock);
        var actions = new Actions(context, trail, () => schedules.Scheduler?.Pool);
        context.Offer<IActions>(actions);
        context.Offer<IAccessActions>(new AccessActions(trail, environment.Clock));
        _server = await HttpServer.StartAsync(settings, new Gate(Home.Store, null, environment.Clock), [new ApiPart(ApiOperations.Of(context, actions, trail)), new DashboardPart(context), schedules], lines.WriteLine, CancellationToken.None);
        // Runs can be started once the schedules are kept.
        while (schedules.Scheduler is null)
            await Task.Delay(10);
        Address = _server.Address;
    }

    /// <summary>Stops, and starts again in the same place, as after an update.</summary>
    public async Task RestartAsync()
    {
        await _server.DisposeAsync();
        await Home.CloseAsync();
        await BeginAsync(new Uri(Address).Port);
    }

    /// <summary>Runs the first workflow to its end.</summary>
    public Task<RunDetails> RunAsync(params (string Name, string Value)[] values) => Home.RunAsync(Churn.Workflow, values);

    /// <summary>Stops; the home stays.</summary>
    public async Task StopAsync()
    {
        await _server.DisposeAsync();
        await Home.CloseAsync();
        _isStopped = true;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_isStopped)
            await _server.DisposeAsync();
        await Home.DisposeAsync();
    }
}
