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
            Entrypoint = EntrypointOf(plan.Command),
            Arguments = plan.DefaultArguments,
            User = Container.UserId,
            Container.Home,
        };
        return new([
            TemplateRenderer.Render("Dockerfile.sbn", "Dockerfile", values),
            TemplateRenderer.Render("Dockerfile.dockerignore.sbn", "Dockerfile.dockerignore", values),
        ], []);
    }

    /// <summary>Absolute, so that another working directory changes nothing.</summary>
    static IEnumerable<string> EntrypointOf(IReadOnlyList<string> command) => [.. command.SkipLast(1), $"/app/{command[^1]}"];
}
