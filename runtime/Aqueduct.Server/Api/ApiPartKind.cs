using System.CommandLine;
using Aqueduct.Serving;

namespace Aqueduct.Server.Api;

/// <summary>Adds the API to <c>serve</c>.</summary>
sealed class ApiPartKind : ServePartKind
{
    /// <inheritdoc/>
    public override string Name => "api";

    /// <inheritdoc/>
    public override IServePart Create(ServeContext context, ParseResult parsed)
    {
        var trail = new AuditTrail(context.Store, context.Environment.Clock);
        var actions = new Actions(context, trail, () => context.Find<SchedulePart>()?.Scheduler?.Pool);
        context.Offer<IActions>(actions);
        context.Offer<IAccessActions>(new AccessActions(trail, context.Environment.Clock));
        return new ApiPart(ApiOperations.Of(context, actions, trail));
    }
}
