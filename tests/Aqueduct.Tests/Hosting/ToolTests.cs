using System.Text.Json;
using Aqueduct.Cli;
using Aqueduct.Runtime;
using Aqueduct.Tests.Engine;
using Microsoft.Extensions.Time.Testing;

namespace Aqueduct.Tests.Hosting;

/// <summary>The aqueduct tool over a home with installed apps.</summary>
public sealed class ToolTests : IAsyncLifetime
{
    readonly Host _host = new(new FakeWorkflow().Named("Loose flow").Operator("One", _ => 1)) { Clock = new FakeTimeProvider(new DateTimeOffset(2026, 7, 1, 12, 0, 0, TimeSpan.Zero)) };

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _host.DisposeAsync().AsTask();

    async Task<(int Code, string Output, string Error)> ToolAsync(params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await new ToolApp(_host.Environment(output, error)).RunAsync(args);
        return (code, output.ToString(), error.ToString());
    }

    void Install(string schema = "aqueduct-app/v1", string command = "dotnet", string? environment = null)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_host.Home.Folder, "apps", "steady-app")).FullName;
        var dll = JsonSerializer.Serialize(typeof(ToolTests).Assembly.Location);
        File.WriteAllText(Path.Combine(folder, "app.json"), $$"""
            {"schema":"{{schema}}","name":"steady-app","command":["{{command}}",{{dll}}],"version":"abc",{{(environment is null ? "" : $"\"environment\":\"{environment}\",")}}
             "workflows":[{"name":"Steady","slug":"steady","version":"v1","schedule":"0 6 * * *","timeZone":"Europe/Berlin","overlap":"Skip","catchUp":"Last"}]}
            """);
    }

    [Fact]
    public async Task List_shows_installed_workflows_with_their_next_firing_and_others_that_have_run()
    {
        Install();
        await _host.RunAsync();
        var (code, output, _) = await ToolAsync("list", "--json");
        Assert.Equal(0, code);
        Assert.Empty(JsonSchema.Errors("aqueduct-list.v1", output));
        var lines = JsonDocument.Parse(output).RootElement;
        Assert.Equal(("steady-app", "2026-07-02T04:00:00.0000000Z", null), (lines[0].GetProperty("app").GetString(), lines[0].GetProperty("next").GetString(), lines[0].GetProperty("lastRun").GetString()));
        Assert.Equal(("loose-flow", "Succeeded"), (lines[1].GetProperty("slug").GetString(), lines[1].GetProperty("lastState").GetString()));
    }

    [Fact]
    public async Task List_names_what_run_takes()
    {
        Install();
        Assert.Contains("steady-app steady", (await ToolAsync("list")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_starts_the_installed_app_in_this_home()
    {
        Install();
        Assert.Equal(0, (await ToolAsync("run", "steady-app", "steady", "--json")).Code);
        Assert.Equal("Steady", (await _host.Home.Store.Read(q => Task.FromResult(q.Newest(1))))[0].Workflow);
    }

    [Fact]
    public async Task Run_starts_the_app_in_the_environment_that_it_was_installed_for()
    {
        Install(environment: "prod"); // which nothing declares: the app refuses
        Assert.Equal(2, (await ToolAsync("run", "steady-app", "steady", "--json")).Code);
    }

    [Fact]
    public async Task The_apps_exit_code_is_the_tools()
    {
        Install();
        Assert.Equal(2, (await ToolAsync("run", "steady-app", "no-such-workflow")).Code);
    }

    [Theory]
    [InlineData("run", "steady-ap", "Did you mean 'steady-app'?"), InlineData("show", "nope", "There is no run 'nope'")]
    public async Task What_is_not_there_is_refused(string command, string name, string message)
    {
        Install();
        var (code, _, error) = await ToolAsync(command, name);
        Assert.Equal(2, code);
        Assert.Contains(message, error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_app_of_a_newer_schema_is_refused_with_its_file()
    {
        Install(schema: "aqueduct-app/v2");
        var (code, _, error) = await ToolAsync("list");
        Assert.Equal(2, code);
        Assert.Contains("app.json' has schema 'aqueduct-app/v2'", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_app_whose_program_is_missing_is_refused()
    {
        Install(command: "no-such-program");
        var (code, _, error) = await ToolAsync("run", "steady-app");
        Assert.Equal(2, code);
        Assert.Contains("App 'steady-app' cannot be started with 'no-such-program'", error, StringComparison.Ordinal);
    }
}
