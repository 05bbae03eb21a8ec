using Aqueduct.Cli;
using Aqueduct.Connectors.Postgres;
using Aqueduct.Runtime;

PostgresConnector.Register();
using var signals = new StopSignals();
return await new ToolApp(HostEnvironment.OfProcess() with { Command = "aqueduct" }).RunAsync(args, signals.Token).ConfigureAwait(false);
