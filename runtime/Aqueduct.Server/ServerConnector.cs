using Aqueduct.Runtime;
using Aqueduct.Server;
using Aqueduct.Server.Api;
using Aqueduct.Serving;

[assembly: Connector(typeof(ServerConnector))]

namespace Aqueduct.Server;

/// <summary>Adds to the command <c>serve</c> what keeps the schedules of an app. An app that references the package calls it by itself.</summary>
public static class ServerConnector
{
    /// <summary>Makes the command and its parts known.</summary>
    public static void Register()
    {
        ServingConnector.Register();
        ServeParts.Add(new ApiPartKind());
        ServeParts.Add(new ScheduleKind());
    }
}
