using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Aqueduct.Model;
using Aqueduct.Rules;
using Microsoft.CodeAnalysis;

namespace Aqueduct.Analyzers;

/// <summary>What the constructor of an instance workflow is given: AQ0025.</summary>
static class ServiceRules
{
    /// <summary>What every app provides.</summary>
    static readonly string[] BuiltIn =
    [
        "global::System.Net.Http.HttpClient", "global::System.TimeProvider", "global::System.IServiceProvider", "global::Microsoft.Extensions.Configuration.IConfiguration",
        "global::Microsoft.Extensions.Logging.ILoggerFactory", "global::Microsoft.Extensions.DependencyInjection.IServiceScopeFactory",
    ];

    /// <summary>Silent where the project adds services of its own: which, only running tells.</summary>
    public static IEnumerable<Fault> Check(WorkflowModel workflow, Compilation compilation, CancellationToken cancel) =>
        workflow.Instance is not { } instance || instance.Constructor.Count == 0 || WorkflowIndex.AddsServices(compilation, cancel)
            ? []
            : from parameter in instance.Constructor
              where !parameter.IsOptional && !BuiltIn.Contains(parameter.Type.Full) && !parameter.Type.Full.StartsWith("global::Microsoft.Extensions.Logging.ILogger<", System.StringComparison.Ordinal)
              select Faults.At(parameter.Anchor, RuleIds.NoService, parameter.Type.Display, parameter.Name, workflow.Container.Type.Display);
}
