using Aqueduct.Runtime;

namespace Aqueduct.Server;

/// <summary>Runs workflows in this process, a bounded number of them at once.</summary>
sealed class RunPool : IRunPlaces, IAsyncDisposable
{
    readonly Lock _gate = new();
    readonly HashSet<Task> _running = [];
    readonly CancellationTokenSource _interrupt = new();
    readonly HostEnvironment _environment;
    readonly RunStore _store;
    readonly Action<string> _log;
    readonly MachineGate _machine;
    readonly int _most;
    bool _isStopping;

    /// <param name="environment">How workflows are run.</param>
    /// <param name="store">Keeps the runs.</param>
    /// <param name="most">Most runs at once.</param>
    /// <param name="log">Receives a line for each run that ended badly.</param>
    public RunPool(HostEnvironment environment, RunStore store, int most, Action<string> log)
    {
        (_environment, _store, _most, _log) = (environment, store, most, log);
        _machine = new MachineGate(environment.Options.Machine.Cpu, environment.Options.Machine.Memory);
    }

    /// <inheritdoc/>
    public event Action? Ended;

    /// <summary>Number of runs under way.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
                return _running.Count;
        }
    }

    /// <inheritdoc/>
    public bool IsFull => Count >= _most;

    /// <inheritdoc/>
    public StartedRun? TryStart(RunRequest request, Func<RunOptions, RunOptions> choose)
    {
        var observer = new AdmissionObserver();
        Task<RunRecord?> run;
        lock (_gate)
        {
            if (_isStopping || _running.Count >= _most)
                return null;
            run = Task.Run(() => RunAsync(request, choose(_environment.Options with { Gate = _machine, Interrupt = _interrupt.Token, Trace = null, Warn = w => _log($"warning: {w}") }), observer));
            _running.Add(run);
        }

        return new StartedRun(observer.Admitted, LeavingAsync(run));
    }

    /// <summary>Starts nothing more, lets what runs go on for a while, and interrupts what is left: it is gone on with by the next server.</summary>
    public async Task StopAsync(TimeSpan grace)
    {
        Task all;
        lock (_gate)
        {
            _isStopping = true;
            all = Task.WhenAll(_running);
        }

        await all.WaitAsync(grace, _environment.Clock).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _interrupt.CancelAsync().ConfigureAwait(false);
        await all.ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync(TimeSpan.Zero).ConfigureAwait(false);
        _interrupt.Dispose();
    }

    async Task<RunRecord?> LeavingAsync(Task<RunRecord?> run)
    {
        var ended = await run.ConfigureAwait(false);
        lock (_gate)
            _running.Remove(run);
        Ended?.Invoke();
        return ended;
    }

    async Task<RunRecord?> RunAsync(RunRequest request, RunOptions options, AdmissionObserver observer)
    {
        var workflow = request.Workflow.Definition;
        try
        {
            RunCommand.RequireConfiguration(workflow);
            var runner = new WorkflowRunner(_store, _environment.Clock, options);
            await using (runner.ConfigureAwait(false))
            {
                var run = (await request.RunAsync(runner, observer, CancellationToken.None).ConfigureAwait(false)).Run;
                if (ExitCode.Of(run.State) != ExitCode.Succeeded)
                    _log($"'{workflow.Name}': run {run.Id} {(run.Interrupted ? "was interrupted, to be gone on with" : $"ended as {run.State}")}. See: {$"{_environment.Command} show {run.Id}".TrimStart()}");
                await RunCommand.KeepAsync(_environment, _store, workflow, CancellationToken.None).ConfigureAwait(false);
                return run;
            }
        }
        catch (Exception e)
        {
            // Whoever asked for the run hears why there is none; what breaks later is nobody's but this log's.
            if (!observer.Refuse(e))
                _log($"error: '{workflow.Name}': run {(await observer.Admitted.ConfigureAwait(false)).Id}: {(CommandLines.IsRefusal(e) ? e.Message : e)}");
            return null;
        }
    }
}
