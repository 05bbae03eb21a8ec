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
        var command = new Command("serve", "Answer HTTP requests with what workflows publish to endpoints, and with what operators marked [Endpoint] compute.") { host, port, body };
        command.SetAction(async (parsed, cancel) =>
        {
            var registry = ResourceRegistry.Current;
            var settings = ServeSettings.Of(parsed.GetValue(host)!, parsed.GetValue(port), CommandLines.Bytes("--max-body", parsed.GetValue(body)!),
                new ConnectorSettings(registry.Configuration.GetSection("serve"), registry.Folder));
            return await RunAsync(environment, settings, cancel).ConfigureAwait(false);
        });
        return command;
    }

    static async Task<int> RunAsync(HostEnvironment environment, ServeSettings settings, CancellationToken cancel)
    {
        var endpoints = EndpointCatalog.All();
        if (endpoints.Count == 0)
            throw new RefusedException("This app has nothing to serve. Mark a partial method that a workflow calls, or an operator, with [Endpoint(\"name\")].");
        var store = environment.OpenStore();
        await using (store.ConfigureAwait(false))
        {
            var server = await EndpointServer.StartAsync(store, endpoints, settings, environment.Clock, environment.Error, cancel).ConfigureAwait(false);
            await using (server.ConfigureAwait(false))
            {
                await environment.Out.WriteLineAsync($"Serving on {server.Address}").ConfigureAwait(false);
                foreach (var line in server.Describe())
                    await environment.Out.WriteLineAsync("  " + line).ConfigureAwait(false);
                await environment.Out.FlushAsync(CancellationToken.None).ConfigureAwait(false);
                await server.WaitAsync(cancel).ConfigureAwait(false);
            }
        }

        return ExitCode.Succeeded;
    }
}
