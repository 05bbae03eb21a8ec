using Aqueduct.Cli;
using Aqueduct.Runtime;

using var signals = new StopSignals();
return await new ToolApp(HostEnvironment.OfProcess() with { Command = "aqueduct" }).RunAsync(args, signals.Token).ConfigureAwait(false);
