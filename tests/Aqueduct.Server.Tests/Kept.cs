using Aqueduct.Runtime;
using Aqueduct.Tests.Engine;
using Microsoft.Extensions.Time.Testing;

namespace Aqueduct.Server.Tests;

/// <summary>Servers of one app in this process, over one store, with a clock that moves when a test says so.</summary>
sealed class Kept : IAsyncDisposable
{
    readonly List<Server> _servers = [];

    public Kept(string store, params Workflow[] workflows)
    {
        (Workflows, Home) = (workflows, new TestHome());
        TestStores.Use(Home.Folder, store);
        Store = Home.Open(Clock);
    }

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 1, 10, 5, 59, 0, TimeSpan.Zero));

    public IReadOnlyList<Workflow> Workflows { get; set; }

    public TestHome Home { get; }

    /// <summary>The store as somebody else than the servers sees it.</summary>
    public RunStore Store { get; }

    /// <summary>The runs, the oldest first: workflow, day and hour of the logical time, state.</summary>
    public List<string> Runs => [.. Store.Read(q => q.Newest(1000)).OrderBy(r => r.LogicalTime).ThenBy(r => r.Slug, StringComparer.Ordinal).Select(r => $"{r.Slug} {r.LogicalTime:dd HH} {r.State}")];

    /// <summary>Starts another server.</summary>
    public Server Start(int most = 8)
    {
        var server = new Server(this, Home.Open(Clock), most);
        _servers.Add(server);
        return server;
    }

    /// <summary>Lets time pass in steps until something holds.</summary>
    public async Task UntilAsync(Func<bool> holds, TimeSpan? step = null)
    {
        for (var left = DateTimeOffset.UtcNow.AddSeconds(60); !holds(); await Task.Delay(10))
        {
            Assert.True(DateTimeOffset.UtcNow < left, $"It did not come to that. Runs: {string.Join(", ", Runs)}. Log: {string.Join(" | ", _servers.SelectMany(s => s.Log))}");
            Clock.Advance(step ?? TimeSpan.FromMilliseconds(500));
        }
    }

    /// <summary>Lets so much time pass that a server has looked at everything a few times.</summary>
    public async Task PassAsync(TimeSpan? time = null)
    {
        for (var end = Clock.GetUtcNow() + (time ?? TimeSpan.FromSeconds(8)); Clock.GetUtcNow() < end; await Task.Delay(10))
            Clock.Advance(TimeSpan.FromMilliseconds(500));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var server in _servers)
            await server.StopAsync(TimeSpan.Zero);
        await Store.DisposeAsync();
        await Home.DisposeAsync();
    }

    /// <summary>One server.</summary>
    internal sealed class Server
    {
        readonly CancellationTokenSource _stop = new();
        readonly Scheduler _scheduler;
        readonly RunStore _store;
        readonly Task _running;
        bool _isOver;

        public Server(Kept kept, RunStore store, int most)
        {
            _store = store;
            var environment = new HostEnvironment
            {
                Home = kept.Home.Folder,
                Out = TextWriter.Null,
                Error = TextWriter.Null,
                OpenOut = () => Stream.Null,
                Terminal = false,
                Colors = false,
                Clock = kept.Clock,
                Options = new RunOptions { Publish = TestHome.Published, Grace = TimeSpan.Zero },
            };
            _scheduler = new Scheduler(environment, store, kept.Workflows, most, line =>
            {
                lock (Log)
                    Log.Add(line);
            });
            _running = _scheduler.RunAsync(_stop.Token);
        }

        public List<string> Log { get; } = [];

        public int Count => _scheduler.Pool.Count;

        public bool Says(string part)
        {
            lock (Log)
                return Log.Any(l => l.Contains(part, StringComparison.Ordinal));
        }

        public async Task StopAsync(TimeSpan grace)
        {
            if (_isOver)
                return;
            _isOver = true;
            await _stop.CancelAsync();
            await _running;
            await _scheduler.StopAsync(grace);
            await _scheduler.DisposeAsync();
            await _store.DisposeAsync();
        }
    }
}
