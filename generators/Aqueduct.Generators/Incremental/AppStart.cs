using Aqueduct.Model;

namespace Aqueduct.Generators.Incremental;

/// <summary>A yes or no that a step gives.</summary>
sealed record Flag(bool IsSet);

/// <summary>What an app registers when it starts.</summary>
sealed record AppStart(Values<RowModel> Rows, Values<ServicesModel> Services)
{
    public Values<string> Connectors { get; init; } = new([]);

    public Values<EndpointModel> Endpoints { get; init; } = new([]);

    /// <summary>Connectors alone are nothing to register: without workflows nobody calls them.</summary>
    public bool IsEmpty => Rows.All.Count + Services.All.Count + Endpoints.All.Count == 0;
}
