using Aqueduct.Artifacts;
using Aqueduct.Artifacts.Images;
using Aqueduct.Artifacts.Planning;

namespace Aqueduct.Deploying;

/// <summary>What publishing to a cluster needs to be told; looked at before anything is published.</summary>
public static class DeployChoice
{
    /// <summary>Accepts what AqueductDeploy may say: <c>plan</c> or <c>apply</c>.</summary>
    /// <exception cref="ArtifactException">AQ9020: it says something else.</exception>
    public static void Require(string deploy)
    {
        if (deploy is not ("plan" or "apply"))
            throw DeployErrors.UnknownDeploy(deploy);
    }

    /// <summary>Accepts an image whose name says which registry it lies in.</summary>
    /// <exception cref="ArtifactException">AQ9016: it names none. AQ9004: it is no image.</exception>
    public static void RequireRegistry(string image)
    {
        if (!RegistryReference.NamesRegistry(ImageReference.Checked(image)))
            throw DeployErrors.NoRegistry(image);
    }
}
