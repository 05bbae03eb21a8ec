using Aqueduct;
using Aqueduct.Crash.Worker;

Kill.Arm(Environment.GetEnvironmentVariable(Kill.Variable));
return await AqueductHost.RunAsync(args);
