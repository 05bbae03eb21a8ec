using Aqueduct.Runtime;
using Aqueduct.Serving;

namespace Aqueduct.Server.Api;

/// <summary>A request that is not carried out; it is answered as a problem of RFC 9457.</summary>
/// <param name="status">HTTP status.</param>
/// <param name="title">What kind of problem; the same for each of its kind.</param>
/// <param name="detail">What was found, and what to do.</param>
/// <param name="mistakes">The places of the request that are wrong.</param>
sealed class ApiProblem(int status, string title, string detail, IReadOnlyList<Mistake>? mistakes = null) : Exception(detail)
{
    /// <summary>HTTP status.</summary>
    public int Status => status;

    /// <summary>What kind of problem.</summary>
    public string Title => title;

    /// <summary>The places that are wrong.</summary>
    public IReadOnlyList<Mistake> Mistakes => mistakes ?? [];

    /// <summary>Nothing is there of that name.</summary>
    public static ApiProblem NotFound(string detail) => new(404, "Not there", detail);

    /// <summary>The request is wrong in some places.</summary>
    public static ApiProblem Wrong(IReadOnlyList<Mistake> mistakes) => new(400, "A wrong request", "The request is not understood; errors says where. The document /openapi/v1.json describes it.", mistakes);
}
