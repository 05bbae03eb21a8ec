using System.CommandLine;
using Aqueduct.Serving;

namespace Aqueduct.Dashboard;

/// <summary>Adds the dashboard to <c>serve</c>.</summary>
sealed class DashboardPartKind : ServePartKind
{
    /// <inheritdoc/>
    public override string Name => "dashboard";

    /// <inheritdoc/>
    public override IServePart Create(ServeContext context, ParseResult parsed) => new DashboardPart(context);
}
