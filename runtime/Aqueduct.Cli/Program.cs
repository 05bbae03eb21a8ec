using Aqueduct.Cli;
using Aqueduct.Connectors.Postgres;
using Aqueduct.Runtime;

// The tool looks into the homes of all apps, whatever they keep their artifacts in.
Aqueduct.Connectors.AzureBlob.AzureBlobConnector.Register();
Aqueduct.Connectors.S3.S3Connector.Register();
PostgresConnector.Register();
using var signals = new StopSignals();
return await new ToolApp(HostEnvironment.OfProcess() with { Command = "aqueduct" }).RunAsync(args, signals.Token).ConfigureAwait(false);
