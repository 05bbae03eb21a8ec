using Aqueduct.Artifacts;
using Microsoft.Build.Framework;

namespace Aqueduct.Tasks;

/// <summary>Stops a publish whose AqueductTarget is no place that it deploys to.</summary>
public sealed class CheckTarget : AqueductTask
{
    /// <summary>The target's name.</summary>
    [Required]
    public string Target { get; set; } = "";

    /// <inheritdoc/>
    protected override void Run(CancellationToken cancel) => TargetNames.Require(Target);
}
