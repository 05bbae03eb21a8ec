using System.CommandLine;
using System.Text.Json;

namespace Aqueduct.Runtime;

/// <summary>Shows what endpoints serve, and goes back to earlier versions. Programs that serve follow within a second.</summary>
static class EndpointCommand
{
    public static Command Create(HostEnvironment environment) => new("endpoint", "Show what endpoints serve, and go back to an earlier version.") { List(environment), Versions(environment), Rollback(environment) };

    static Command List(HostEnvironment environment)
    {
        var json = CommandLines.Json();
        var command = new Command("list", "List the endpoints that runs have published to, each with the version it serves.") { json };
        command.SetAction(async (parsed, _) =>
        {
            Write(environment, await WithStoreAsync<IReadOnlyList<EndpointVersion>>(environment, s => Task.FromResult(s.Read(q => q.CurrentEndpoints())), []).ConfigureAwait(false), parsed.GetValue(json));
            return ExitCode.Succeeded;
        });
        return command;
    }

    static Command Versions(HostEnvironment environment)
    {
        var (name, json) = (Name(), CommandLines.Json());
        var command = new Command("versions", "List the versions of an endpoint that are kept, the newest first.") { name, json };
        command.SetAction(async (parsed, _) =>
        {
            var wanted = parsed.GetValue(name)!;
            Write(environment, await WithStoreAsync<IReadOnlyList<EndpointVersion>?>(environment, s => Task.FromResult<IReadOnlyList<EndpointVersion>?>(s.Read(q => EndpointVersions.Of(q, wanted))), null).ConfigureAwait(false) ?? throw Nothing(wanted), parsed.GetValue(json));
            return ExitCode.Succeeded;
        });
        return command;
    }

    static Command Rollback(HostEnvironment environment)
    {
        var (name, json) = (Name(), CommandLines.Json());
        var to = new Option<int?>("--to") { Description = "Number of the version to serve; without it the one before the current." };
        var command = new Command("rollback", "Serve an earlier version of an endpoint. The next run that passes publishes a newer one, which is served then.") { name, to, json };
        command.SetAction((parsed, _) => SwitchAsync(environment, parsed.GetValue(name)!, parsed.GetValue(to), parsed.GetValue(json), static (before, after) =>
            $"Endpoint '{after.Endpoint}' serves version {after.Version} of {Words.Instant(after.PublishedAt)} from run {after.Run}{(before is null ? "" : $", no longer version {before.Version}")}. The next run that passes publishes a newer one."));
        return command;
    }

    /// <summary>Makes another version the current one, and says so.</summary>
    public static async Task<int> SwitchAsync(HostEnvironment environment, string name, int? wanted, bool json, Func<EndpointVersion?, EndpointVersion, string> say)
    {
        var now = environment.Clock.GetUtcNow();
        var switched = await WithStoreAsync<(EndpointVersion? From, EndpointVersion To)?>(environment,
            async s => await s.WriteAsync(t => EndpointVersions.Switch(t, name, wanted, now)).ConfigureAwait(false), null).ConfigureAwait(false);
        var (before, after) = switched ?? throw Nothing(name);
        if (json)
            Write(environment, [after], json: true);
        else
            await environment.Out.WriteLineAsync(say(before, after)).ConfigureAwait(false);
        return ExitCode.Succeeded;
    }

    static Argument<string> Name() => new("endpoint") { Description = "Name of the endpoint." };

    public static RefusedException Nothing(string name) => new($"No run has published to an endpoint '{name}': there are no runs yet.");

    /// <summary>Looking must not create a store.</summary>
    public static async Task<T> WithStoreAsync<T>(HostEnvironment environment, Func<RunStore, Task<T>> use, T nothing)
    {
        if (!environment.StoreExists)
            return nothing;
        var store = environment.OpenStore();
        await using (store.ConfigureAwait(false))
            return await use(store).ConfigureAwait(false);
    }

    static void Write(HostEnvironment environment, IReadOnlyList<EndpointVersion> versions, bool json)
    {
        if (json)
        {
            CommandLines.WriteJson(environment, w =>
            {
                w.WriteStartArray();
                foreach (var version in versions)
                    Write(w, version);
                w.WriteEndArray();
            });
            return;
        }

        if (versions.Count == 0)
            environment.Out.WriteLine("No run has published to an endpoint.");
        foreach (var v in versions)
            environment.Out.WriteLine($"{(v.IsCurrent ? "*" : " ")} {v.Endpoint}  version {v.Version}  {Words.Instant(v.PublishedAt)}  {Words.Rows(v.Rows)}, {Words.Bytes(v.Bytes)}  run {v.Run}");
    }

    /// <summary>A version as JSON, here and over HTTP.</summary>
    public static void Write(Utf8JsonWriter json, EndpointVersion version, IReadOnlyList<MetricRecord>? metrics = null)
    {
        json.WriteStartObject();
        json.WriteString("endpoint", version.Endpoint);
        json.WriteNumber("version", version.Version);
        json.WriteBoolean("current", version.IsCurrent);
        json.WriteString("run", version.Run);
        json.WriteString("node", version.Node);
        json.WriteString("hash", version.Hash);
        json.WriteString("mediaType", version.MediaType);
        json.WriteNumber("bytes", version.Bytes);
        json.WriteNumber("rows", version.Rows);
        json.WriteString("publishedAt", version.PublishedAt);
        if (metrics is not null)
        {
            json.WriteStartArray("metrics");
            foreach (var metric in metrics)
            {
                json.WriteStartObject();
                json.WriteString("name", metric.Name);
                if (double.IsFinite(metric.Value))
                    json.WriteNumber("value", metric.Value);
                else
                    json.WriteString("value", Words.Number(metric.Value));
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }
}
