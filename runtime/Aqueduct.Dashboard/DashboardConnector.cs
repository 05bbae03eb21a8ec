using Aqueduct.Dashboard;
using Aqueduct.Runtime;
using Aqueduct.Server;
using Aqueduct.Serving;

[assembly: Connector(typeof(DashboardConnector))]

namespace Aqueduct.Dashboard;

/// <summary>Adds the dashboard to the command <c>serve</c>. An app that references the package calls it by itself.</summary>
public static class DashboardConnector
{
    /// <summary>Makes the command and its parts known.</summary>
    public static void Register()
    {
        ServerConnector.Register();
        ServeParts.Add(new DashboardPartKind());
    }
}
