using Aqueduct.Runtime;
using Aqueduct.Serving;

[assembly: Connector(typeof(ServingConnector))]

namespace Aqueduct.Serving;

/// <summary>Adds the command <c>serve</c>. An app that references the package calls it by itself.</summary>
public static class ServingConnector
{
    /// <summary>Makes the command known.</summary>
    public static void Register() => Connectors.AddCommand("serve", ServeCommand.Create);
}
