using Aqueduct.Artifacts.Installing;
using Aqueduct.Deploying;
using Microsoft.Build.Framework;

namespace Aqueduct.Tasks;

/// <summary>Stops a publish to a cluster early that could not end well.</summary>
public sealed class CheckCluster : PlanTask
{
    /// <summary>What is to be done: <c>plan</c> or <c>apply</c>.</summary>
    [Required]
    public string Deploy { get; set; } = "";

    /// <inheritdoc/>
    protected override void Run(CancellationToken cancel)
    {
        DeployChoice.Require(Deploy);
        DeployChoice.RequireRegistry((Plan() ?? throw LocalInstaller.NoWorkflow(AssemblyName)).Image);
    }
}
