using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Aqueduct.Benchmarks.Serving;

/// <summary>What a person writes who needs the lookup and nothing else: a minimal API over a dictionary, with source-generated JSON.</summary>
sealed class HandWritten : IAsyncDisposable
{
    readonly WebApplication _app;

    HandWritten(WebApplication app) => _app = app;

    public string Address => _app.Urls.First();

    public static async Task<HandWritten> StartAsync(IEnumerable<ServedRow> rows)
    {
        var byId = rows.ToDictionary(r => r.Id);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.ConfigureHttpJsonOptions(options => options.SerializerOptions.TypeInfoResolverChain.Insert(0, HandWrittenJson.Default));
        var app = builder.Build();
        app.MapGet("/rows/{id}", (int id) => byId.TryGetValue(id, out var row) ? Results.Ok(row) : Results.NotFound());
        await app.StartAsync();
        return new HandWritten(app);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}

[JsonSerializable(typeof(ServedRow))]
sealed partial class HandWrittenJson : JsonSerializerContext;
