using System.Globalization;
using Aqueduct.Runtime;
using Microsoft.Data.Sqlite;

namespace Aqueduct.Crash.Tests.Kills;

/// <summary>One logical run in a home of its own: killed, gone on with in one of the ways the command line offers, killed again, and in the end done.</summary>
sealed class Chain : IDisposable
{
    /// <summary>A run whose process died is not found Running for longer, by whoever looks.</summary>
    static readonly TimeSpan LongestRunning = TimeSpan.FromSeconds(10);

    const string Workflow = "ledger";
    const int Cities = 6;
    const int OrdersPerCity = 10;

    readonly string _home = Directory.CreateTempSubdirectory("aqueduct-crash-").FullName;
    readonly string[] _parameters;
    readonly List<string> _history = [];
    Witness _witness = new(null, new Dictionary<string, (DateTimeOffset?, DateTimeOffset?)>());
    int _lines;

    public Chain(int milliseconds = 0)
    {
        _parameters = milliseconds == 0 ? [] : ["--milliseconds", milliseconds.ToString(CultureInfo.InvariantCulture)];
        File.Copy(Path.Combine(AppContext.BaseDirectory, "aqueduct.json"), Path.Combine(_home, "aqueduct.json"));
        using var warehouse = Open("warehouse.db");
        Scalar(warehouse, "CREATE TABLE orders(id INTEGER PRIMARY KEY, city INTEGER NOT NULL, amount REAL NOT NULL)");
        for (var i = 0; i < Cities * OrdersPerCity; i++)
            Scalar(warehouse, string.Create(CultureInfo.InvariantCulture, $"INSERT INTO orders VALUES({i}, {i % Cities}, {i + 1.0})"));
    }

    public int Kills { get; private set; }

    /// <summary>From the start of a process to the moment at which a run of nothing before begins, in seconds.</summary>
    public List<double> Starts { get; } = [];

    /// <summary>From the start of a process to the moment at which the run goes on, in seconds.</summary>
    public List<double> Recoveries { get; } = [];

    /// <summary>From the first look after the death of a process, its start included, to the moment at which its run was marked, in seconds.</summary>
    public List<double> Markings { get; } = [];

    public bool IsDone => _witness.IsDone;

    /// <summary>Starts the run, or goes on with it, in a process that is killed at a place or after a time; false when it ended before.</summary>
    /// <param name="way">Which of the ways to go on; any number.</param>
    /// <param name="place">Where the process is killed.</param>
    /// <param name="after">After which time it is killed.</param>
    public Task<bool> StepAsync(int way, Place? place = null, TimeSpan? after = null) => ToldAsync(() => KillAsync(way, place, after));

    async Task<bool> KillAsync(int way, Place? place, TimeSpan? after)
    {
        var (before, looked) = (_witness, DateTimeOffset.UtcNow);
        var command = await CommandAsync(way);
        _history.Add($"{string.Join(' ', command)}, killed {place?.ToString() ?? after?.ToString() ?? "never"}");
        var ended = await Worker.RunAsync(_home, command, place, after);
        Assert.True(ended.Killed ? place is not null || after is not null : ended.Code == 0, $"exit code {ended.Code}: {ended.Output}");
        _witness = await Witness.OfAsync(_home);
        ExpectNothingTwice(before);
        ExpectNothingLost(before);
        if ((before.Newest ?? _witness.Newest) is { } run)
            Measure(await EventsAsync(run.Id), looked, ended, before.Newest is null ? Starts : Recoveries);
        if (ended.Killed)
            Kills++;
        return ended.Killed;
    }

    /// <summary>Goes on to the end, and looks whether everything is as if the run had never been cut off.</summary>
    public async Task FinishAsync(int way)
    {
        if (!IsDone)
            Assert.False(await StepAsync(way));
        await ToldAsync(async () =>
        {
            await ExpectKeptAsync();
            ExpectPublishedOnce();
            return true;
        });
    }

    /// <summary>What goes wrong is told with all that went before it.</summary>
    async Task<T> ToldAsync<T>(Func<Task<T>> act)
    {
        try
        {
            return await act();
        }
        catch (Exception e)
        {
            throw new InvalidOperationException($"After:\n  {string.Join("\n  ", _history)}\n{e.Message}", e);
        }
    }

    public void Dispose() => Directory.Delete(_home, recursive: true);

    async Task<string[]> CommandAsync(int way)
    {
        if (_witness.Newest is not { Interrupted: true })
            return way % 2 == 0 ? ["run", Workflow, .. _parameters] : ["run", Workflow, "--resume", "auto", .. _parameters];
        switch (way % 4)
        {
            case 0:
                return ["run", Workflow, "--resume", "auto", .. _parameters];
            case 1:
                return ["run", Workflow, "--from-failed", "last"];
            case 2:
                // Whoever looks first marks it: here that is a person who types `runs`.
                var runs = await Worker.RunAsync(_home, ["runs", "--json"]);
                Assert.True(runs.Code == 0 && !runs.Output.Contains("\"Running\"", StringComparison.Ordinal), runs.Output);
                return ["run", Workflow, "--resume", "last"];
            default:
                return ["run", Workflow, "--resume", _witness.Newest.Id];
        }
    }

    /// <summary>What was recorded as finished before a process began was not called by it.</summary>
    void ExpectNothingTwice(Witness before)
    {
        var journal = File.Exists(Path.Combine(_home, "journal.txt")) ? File.ReadAllLines(Path.Combine(_home, "journal.txt")) : [];
        var called = journal.Skip(_lines).Select(l => l[(l.IndexOf(' ') + 1)..]).ToList();
        Assert.DoesNotContain(called, before.Finished.ContainsKey);
        _lines = journal.Length;
    }

    /// <summary>It is still recorded, with the times at which it ran.</summary>
    void ExpectNothingLost(Witness before)
    {
        // Results of single items are dropped when the run has succeeded; the items themselves stay.
        foreach (var (step, times) in before.Finished)
            Assert.True(_witness.Finished.TryGetValue(step, out var now) && now == times, $"{step} was finished in run {before.Newest!.Id} and is not in run {_witness.Newest!.Id}.");
    }

    void Measure(IReadOnlyList<(string Run, string Kind, DateTimeOffset At)> events, DateTimeOffset looked, Ended process, List<double> begun)
    {
        var marked = events.Where(e => e.Kind == "run-finished" && e.At >= looked).Select(e => (e.At - looked).TotalSeconds).ToList();
        if (marked.Count > 0)
            Markings.Add(marked[0]);
        Assert.All(Markings, m => Assert.InRange(m, 0, LongestRunning.TotalSeconds));
        var goesOn = events.Where(e => e.Kind is "run-resumed" or "run-started" && e.At >= process.Begun).Select(e => (e.At - process.Begun).TotalSeconds).ToList();
        if (goesOn.Count > 0)
            begun.Add(goesOn[0]);
    }

    async Task<IReadOnlyList<(string Run, string Kind, DateTimeOffset At)>> EventsAsync(string run)
    {
        var store = new SqliteConnection($"Data Source={Path.Combine(_home, "aqueduct.db")};Pooling=false;Mode=ReadOnly");
        await using (store)
        {
            await store.OpenAsync();
            await using var command = store.CreateCommand();
            command.CommandText = "SELECT run, kind, at FROM events WHERE run >= $run ORDER BY seq";
            command.Parameters.AddWithValue("$run", run);
            var events = new List<(string, string, DateTimeOffset)>();
            await using var rows = await command.ExecuteReaderAsync();
            while (await rows.ReadAsync())
                events.Add((rows.GetString(0), rows.GetString(1), StoreText.Time(rows.GetString(2))));
            return events;
        }
    }

    /// <summary>Every artifact that the store names is there with its hash, and nothing is left under way.</summary>
    async Task ExpectKeptAsync()
    {
        var store = RunStore.Open(_home, TimeProvider.System);
        await using (store)
        {
            var artifacts = new ArtifactStore(_home);
            foreach (var stored in store.Read(q => q.StoredObjects()))
                Assert.Null(await artifacts.VerifyAsync(stored.Hash, CancellationToken.None));
            var runs = store.Read(q => q.Newest(100).Select(r => q.Find(r.Id)!).ToList());
            Assert.Equal(RunState.Succeeded, runs[0].Run.State);
            Assert.All(runs.Skip(1), r => Assert.Equal(RunState.Failed, r.Run.State));
            foreach (var run in runs)
                Assert.All(run.Nodes, n => Assert.True(n.State.Ended(), $"{n.Name} of {run.Run.Id} is {n.State}"));
            Assert.Equal(2, store.Read(q => q.Find(_witness.Newest!.Id)!).Publications.Count);
        }
    }

    void ExpectPublishedOnce()
    {
        using var warehouse = Open("warehouse.db");
        using var books = Open("books.db");
        Assert.Equal("0/10/280,1/10/290,2/10/300,3/10/310,4/10/320,5/10/330",
            Scalar(warehouse, "SELECT group_concat(city || '/' || orders || '/' || CAST(amount AS INTEGER), ',') FROM (SELECT * FROM city_sums ORDER BY city)"));
        Assert.Equal("1/1830/30.5", Scalar(books, "SELECT count(*) || '/' || CAST(total AS INTEGER) || '/' || mean FROM lines"));
        Assert.Equal("SaveSums", Scalar(warehouse, "SELECT group_concat(node) FROM aqueduct_publications"));
        Assert.Equal("SaveLine", Scalar(books, "SELECT group_concat(node) FROM aqueduct_publications"));
    }

    SqliteConnection Open(string file)
    {
        var connection = new SqliteConnection($"Data Source={Path.Combine(_home, file)};Pooling=false");
        connection.Open();
        return connection;
    }

    static string? Scalar(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar()?.ToString();
    }
}
