using Aqueduct.Dashboard.Data;
using Aqueduct.Dashboard.Shell;
using Aqueduct.Runtime;
using Aqueduct.Server;
using Aqueduct.Serving;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using MudBlazor.Services;

namespace Aqueduct.Dashboard;

/// <summary>The part of a server that people look at: pages under /ui, kept up to date over one connection each.</summary>
sealed class DashboardPart(ServeContext context) : IServePart
{
    /// <summary>Where whoever is not signed in is sent.</summary>
    public const string SignIn = "/ui/login";

    // MudBlazor's messages and dialogs bring style elements; no script stands in a page.
    const string ContentPolicy = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; font-src 'self'; form-action 'self'; base-uri 'self'; frame-ancestors 'none'";

    readonly Assets _assets = new();

    /// <inheritdoc/>
    public void AddTo(WebApplicationBuilder builder)
    {
        builder.Services.AddLogging();
        builder.Services.AddRazorComponents().AddInteractiveServerComponents();
        // A circuit lives as long as its process: what protects it need not outlive it.
        builder.Services.AddDataProtection().UseEphemeralDataProtectionProvider();
        // Keys that outlive it are not read, nor made and written to the home of whoever runs it, as the server starts.
        foreach (var keys in builder.Services.Where(s => s.ServiceType == typeof(IHostedService) && s.ImplementationType?.Assembly == typeof(EphemeralDataProtectionProvider).Assembly).ToList())
            builder.Services.Remove(keys);
        builder.Services.AddMudServices();
        builder.Services.AddSingleton(new DashboardData(context));
        builder.Services.AddSingleton(_assets);
        builder.Services.AddSingleton(new PageMemory(context.Environment.Clock));
        if (context.Find<IActions>() is { } actions)
            builder.Services.AddSingleton(actions);
        if (context.Find<IAccessActions>() is { } access)
            builder.Services.AddSingleton(access);
        builder.Services.AddScoped<Visitor>();
        builder.Services.AddScoped<Doing>();
    }

    /// <inheritdoc/>
    public void Map(WebApplication app)
    {
        app.Use((request, next) =>
        {
            Guard(request);
            return next();
        });
        app.MapGet("/", (RequestDelegate)(request =>
        {
            request.Response.Redirect("/ui");
            return Task.CompletedTask;
        })).WithMetadata(Requires.Nothing);
        _assets.Map(app);
        app.MapGet(SignIn, _assets.SignInAsync).WithMetadata(Requires.Nothing);
        app.MapRazorComponents<App>()
            .AddInteractiveServerRenderMode(options => options.ContentSecurityFrameAncestorsPolicy = null)
            // Every change is asked for over the page's own connection, which the gate lets nobody open from another site.
            .DisableAntiforgery()
            .WithMetadata(new Requires(Role.Viewer, SignIn));
    }

    /// <inheritdoc/>
    public IEnumerable<string> Describe() => ["GET  /ui  the dashboard"];

    static void Guard(HttpContext request)
    {
        if (request.Features.Get<Caller>() is { } caller)
            request.User = Visitor.PrincipalOf(caller);
        if (!request.Request.Path.StartsWithSegments("/ui"))
            return;
        var headers = request.Response.Headers;
        headers.ContentSecurityPolicy = ContentPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
    }
}
