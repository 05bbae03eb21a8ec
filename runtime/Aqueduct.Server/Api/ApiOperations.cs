using Aqueduct.Serving;

namespace Aqueduct.Server.Api;

/// <summary>All that can be asked of the API.</summary>
static class ApiOperations
{
    /// <summary>The operations over a server's store and workflows.</summary>
    public static IReadOnlyList<ApiOperation> Of(ServeContext context, IActions actions, AuditTrail trail)
    {
        var data = new ApiData(context.Store, context.Workflows, context.Environment.Clock);
        return
        [
            .. new WorkflowsApi(data).Operations,
            .. new RunsApi(data).Operations,
            .. new ActionsApi(data, actions).Operations,
            .. new ArtifactsApi(data).Operations,
            .. new EndpointsApi(data, trail).Operations,
            .. new ResourcesApi(data).Operations,
            .. new NotificationsApi(data).Operations,
            .. new SessionApi(data, trail).Operations,
            .. new AccessApi(data, new AccessActions(trail, data.Clock)).Operations,
        ];
    }
}
