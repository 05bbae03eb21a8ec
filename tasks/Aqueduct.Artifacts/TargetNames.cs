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

    /// <summary>The target of an environment, where publishing deploys to it; null where its files are rendered only.</summary>
    /// <exception cref="ArtifactException">AQ9007: there is none of that name.</exception>
    public static string? ToDeploy(string? name)
    {
        if (name is null || DeployTargets.Deployed.Contains(name))
            return name;
        return DeployTargets.Names.Contains(name) ? null : throw ArtifactException.UnknownTarget(name, isKnown: false, string.Join(", ", DeployTargets.Names));
    }
}
