using Aqueduct.Artifacts.Planning;
using Aqueduct.Artifacts.Rendering;

namespace Aqueduct.Artifacts.Targets.Dockerfile;

/// <summary>An image of the publish folder, for those who build images themselves.</summary>
sealed class DockerfileTarget : ITarget
{
    public TargetFiles Render(DeploymentPlan plan)
    {
        var values = new
        {
            plan.App,
            plan.Image,
            plan.BaseImage,
            Entrypoint = Container.EntrypointOf(plan.Command),
            Arguments = plan.DefaultArguments,
            User = Container.UserId,
            Container.Home,
        };
        return new([
            TemplateRenderer.Render("Dockerfile.sbn", "Dockerfile", values),
            TemplateRenderer.Render("Dockerfile.dockerignore.sbn", "Dockerfile.dockerignore", values),
        ], []);
    }
}
