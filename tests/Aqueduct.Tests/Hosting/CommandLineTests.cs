using System.Text.Json;
using Aqueduct.Runtime;
using Aqueduct.Tests.Engine;
using Microsoft.Extensions.Time.Testing;

namespace Aqueduct.Tests.Hosting;

public class CommandLineTests
{
    static FakeWorkflow Churn() => new FakeWorkflow().Named("Customer churn").Parameter("minimumSize").Operator("One", _ => 1).Save("SaveOne", "ones", "One");

    static FakeWorkflow Failing() => new FakeWorkflow().Named("Failing").Operator("Bad", _ =>
    {
        Console.WriteLine("about to fail");
        throw new DivideByZeroException("by zero");
    });

    static async Task<string> ParameterAsync(params string[] args)
    {
        await using var host = new Host(Churn());
        var (code, output, error) = await host.RunAsync([.. args, "--json"]);
        Assert.True(code == 0, error);
        return JsonDocument.Parse(output).RootElement.GetProperty("parameters").GetProperty("minimumSize").GetString()!;
    }

    [Theory]
    [InlineData("--minimum-size", "3"), InlineData("--minimumSize", "3"), InlineData("--minimum-size=3"), InlineData("--minimumSize=3"), InlineData("run", "--minimum-size", "3")]
    [InlineData("run", "customer-churn", "--minimum-size", "3"), InlineData("run", "--minimum-size", "3", "Customer churn")]
    public async Task A_parameter_goes_by_its_name_in_either_spelling(params string[] args) => Assert.Equal("3", await ParameterAsync(args));

    [Fact]
    public async Task A_negative_number_is_a_value() => Assert.Equal("-3", await ParameterAsync("--minimum-size", "-3"));

    [Theory]
    [InlineData("Kept", "kept")]
    [InlineData("Number", "last")]
    public async Task The_summary_offers_the_table_that_was_saved_or_else_the_last(string saved, string offered)
    {
        var flow = new FakeWorkflow().Named("Flow").Operator("Number", _ => 0).Operator("Kept", _ => 1).AsTable().Operator("Last", _ => 2).AsTable().Save("SaveIt", "saved", saved);
        await using var host = new Host(flow);
        Assert.Contains($" {offered} --out {offered}.parquet", (await host.RunAsync()).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_command_the_only_workflow_is_run()
    {
        await using var host = new Host(Churn());
        var (code, output, _) = await host.RunAsync();
        Assert.Equal(0, code);
        Assert.Contains("✓ Customer churn: Succeeded", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_finished_run_names_the_next_step_as_it_is_typed()
    {
        await using var host = new Host(Churn());
        var (_, output, _) = await host.RunAsync();
        var run = (await host.Home.Store.Read(q => Task.FromResult(q.Newest(1))))[0].Id;
        Assert.Contains($"dotnet run app.cs -- show {run}\n", output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_program_that_starts_the_app_says_how_its_commands_are_reached()
    {
        Environment.SetEnvironmentVariable(HostEnvironment.CommandVariable, "aqueduct");
        try
        {
            Assert.Equal("aqueduct", HostEnvironment.OfProcess().Command);
        }
        finally
        {
            Environment.SetEnvironmentVariable(HostEnvironment.CommandVariable, null);
        }
    }

    [Fact]
    public async Task Without_a_command_several_workflows_are_named_and_none_is_run()
    {
        await using var host = new Host(Churn(), Failing());
        var (code, _, error) = await host.RunAsync();
        Assert.Equal(2, code);
        Assert.Equal("error: This app has 2 workflows; say which one: run customer-churn | run failing\n", error);
        Assert.False(host.Home.Database.Exists());
    }

    [Theory]
    [InlineData("no parameter 'minimumSise'. Did you mean 'minimumSize'?", "--minimumSise", "3"), InlineData("Did you mean 'minimumSize'?", "--minimum-sise=3")]
    [InlineData("Parameter 'minimumSize' is double; 'many' is not.", "--minimum-size", "many"), InlineData("given twice", "--minimum-size", "1", "--minimumSize", "2")]
    [InlineData("There is no workflow 'curn'. ", "run", "curn"), InlineData("There is no command 'rum'. Did you mean 'run'?", "rum"), InlineData("no run 'nope'", "show", "nope")]
    public async Task What_cannot_be_carried_out_is_refused_before_anything_is_recorded(string message, params string[] args)
    {
        await using var host = new Host(Churn());
        var (code, output, error) = await host.RunAsync(args);
        Assert.Equal(2, code);
        Assert.StartsWith("error: ", error, StringComparison.Ordinal);
        Assert.Contains(message, error, StringComparison.Ordinal);
        Assert.Equal("", output);
        Assert.Empty(await RunsAsync(host));
    }

    [Theory]
    [InlineData("true or false", "bool", "maybe"), InlineData("2026-01-31.", "DateOnly", "31.1.2026"), InlineData("13:30:00", "TimeSpan", "soon")]
    public void An_ill_typed_parameter_is_answered_with_how_to_write_it(string advice, string type, string text)
    {
        var values = new ParameterValues(new Dictionary<string, string> { ["p"] = text });
        var thrown = Assert.Throws<ParameterException>(() => type switch
        {
            "bool" => (object)values.Get<bool>("p", type),
            "DateOnly" => values.Get<DateOnly>("p", type),
            _ => values.Get<TimeSpan>("p", type),
        });
        Assert.StartsWith($"Parameter 'p' is {type}; '{text}' is not. Write ", thrown.Message, StringComparison.Ordinal);
        Assert.Contains(advice, thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_required_parameter_is_refused_with_how_to_pass_it()
    {
        await using var host = new Host(new FakeWorkflow().Parameter("size", required: true).Operator("One", _ => 1));
        var (code, _, error) = await host.RunAsync("run");
        Assert.Equal(2, code);
        Assert.Contains("Pass --size <value>.", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failed_run_has_exit_code_1_and_shows_message_the_persons_line_output_and_tip()
    {
        await using var host = new Host(Failing());
        var (code, output, _) = await host.RunAsync();
        Assert.Equal(1, code);
        var block = output[output.IndexOf("✗ Bad failed", StringComparison.Ordinal)..].Split('\n');
        Assert.Equal("  DivideByZeroException: by zero", block[1]);
        Assert.StartsWith("    at Aqueduct.Tests.Hosting.CommandLineTests.", block[2], StringComparison.Ordinal);
        Assert.Contains("  │ about to fail", block);
        Assert.Contains(block, l => l.StartsWith("  Tip: A whole number was divided by zero", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_home_that_cannot_be_written_is_refused_with_its_path()
    {
        await using var host = new Host(Churn());
        Directory.Delete(host.Home.Folder);
        await File.WriteAllTextAsync(host.Home.Folder, "a file where the home should be");
        var (code, _, error) = await host.RunAsync();
        File.Delete(host.Home.Folder);
        Directory.CreateDirectory(host.Home.Folder);
        Assert.Equal(2, code);
        Assert.Contains($"Cannot write '{host.Home.Folder}'", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_plain_output_has_no_escape_sequences_and_says_where_things_are()
    {
        await using var host = new Host(Churn());
        var (_, output, _) = await host.RunAsync();
        Assert.DoesNotContain('\u001b', output);
        Assert.Contains("ones in demo  3 rows  nowhere.db", output, StringComparison.Ordinal);
        Assert.Contains(Path.Combine(host.Home.Folder, "artifacts"), output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task On_a_terminal_the_nodes_are_drawn_in_place_and_colours_can_be_off()
    {
        await using var host = new Host(Churn()) { Terminal = true };
        var (code, output, _) = await host.RunAsync();
        Assert.Equal(0, code);
        Assert.Contains("\u001b[?25l", output, StringComparison.Ordinal);
        Assert.Contains("└─", output, StringComparison.Ordinal);
        Assert.DoesNotContain("\u001b[38;", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Logs_prints_what_the_nodes_wrote()
    {
        await using var host = new Host(Failing());
        await host.RunAsync();
        Assert.Equal("── Bad\nabout to fail\n", (await host.RunAsync("logs", "latest")).Output);
        Assert.Equal("about to fail\n", (await host.RunAsync("logs", "latest", "Bad")).Output);
    }

    [Fact]
    public async Task Logs_of_nodes_that_wrote_nothing_say_so_beside_the_output()
    {
        await using var host = new Host(Churn());
        await host.RunAsync();
        var (all, one) = (await host.RunAsync("logs", "latest"), await host.RunAsync("logs", "latest", "One"));
        Assert.Equal((0, "", 0, ""), (all.Code, all.Output, one.Code, one.Output));
        Assert.Matches("^No node of run [0-9a-f-]+ wrote anything to the console or its logger.\n$", all.Error);
        Assert.Matches("^'One' of run [0-9a-f-]+ wrote nothing to the console or its logger.\n$", one.Error);
    }

    [Fact]
    public async Task Artifact_prints_the_bytes_or_writes_them_to_a_file()
    {
        await using var host = new Host(Churn());
        await host.RunAsync();
        Assert.Equal("1", (await host.RunAsync("artifact", "latest", "one")).Output);
        var file = Path.Combine(host.Home.Folder, "copy.json");
        Assert.Equal(0, (await host.RunAsync("artifact", "latest", "one", "--out", file)).Code);
        Assert.Equal("1", await File.ReadAllTextAsync(file));
        Assert.Equal("error: The run has no artifact 'two'. It has one.\n", (await host.RunAsync("artifact", "latest", "two")).Error);
    }

    [Fact]
    public async Task A_run_goes_by_the_beginning_of_its_id()
    {
        await using var host = new Host(Churn());
        await host.RunAsync();
        var id = (await RunsAsync(host))[0].GetProperty("id").GetString()!;
        Assert.Equal(0, (await host.RunAsync("show", id[..^2])).Code);
    }

    [Fact]
    public async Task A_dry_run_saves_nothing()
    {
        await using var host = new Host(Churn());
        var (code, output, _) = await host.RunAsync("run", "--dry");
        Assert.Equal(0, code);
        Assert.DoesNotContain("Saved", output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_next_firing_follows_the_time_zone_of_the_schedule()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 3, 28, 23, 30, 0, TimeSpan.Zero));
        // The night in which Berlin goes from UTC+1 to UTC+2.
        Assert.Equal(new DateTimeOffset(2026, 3, 29, 22, 0, 0, TimeSpan.Zero), Firings.Of("@daily", "Europe/Berlin").Next(clock.GetUtcNow()));
        Assert.Equal(new DateTimeOffset(2026, 3, 29, 0, 0, 0, TimeSpan.Zero), Firings.Of("@daily", null).Next(clock.GetUtcNow()));
    }

    [Fact]
    public async Task Describe_draws_the_graph_for_mermaid()
    {
        await using var host = new Host(Churn());
        Assert.Equal("flowchart TD\n    n0[\"One\"]\n    n1[(\"SaveOne\")]\n    n0 --> n1\n", (await host.RunAsync("describe", "--mermaid")).Output);
    }

    [Fact]
    public async Task Help_and_version_run_nothing()
    {
        await using var host = new Host(Churn());
        Assert.Contains("--minimumSize <double> [default: 0]", (await host.RunAsync("--help")).Output, StringComparison.Ordinal);
        Assert.Equal(0, (await host.RunAsync("--version")).Code);
        Assert.False(host.Home.Database.Exists());
    }

    static async Task<List<JsonElement>> RunsAsync(Host host) => [.. JsonDocument.Parse((await host.RunAsync("runs", "--json")).Output).RootElement.EnumerateArray()];
}
