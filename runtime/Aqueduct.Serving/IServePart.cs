using System.Text.Json;
using Microsoft.AspNetCore.Builder;

namespace Aqueduct.Serving;

/// <summary>One part of a server: the addresses it adds, and the work it does beside them.</summary>
interface IServePart
{
    /// <summary>Makes itself ready, before any request is taken.</summary>
    Task PrepareAsync(CancellationToken cancel) => Task.CompletedTask;

    /// <summary>Adds the services that its addresses need.</summary>
    void AddTo(WebApplicationBuilder builder)
    {
    }

    /// <summary>Adds its addresses. Their <see cref="Requires"/> says who may ask; without one whoever may ask endpoints.</summary>
    void Map(WebApplication app)
    {
    }

    /// <summary>Writes its addresses as members of <c>paths</c> of the OpenAPI document.</summary>
    void Document(Utf8JsonWriter paths)
    {
    }

    /// <summary>What it serves, a line each, for the person who starts the server.</summary>
    IEnumerable<string> Describe() => [];

    /// <summary>Works until it is to stop, then ends what it has begun, and returns. What it throws ends the server.</summary>
    Task RunAsync(CancellationToken stop) => Task.CompletedTask;
}
