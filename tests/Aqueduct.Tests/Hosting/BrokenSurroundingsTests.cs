using System.Text;
using Aqueduct.Runtime;
using Aqueduct.Tests.Engine;

namespace Aqueduct.Tests.Hosting;

/// <summary>Damaged and read-only homes, outputs that cannot be written, a broken aqueduct.json.</summary>
public sealed class BrokenSurroundingsTests : IAsyncLifetime
{
    readonly Host _host = new(new FakeWorkflow().Named("Steady").Operator("One", _ => 1).Save("SaveOne", "ones", "One"));

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _host.DisposeAsync().AsTask();

    string Store => Path.Combine(_host.Home.Folder, "aqueduct.db");

    [Fact]
    public async Task Runs_of_a_home_that_cannot_be_written_can_still_be_looked_at()
    {
        await _host.RunAsync();
        // SQLite cannot open a store for writing whose log is a folder, whoever the user is.
        Directory.CreateDirectory(Store + "-wal");
        Assert.Equal(2, (await _host.RunAsync()).Code);
        var (code, output, error) = await _host.RunAsync("show", "latest");
        Assert.True(code == 0, error);
        Assert.Contains("Steady: Succeeded", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_store_is_read_without_writing_whatever_its_folder_is_called()
    {
        var home = Path.Combine(_host.Home.Folder, "a ?mode=rwc#100%25 ü");
        await using (RunStore.Open(home, TimeProvider.System))
        {
        }

        Assert.Empty(ReadOnly(home));
        Assert.Equal(["aqueduct.db"], Directory.GetFiles(home).Select(Path.GetFileName));
    }

    [Fact]
    public async Task A_damaged_store_is_called_so_and_not_unwritable()
    {
        await File.WriteAllTextAsync(Store, string.Concat(Enumerable.Repeat("this is not a database ", 1000)));
        foreach (var command in new[] { "run", "runs" })
        {
            var (code, _, error) = await _host.RunAsync(command);
            Assert.Equal(2, code);
            Assert.Contains($"The run store '{Store}' is damaged", error, StringComparison.Ordinal);
            Assert.Contains("move it away", error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Looking_into_a_home_that_is_a_file_is_refused()
    {
        var file = Path.Combine(_host.Home.Folder, "file");
        await File.WriteAllTextAsync(file, "");
        using var error = new StringWriter();
        var code = await new HostApp([], _host.Environment(TextWriter.Null, error) with { Home = file }).RunAsync(["runs"]);
        Assert.Equal((2, $"error: The Aqueduct home '{file}' is a file. Set AQUEDUCT_HOME to a folder.\n"), (code, error.ToString()));
    }

    [Theory]
    [InlineData("run"), InlineData("run", "--json")]
    public async Task A_run_whose_output_cannot_be_written_goes_on_and_says_where_its_outcome_is(params string[] args)
    {
        using var error = new StringWriter();
        var workflow = new FakeWorkflow().Named("Steady").Operator("One", _ => 1).Save("SaveOne", "ones", "One");
        var code = await new HostApp([workflow], _host.Environment(new FullWriter(), error)).RunAsync(args);
        var run = _host.Home.Store.Read(q => q.Find(q.Newest(1)[0].Id))!;
        Assert.Equal((0, RunState.Succeeded, 1), (code, run.Run.State, run.Publications.Count));
        Assert.Equal($"error: The outcome cannot be printed: No space left on device. It is kept: dotnet run app.cs -- show {run.Run.Id}\n", error.ToString());
    }

    [Fact]
    public async Task A_listing_whose_output_cannot_be_written_fails()
    {
        using var error = new StringWriter();
        Assert.Equal(1, await new HostApp([], _host.Environment(new FullWriter(), error)).RunAsync(["runs"]));
        Assert.Equal("error: The output cannot be written: No space left on device\n", error.ToString());
    }

    [Fact]
    public async Task A_broken_configuration_is_refused_before_anything_is_computed()
    {
        var folder = Directory.CreateDirectory(Path.Combine(_host.Home.Folder, "app")).FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "aqueduct.json"), "{\n  \"resources\": {\n}");
        using var process = AppProcess.Start(_host.Home.Folder, ["run", "large"], folder: folder);
        var (code, output, error) = await process.EndAsync();
        Assert.Equal((2, ""), (code, output));
        Assert.StartsWith($"error: '{Path.Combine(folder, "aqueduct.json")}' cannot be read: line 3: ", error, StringComparison.Ordinal);
        Assert.False(_host.Home.Database.Exists());
    }

    sealed class FullWriter : TextWriter
    {
        public override Encoding Encoding => Encoding.UTF8;

        public override void Write(char value) => throw new IOException("No space left on device");
    }

    static IReadOnlyList<RunRecord> ReadOnly(string home)
    {
        using var session = new SqliteStore(home).OpenReadOnly();
        return session.Read(() => new RunQueries(session).Newest(1));
    }
}
