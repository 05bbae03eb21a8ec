using System.CommandLine;
using Aqueduct.Serving;

namespace Aqueduct.Server.Api;

/// <summary>Adds the API to <c>serve</c>.</summary>
sealed class ApiPartKind : ServePartKind
{
    /// <inheritdoc/>
    public override string Name => "api";

    /// <inheritdoc/>
    public override IServePart Create(ServeContext context, ParseResult parsed) => new ApiPart(ApiOperations.Of(context));
}
