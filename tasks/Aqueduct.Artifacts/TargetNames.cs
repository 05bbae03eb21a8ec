using Aqueduct.Rules;

namespace Aqueduct.Artifacts;

/// <summary>Names of the places that publishing deploys to.</summary>
public static class TargetNames
{
    /// <summary>Accepts a name of one.</summary>
    /// <exception cref="ArtifactException">AQ9007: there is none of that name, or nothing is deployed there.</exception>
    public static void Require(string name)
    {
        if (!DeployTargets.Deployed.Contains(name))
            throw ArtifactException.UnknownTarget(name, isKnown: DeployTargets.Names.Contains(name), string.Join(", ", DeployTargets.Deployed));
    }
}
