using System.Text.Json;
using Aqueduct.Runtime;
using Aqueduct.Tests.Engine;
using Microsoft.Extensions.Time.Testing;

namespace Aqueduct.Tests.Hosting;

/// <summary>A paused workflow starts by nothing but a person's command.</summary>
public sealed class PauseCommandTests : IAsyncLifetime
{
    readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 1, 10, 12, 0, 0, TimeSpan.Zero));
    readonly Host _host;

    public PauseCommandTests() => _host = new(new FakeWorkflow().Named("Nightly").At("0 6 * * *").Operator("One", _ => 1), new FakeWorkflow().Named("Loose").Operator("One", _ => 1)) { Clock = _clock };

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _host.DisposeAsync().AsTask();

    [Fact]
    public async Task The_list_says_since_when_by_whom_and_why()
    {
        Assert.Equal(0, (await _host.RunAsync("pause", "nightly", "--reason", "the source moves")).Code);
        var (_, text, _) = await _host.RunAsync("list");
        Assert.Contains($"paused since 2026-01-10T12:00Z by {Environment.UserName} on", text.ReplaceLineEndings(" "), StringComparison.Ordinal);
        var (_, json, _) = await _host.RunAsync("list", "--json");
        Assert.Empty(JsonSchema.Errors("aqueduct-list.v1", json));
        var lines = JsonDocument.Parse(json).RootElement.EnumerateArray().ToDictionary(l => l.GetProperty("slug").GetString()!, l => l.GetProperty("paused"));
        Assert.Equal("the source moves", lines["nightly"].GetProperty("reason").GetString());
        Assert.Equal(JsonValueKind.Null, lines["loose"].ValueKind);
    }

    [Fact]
    public async Task Its_firings_are_due_again_when_it_is_unpaused()
    {
        await _host.RunAsync("pause", "nightly");
        var (code, output, _) = await _host.RunAsync("run", "nightly", "--due");
        Assert.Equal(0, code);
        Assert.Contains("nothing was started for 2026-01-10T06:00Z. It is paused since 2026-01-10T12:00Z", output, StringComparison.Ordinal);
        Assert.Empty(_host.Home.Store.Read(q => q.Newest(9)));
        await _host.RunAsync("unpause", "nightly");
        await _host.RunAsync("run", "nightly", "--due");
        Assert.Equal(new DateTimeOffset(2026, 1, 10, 6, 0, 0, TimeSpan.Zero), _host.Home.Store.Read(q => q.Newest(9)).Single().LogicalTime);
    }

    [Fact]
    public async Task A_person_may_run_it()
    {
        await _host.RunAsync("pause", "nightly");
        Assert.Equal(0, (await _host.RunAsync("run", "nightly")).Code);
    }

    [Fact]
    public async Task Twice_is_refused_with_who_did_it_before()
    {
        await _host.RunAsync("pause", "nightly", "--reason", "the source moves");
        var (code, _, error) = await _host.RunAsync("pause", "nightly");
        Assert.Equal(2, code);
        Assert.Contains("'Nightly' is paused since 2026-01-10T12:00Z", error, StringComparison.Ordinal);
        Assert.Contains("the source moves", error, StringComparison.Ordinal);
        Assert.Contains("'Loose' is not paused", (await _host.RunAsync("unpause", "loose")).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Both_are_kept_in_the_log()
    {
        await _host.RunAsync("pause", "nightly");
        await _host.RunAsync("unpause", "nightly");
        Assert.Equal(["workflow-paused", "workflow-unpaused"], _host.Home.Texts("SELECT kind FROM events WHERE run = '' ORDER BY seq"));
    }
}
