using System.CommandLine;
using System.Text.Json;

namespace Aqueduct.Runtime;

/// <summary>The registry of models: what workflows publish to endpoints and is no table, with the metrics of the run that made each version. Promoting and going back are what they are for every endpoint.</summary>
static class ModelCommand
{
    public static Command Create(HostEnvironment environment) =>
        new("model", "List the models that runs have published, compare their versions, promote one, and go back.") { List(environment), Versions(environment), Promote(environment), Rollback(environment) };

    static Command List(HostEnvironment environment)
    {
        var json = CommandLines.Json();
        var command = new Command("list", "List the models, each with the version that is promoted and the newest one.") { json };
        command.SetAction(async (parsed, _) =>
        {
            var models = await EndpointCommand.WithStoreAsync<IReadOnlyList<(EndpointVersion Newest, int Promoted)>>(environment, s => Task.FromResult(s.Read(q => q.NewestEndpoints())), []).ConfigureAwait(false);
            Write(environment, [.. models.Where(m => IsModel(m.Newest))], parsed.GetValue(json));
            return ExitCode.Succeeded;
        });
        return command;
    }

    static Command Versions(HostEnvironment environment)
    {
        var (name, json) = (Name(), CommandLines.Json());
        var command = new Command("versions", "List the versions of a model that are kept, the newest first, with the metrics of the runs that made them.") { name, json };
        command.SetAction(async (parsed, _) =>
        {
            var wanted = parsed.GetValue(name)!;
            var versions = await EndpointCommand.WithStoreAsync<IReadOnlyList<(EndpointVersion, IReadOnlyList<MetricRecord>)>?>(environment,
                s => Task.FromResult<IReadOnlyList<(EndpointVersion, IReadOnlyList<MetricRecord>)>?>(s.Read(q => EndpointVersions.Of(q, wanted).Select(v => (v, q.MetricsOf(v.Run))).ToList())), null).ConfigureAwait(false) ?? throw EndpointCommand.Nothing(wanted);
            Write(environment, versions, parsed.GetValue(json));
            return ExitCode.Succeeded;
        });
        return command;
    }

    static Command Promote(HostEnvironment environment)
    {
        var (name, version, json) = (Name(), new Argument<int>("version") { Description = "Number of the version." }, CommandLines.Json());
        var command = new Command("promote", "Make a version of a model the one that is served and read. Programs that serve follow within a second.") { name, version, json };
        command.SetAction((parsed, _) => EndpointCommand.SwitchAsync(environment, parsed.GetValue(name)!, parsed.GetValue(version), parsed.GetValue(json), Said));
        return command;
    }

    static Command Rollback(HostEnvironment environment)
    {
        var (name, json) = (Name(), CommandLines.Json());
        var to = new Option<int?>("--to") { Description = "Number of the version to go back to; without it the one before the promoted." };
        var command = new Command("rollback", "Go back to an earlier version of a model.") { name, to, json };
        command.SetAction((parsed, _) => EndpointCommand.SwitchAsync(environment, parsed.GetValue(name)!, parsed.GetValue(to), parsed.GetValue(json), Said));
        return command;
    }

    static string Said(EndpointVersion? before, EndpointVersion after) =>
        $"Model '{after.Endpoint}': version {after.Version} of {Words.Instant(after.PublishedAt)} from run {after.Run} is promoted{(before is null ? "" : $", no longer version {before.Version}")}.";

    /// <summary>A table is data; anything else that is published is for programs to compute with.</summary>
    static bool IsModel(EndpointVersion version) => version.MediaType != StoredTable.MediaType;

    static Argument<string> Name() => new("model") { Description = "Name of the model: the endpoint that it is published to." };

    static void Write(HostEnvironment environment, IReadOnlyList<(EndpointVersion Newest, int Promoted)> models, bool json)
    {
        if (json)
            CommandLines.WriteJson(environment, w =>
            {
                w.WriteStartArray();
                foreach (var (newest, promoted) in models)
                {
                    w.WriteStartObject();
                    w.WriteString("model", newest.Endpoint);
                    if (promoted > 0)
                        w.WriteNumber("promoted", promoted);
                    else
                        w.WriteNull("promoted");
                    w.WriteNumber("newest", newest.Version);
                    w.WriteString("mediaType", newest.MediaType);
                    w.WriteString("publishedAt", newest.PublishedAt);
                    w.WriteEndObject();
                }

                w.WriteEndArray();
            });
        else if (models.Count == 0)
            environment.Out.WriteLine("No run has published a model.");
        else
            foreach (var (newest, promoted) in models)
                environment.Out.WriteLine($"{newest.Endpoint}  {(promoted > 0 ? $"version {promoted} promoted" : "none promoted")}, newest {newest.Version} of {Words.Instant(newest.PublishedAt)}  {newest.MediaType}");
    }

    static void Write(HostEnvironment environment, IReadOnlyList<(EndpointVersion Version, IReadOnlyList<MetricRecord> Metrics)> versions, bool json)
    {
        if (json)
            CommandLines.WriteJson(environment, w =>
            {
                w.WriteStartArray();
                foreach (var (version, metrics) in versions)
                    EndpointCommand.Write(w, version, metrics);
                w.WriteEndArray();
            });
        else
            foreach (var (v, metrics) in versions)
                environment.Out.WriteLine($"{(v.IsCurrent ? "*" : " ")} {v.Endpoint}  version {v.Version}  {Words.Instant(v.PublishedAt)}  {Words.Bytes(v.Bytes)}  {v.Hash[..12]}  run {v.Run}{string.Concat(metrics.Select(m => $"  {m.Name} {Words.Number(m.Value)}"))}");
    }
}
