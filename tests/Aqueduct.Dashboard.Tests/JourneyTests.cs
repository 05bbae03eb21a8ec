using System.Globalization;
using System.Text.RegularExpressions;
using Aqueduct.Dashboard.Tests.Support;
using Aqueduct.Runtime;
using Aqueduct.Tests.Engine;
using Microsoft.Data.Sqlite;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Aqueduct.Dashboard.Tests;

/// <summary>What people come for, clicked through from the list of workflows to the data in the database.</summary>
[Collection(InBrowser.Name)]
public sealed class JourneyTests : IAsyncLifetime
{
    readonly Browser _browser;
    readonly TestHome _home = new() { Options = new RunOptions { Grace = TimeSpan.Zero } };
    readonly ResourceRegistry _before = ResourceRegistry.Current;
    DashboardServer? _server;
    Visit _visit = null!;

    public JourneyTests(Browser browser)
    {
        _browser = browser;
        File.WriteAllText(Path.Combine(_home.Folder, "aqueduct.json"), """{ "resources": { "shop": { "type": "sqlite", "connection": "Data Source=shop.db" } } }""");
        ResourceRegistry.Configure(AqueductConfiguration.Load(_home.Folder, _home.Folder, [], home: _home.Folder));
        Sql("CREATE TABLE wines(id INTEGER, acidity REAL, alcohol REAL)");
        for (var i = 1; i <= 8; i++)
            Sql(string.Create(CultureInfo.InvariantCulture, $"INSERT INTO wines VALUES({i}, {3 + i / 10.0}, {9 + i})"));
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        if (_server is not null)
        {
            await _visit.DisposeAsync();
            // The home with it.
            await _server.DisposeAsync();
        }
        else
        {
            await _home.DisposeAsync();
        }

        ResourceRegistry.Configure(_before);
    }

    IPage Page => _visit.Page;

    ILocator State => Page.Locator(".head .state");

    ILocator Panel => Page.Locator("aside");

    object? Sql(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(_home.Folder, "shop.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }

    bool HasTable(string name) => Sql($"SELECT count(*) FROM sqlite_master WHERE name = '{name}'") is 1L;

    async Task ServeAsync(params Workflow[] workflows)
    {
        _server = await DashboardServer.StartAsync(_home, workflows: workflows);
        _visit = await _browser.VisitAsync(_server, "/ui");
    }

    /// <summary>From the list to the workflow's page, and a run from there.</summary>
    async Task RunAsync(string workflow, params (string Parameter, string Value)[] values)
    {
        await Menu("Workflows").ClickAsync();
        await Page.GetByRole(AriaRole.Link, new() { Name = workflow, Exact = true }).ClickAsync();
        foreach (var (parameter, value) in values)
            await Page.GetByLabel(parameter).FillAsync(value);
        await Page.GetByRole(AriaRole.Button, new() { Name = "Start a run" }).ClickAsync();
    }

    async Task EndsAsync(string state)
    {
        await Expect(Page).ToHaveURLAsync(new Regex("/ui/runs/"));
        await Expect(State).ToHaveTextAsync(state);
    }

    ILocator Node(string name) => Page.Locator("a.node").Filter(new() { Has = Page.GetByText(name, new() { Exact = true }) });

    ILocator Menu(string name) => Page.GetByRole(AriaRole.Navigation).GetByRole(AriaRole.Link, new() { Name = name, Exact = true });

    ILocator Row(string link) => Page.GetByRole(AriaRole.Row).Filter(new() { Has = Page.GetByRole(AriaRole.Link, new() { Name = link, Exact = true }) });

    Task IsAsync(string node, string state) => Expect(Node(node)).ToHaveAttributeAsync("data-state", state);

    [BrowserFact]
    public async Task Journey_1_a_table_becomes_a_metric_a_check_and_a_saved_table()
    {
        await ServeAsync(Journeys.Of("First metric"));
        await Expect(Page.GetByText("never ran")).ToBeVisibleAsync();
        Assert.False(HasTable("ratings"));
        await RunAsync("First metric");
        await EndsAsync("Succeeded");
        Assert.Equal(8L, Sql("SELECT count(*) FROM ratings"));

        await Node("Rate").ClickAsync();
        await Panel.Locator("summary", new() { HasText = "Code" }).ClickAsync();
        await Expect(Panel.GetByRole(AriaRole.Region, new() { Name = "Code" })).ToContainTextAsync("w.Alcohol - w.Acidity");
        await Node("MeanRating").ClickAsync();
        await Expect(Panel).ToContainTextAsync("10.05");
        await Panel.GetByRole(AriaRole.Link, new() { Name = "history" }).ClickAsync();
        await Expect(Page.Locator(".facts")).ToContainTextAsync("10.05");
        await Page.GetByRole(AriaRole.Link, new() { Name = "First metric" }).ClickAsync();
        await Expect(Page.GetByRole(AriaRole.Region, new() { Name = "Checks" })).ToContainTextAsync("ArePositive");

        await Menu("Resources").ClickAsync();
        await Page.GetByRole(AriaRole.Region, new() { Name = "shop" }).GetByRole(AriaRole.Button).ClickAsync();
        await Page.GetByRole(AriaRole.Link, new() { Name = "ratings", Exact = true }).ClickAsync();
        await Expect(Page.GetByRole(AriaRole.Region, new() { Name = "Rows of ratings" }).Locator("tbody tr")).ToHaveCountAsync(8);
    }

    [BrowserFact]
    public async Task Journey_2_two_models_are_averaged_and_graded_bounds_warn_then_fail()
    {
        await ServeAsync(Journeys.Of("Two models"));
        await RunAsync("Two models");
        await EndsAsync("Succeeded");
        await Expect(Node("Highest")).ToContainTextAsync("15.1");
        await RunAsync("Two models", ("by", "2"));
        await EndsAsync("Succeeded with warnings");
        var saved = Sql("SELECT max(rating) FROM ratings");
        Assert.Equal(23.6, (double)saved!, 9);
        await RunAsync("Two models", ("by", "9"));
        await EndsAsync("Failed");
        await IsAsync("SaveRatings", "Canceled");
        Assert.Equal(saved, Sql("SELECT max(rating) FROM ratings"));
    }

    [BrowserFact]
    public async Task Journey_3_a_tightened_gate_is_a_new_version_whose_run_fails_and_leaves_the_table_as_it_was()
    {
        var gate = Journeys.Of("Gate")[0];
        await ServeAsync(gate);
        await RunAsync("Gate");
        await EndsAsync("Succeeded");
        Sql("UPDATE ratings SET rating = -1 WHERE id = 1"); // by which another save would be seen

        await _visit.DisposeAsync();
        await _server!.StopAsync();
        await ServeAsync(new Journeys.Republished(gate, d => d with { Nodes = [.. d.Nodes.Select(n => n.Name == "Rmse" ? n with { Bounds = [.. n.Bounds.Select(b => b with { Limit = 1 })] } : n)] }));
        await RunAsync("Gate");
        await EndsAsync("Failed");
        await Node("Rmse").ClickAsync();
        await Expect(Panel.Locator(".fault").First).ToContainTextAsync("Rmse below 1 does not hold");
        Assert.Equal(-1.0, Sql("SELECT rating FROM ratings WHERE id = 1"));
        await Page.GetByRole(AriaRole.Link, new() { Name = "Gate", Exact = true }).ClickAsync();
        await Expect(Page.GetByRole(AriaRole.Region, new() { Name = "Versions" }).GetByRole(AriaRole.Row)).ToHaveCountAsync(2);
        await Expect(Page.GetByRole(AriaRole.Region, new() { Name = "Versions" })).ToContainTextAsync("fedcba9876543210 (current)");
    }

    [BrowserFact]
    public async Task Journey_4_parameters_reach_code_query_and_table_name_and_wrong_ones_are_refused()
    {
        await ServeAsync(Journeys.Of("Regions"));
        await RunAsync("Regions", ("minimum", "13"), ("region", "north"), ("colour", "White"));
        await EndsAsync("Succeeded");
        Assert.Equal(5L, Sql("SELECT count(*) FROM ratings_north"));
        await Expect(Node("Label")).ToContainTextAsync("White wines");
        await Expect(Page.Locator(".facts")).ToContainTextAsync("north");
        await RunAsync("Regions", ("colour", "Blue"));
        await Expect(Page.Locator(".mud-alert-filled-error")).ToContainTextAsync("'Blue'");
        Assert.Single(_home.Store.Read(q => q.NewestOf("regions", 9)));
    }

    [BrowserFact]
    public async Task Journey_5_the_same_check_warns_or_fails()
    {
        await ServeAsync(Journeys.Of("Soft", "Hard"));
        await RunAsync("Soft");
        await EndsAsync("Succeeded with warnings");
        await IsAsync("ShouldBeMany", "Warning");
        await RunAsync("Hard");
        await EndsAsync("Failed");
        await IsAsync("AreMany", "Failed");
        Assert.False(HasTable("ratings"));
        await Menu("Runs").ClickAsync();
        await Expect(Page.GetByRole(AriaRole.Row, new() { Name = "Hard" })).ToContainTextAsync("Failed");
    }

    [BrowserFact]
    public async Task Journey_6_what_throws_is_found_with_its_stack_trace_output_and_tip_and_what_does_not_depend_on_it_goes_on()
    {
        await ServeAsync(Journeys.Of("Broken", "Bad query"));
        await RunAsync("Broken");
        await EndsAsync("Failed");
        await IsAsync("Rate", "Succeeded");
        await IsAsync("Break", "Failed");
        await IsAsync("SaveRatings", "Canceled");
        await IsAsync("MeanRating", "Succeeded");
        await Node("Break").ClickAsync();
        await Expect(Panel).ToContainTextAsync("There is no label for wine 1.");
        await Expect(Panel).ToContainTextAsync("Journeys.Break");
        await Expect(Panel.GetByRole(AriaRole.Log)).ToContainTextAsync("looking for the label");
        await RunAsync("Bad query");
        await EndsAsync("Failed");
        await IsAsync("Misspelt", "Failed");
        await Node("Misspelt").ClickAsync();
        await Expect(Panel.Locator(".fault").First).ToContainTextAsync("no such table: wine_list. There is wines.");
    }

    [BrowserFact]
    public async Task Journey_7_a_missed_firing_is_made_up_for_what_follows_it_starts_and_a_paused_workflow_waits()
    {
        var workflows = Journeys.Of("Nightly", "After night");
        var before = new RunRecord("20200101-030000-aaaaaa", "Nightly", "nightly", workflows[0].Definition.Version, new Dictionary<string, string>(), new DateTimeOffset(2020, 1, 1, 3, 0, 0, TimeSpan.Zero), RunState.Succeeded, new DateTimeOffset(2020, 1, 1, 3, 0, 0, TimeSpan.Zero), new DateTimeOffset(2020, 1, 1, 3, 0, 1, TimeSpan.Zero));
        _home.Store.Append(new RunStarted(before, [], _home.Store.ClaimRuns()));
        _home.Store.Append(new RunFinished(before));
        await _home.Store.FlushAsync();
        await ServeAsync(workflows);
        await Expect(Row("After night")).ToContainTextAsync("Succeeded");
        Assert.Equal(2, _home.Store.Read(q => q.NewestOf("nightly", 9)).Count);

        await Page.GetByRole(AriaRole.Link, new() { Name = "Nightly", Exact = true }).ClickAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = "Pause" }).ClickAsync();
        await Expect(Page.GetByText("paused by")).ToBeVisibleAsync();
        await Menu("Workflows").ClickAsync();
        await Expect(Row("Nightly")).ToContainTextAsync("paused");
        await Page.GetByRole(AriaRole.Link, new() { Name = "Nightly", Exact = true }).ClickAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = "Go on" }).ClickAsync();
        await Expect(Page.GetByText("paused by")).ToHaveCountAsync(0);

        await _visit.DisposeAsync();
        await _server!.StopAsync();
        await ServeAsync(new Journeys.Republished(workflows[0], d => d with { Schedule = "0 4 * * *" }), workflows[1]);
        await Page.GetByRole(AriaRole.Link, new() { Name = "Nightly", Exact = true }).ClickAsync();
        await Expect(Page.Locator(".facts")).ToContainTextAsync("0 4 * * *");
        await Expect(Page.GetByRole(AriaRole.Region, new() { Name = "Last runs" }).GetByRole(AriaRole.Row)).Not.ToHaveCountAsync(0);
    }

    [BrowserFact]
    public async Task Journey_8_three_of_five_runs_are_kept_and_the_plot_has_what_remains()
    {
        await ServeAsync(Journeys.Of("Three kept"));
        foreach (var by in new[] { "1", "2", "3", "4", "5" })
        {
            await RunAsync("Three kept", ("by", by));
            await EndsAsync("Succeeded");
        }

        await Page.GetByRole(AriaRole.Link, new() { Name = "Three kept" }).ClickAsync();
        await Expect(Page.GetByRole(AriaRole.Region, new() { Name = "Last runs" }).GetByRole(AriaRole.Row)).ToHaveCountAsync(3);
        await Page.GetByRole(AriaRole.Region, new() { Name = "Last runs" }).GetByRole(AriaRole.Link).Last.ClickAsync();
        await Node("Scale").ClickAsync();
        await Expect(Panel.GetByRole(AriaRole.Region, new() { NameRegex = new Regex("^Rows of") })).ToContainTextAsync("30");
        await Node("MeanRating").ClickAsync();
        await Panel.GetByRole(AriaRole.Link, new() { Name = "history" }).ClickAsync();
        await Expect(Page.GetByRole(AriaRole.Region, new() { Name = "All values" }).Locator("tbody tr")).ToHaveCountAsync(3);
        await Expect(Page.Locator(".facts")).ToContainTextAsync("40.5");
    }
}
