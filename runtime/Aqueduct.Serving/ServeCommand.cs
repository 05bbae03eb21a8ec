using System.CommandLine;
using Aqueduct.Runtime;

namespace Aqueduct.Serving;

/// <summary>Answers requests until it is stopped.</summary>
static class ServeCommand
{
    public static Command Create(HostEnvironment environment)
    {
        var host = new Option<string>("--host") { Description = "Address of this machine that takes requests. Others than this machine's own need a token.", DefaultValueFactory = _ => "127.0.0.1" };
        var port = new Option<int>("--port") { Description = "Port; 0 takes a free one.", DefaultValueFactory = _ => 5080 };
        port.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 0 or > 65535)
                result.AddError("--port is a number from 0 to 65535.");
        });
        var body = new Option<string>("--max-body") { Description = "Most bytes of a request's body, such as 1Mi.", DefaultValueFactory = _ => "1Mi" };
        var kinds = ServeParts.All;
        var command = new Command("serve", Description(kinds.Count > 0)) { host, port, body };
        foreach (var option in kinds.SelectMany(k => k.Options))
            command.Add(option);
        command.SetAction(async (parsed, cancel) =>
        {
            var registry = ResourceRegistry.Current;
            var configuration = new ConnectorSettings(registry.Configuration.GetSection("serve"), registry.Folder);
            var settings = ServeSettings.Of(parsed.GetValue(host)!, parsed.GetValue(port), CommandLines.Bytes("--max-body", parsed.GetValue(body)!), configuration, await IsProtectedAsync(environment).ConfigureAwait(false));
            var store = environment.OpenStore();
            await using (store.ConfigureAwait(false))
            {
                var context = new ServeContext(environment, store, WorkflowCatalog.All(), settings, configuration, Log(environment.Error, environment.Clock));
                return await RunAsync(context, Parts(context, kinds, parsed), cancel).ConfigureAwait(false);
            }
        });
        return command;
    }

    /// <summary>Whether anybody was given access, who then has to show it.</summary>
    static async Task<bool> IsProtectedAsync(HostEnvironment environment) => !await StoreCommands.ReadAsync(environment, q => q.HasNoAccess(), true).ConfigureAwait(false);

    /// <summary>Writes lines with the time before them, one after the other.</summary>
    public static Action<string> Log(TextWriter writer, TimeProvider clock)
    {
        var lines = TextWriter.Synchronized(writer);
        return line => lines.WriteLine($"{Words.Instant(clock.GetUtcNow())} {line}");
    }

    static string Description(bool hasMore) => "Answer HTTP requests with what workflows publish to endpoints, and with what operators marked [Endpoint] compute"
        + (hasMore ? ", and keep the schedules and triggers of this app's workflows." : ".");

    static List<IServePart> Parts(ServeContext context, IReadOnlyList<ServePartKind> kinds, ParseResult parsed)
    {
        var endpoints = EndpointCatalog.All();
        return endpoints.Count > 0 || kinds.Count > 0
            ? [new EndpointPart(context.Store, endpoints, context.Log), .. kinds.Select(k => k.Create(context, parsed))]
            : throw new RefusedException("This app has nothing to serve. Mark a partial method that a workflow calls, or an operator, with [Endpoint(\"name\")]; or add the package Aqueduct.Server, which keeps the schedules of its workflows.");
    }

    static async Task<int> RunAsync(ServeContext context, List<IServePart> parts, CancellationToken cancel)
    {
        var server = await HttpServer.StartAsync(context.Settings, new Gate(context.Store, context.Settings.Token, context.Environment.Clock), parts, context.Log, cancel).ConfigureAwait(false);
        await using (server.ConfigureAwait(false))
        {
            var output = context.Environment.Out;
            await output.WriteLineAsync($"Serving on {server.Address}").ConfigureAwait(false);
            foreach (var line in parts.SelectMany(p => p.Describe()))
                await output.WriteLineAsync("  " + line).ConfigureAwait(false);
            await output.FlushAsync(CancellationToken.None).ConfigureAwait(false);
            // What only the start needed is given back: of itself a server that is asked nothing comes to no collection.
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            await server.WaitAsync(cancel).ConfigureAwait(false);
        }

        return ExitCode.Succeeded;
    }
}
