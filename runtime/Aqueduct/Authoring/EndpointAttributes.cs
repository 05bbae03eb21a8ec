namespace Aqueduct;

/// <summary>
/// On a partial method: publishes the value it takes to an endpoint once every operator, metric and Error check of the run has passed; the package Aqueduct.Serving answers requests with it.
/// On an operator: answers requests with what the operator gives for the values in the request's body.
/// </summary>
/// <param name="name">The first part of its address: <c>churn</c> is <c>/churn</c>. Small letters, digits and hyphens.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class EndpointAttribute(string name) : Attribute
{
    /// <summary>The first part of its address.</summary>
    public string Name { get; } = name;

    /// <summary>Of a table: the member whose value finds a row, <c>/churn/17</c>. No two rows may have the same.</summary>
    public string? Key { get; set; }

    /// <summary>Number of versions kept beside the newest one, to go back to; their bytes outlive their runs.</summary>
    public int Keep { get; set; } = 10;

    /// <summary>Whether a new version waits until somebody promotes it, by <c>model promote</c>; until then the one before is served.</summary>
    public bool Hold { get; set; }

    /// <summary>Whether it has no address: it is published for the operators of this app that take it by <see cref="ServedAttribute"/>.</summary>
    public bool Internal { get; set; }
}

/// <summary>On a parameter of an operator marked [Endpoint]: takes no value of the request, but what the endpoint of that name publishes, in its current version.</summary>
/// <param name="endpoint">Name of the endpoint.</param>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class ServedAttribute(string endpoint) : Attribute
{
    /// <summary>Name of the endpoint.</summary>
    public string Endpoint { get; } = endpoint;
}
