using Aqueduct.Runtime;
using Aqueduct.Tests.Engine;
using Microsoft.Extensions.Configuration;

namespace Aqueduct.Publishing.Tests.Charts;

static partial class Rain
{
    [Operator]
    public static Table<Day> Days(int count) => Enumerable.Range(0, count).Select(i => new Day("Bern", new DateOnly(2026, 1, 1).AddDays(i), i, i % 5)).ToTable();

    [Operator]
    public static Chart Draw(Table<Day> days) => Aqueduct.Charts.Bar(days, d => d.Date, d => d.Rain, title: "Rain", yLabel: "mm");

    [Check(Severity.Error)]
    public static bool Enough(Table<Day> days) => days.Count > 2;

    [Write("out", "rain-{place}.png")]
    public static partial void Picture(Chart chart, string place);

    [Write("out", "rain.svg")]
    public static partial void Drawing(Chart chart);

    [Workflow("Rain")]
    public static void Run(int count = 5)
    {
        var days = Days(count);
        Enough(days);
        var chart = Draw(days);
        Picture(chart, "bern");
        Drawing(chart);
    }
}

/// <summary>A chart as an artifact and as a file.</summary>
public sealed class ChartRunTests : IAsyncLifetime
{
    readonly TestHome _home = new() { Options = new() { Grace = TimeSpan.Zero } };

    string Out => Directory.CreateDirectory(Path.Combine(_home.Folder, "out")).FullName;

    static Workflow Workflow => WorkflowCatalog.All().Single(w => w.Definition.Slug == "rain");

    public Task InitializeAsync()
    {
        ResourceRegistry.Configure(new ResourceRegistry(new ConfigurationBuilder().AddInMemoryCollection([new("resources:out:type", "files"), new("resources:out:path", Out)]).Build(), _home.Folder, _home.Folder));
        return Task.CompletedTask;
    }

    public Task DisposeAsync() => _home.DisposeAsync().AsTask();

    [Fact]
    public async Task It_is_an_image_among_the_artifacts_and_is_written_in_both_forms()
    {
        var run = await _home.RunAsync(Workflow);

        Assert.Equal((RunState.Succeeded, null), (run.Run.State, run.Nodes.Select(n => n.Failure?.Error).FirstOrDefault(e => e is not null)));
        var artifact = run.Artifacts.Single(a => a.Name == "chart");
        Assert.Equal(("image", "image/png"), (artifact.Kind, artifact.MediaType));
        Assert.Equal(Rain.Draw(Rain.Days(5)).Png.ToArray(), File.ReadAllBytes(Path.Combine(Out, "rain-bern.png")));
        Assert.Equal(Rain.Draw(Rain.Days(5)).Svg, File.ReadAllText(Path.Combine(Out, "rain.svg")));
    }

    [Fact]
    public async Task A_run_that_fails_writes_no_chart()
    {
        var run = await _home.RunAsync(Workflow, ("count", "2"));
        Assert.Equal(RunState.Failed, run.Run.State);
        Assert.Empty(Directory.EnumerateFileSystemEntries(Out));
    }

    [Fact]
    public void The_path_of_a_plain_call_is_held_against_the_forms_too()
    {
        var error = Assert.Throws<ResourceException>(() => FileCalls.WriteContent("out", "rain.jpg", Rain.Draw(Rain.Days(3))));
        Assert.Equal("Resource 'out', file 'rain.jpg': a Chart has no form with the ending '.jpg'.", error.Message);
        Assert.Empty(Directory.EnumerateFileSystemEntries(Out));
    }
}
