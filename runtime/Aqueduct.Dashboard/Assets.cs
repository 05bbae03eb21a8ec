using System.Collections.Frozen;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Aqueduct.Dashboard.Shell;
using Aqueduct.Serving;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Aqueduct.Dashboard;

/// <summary>What browsers load beside the pages. It is part of the dll, has its hash in its address, and is kept by browsers for good.</summary>
sealed class Assets
{
    const string Prefix = "Aqueduct.Dashboard.";

    sealed class Asset(string type, byte[] bytes)
    {
        public string Type => type;

        public byte[] Bytes => bytes;

        public string Hash { get; } = Convert.ToHexStringLower(SHA256.HashData(bytes))[..16];

        // Compressed when somebody first asks.
        public Lazy<byte[]> Small { get; } = new(() =>
        {
            using var small = new MemoryStream();
            using (var brotli = new BrotliStream(small, CompressionLevel.Optimal))
                brotli.Write(bytes);
            return small.ToArray();
        });
    }

    // Made when somebody first looks: most who start a server never do.
    readonly Lazy<FrozenDictionary<string, Asset>> _assets = new(Load);

    /// <summary>Address of one of them.</summary>
    public string this[string name] => $"/ui/assets/{_assets.Value[name].Hash}/{name}";

    /// <summary>Adds their addresses.</summary>
    public void Map(WebApplication app) => app.MapGet("/ui/assets/{hash}/{name}", SendAsync).WithMetadata(Requires.Nothing);

    /// <summary>The page to sign in with, which needs no connection and so nobody's leave.</summary>
    public Task SignInAsync(HttpContext context)
    {
        var page = Encoding.UTF8.GetString(_assets.Value["login.html"].Bytes);
        foreach (var name in (string[])["theme.css", "app.css", "theme.js", "login.js", "icon.svg"])
            page = page.Replace($"{{{name}}}", this[name], StringComparison.Ordinal);
        context.Response.ContentType = TypeOf("login.html");
        context.Response.Headers.CacheControl = "no-store";
        return context.Response.WriteAsync(page, context.RequestAborted);
    }

    Task SendAsync(HttpContext context)
    {
        var (hash, name) = ((string)context.Request.RouteValues["hash"]!, (string)context.Request.RouteValues["name"]!);
        if (!_assets.Value.TryGetValue(name, out var asset) || asset.Hash != hash)
        {
            // A page of an earlier version asks for what it knew.
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }

        var headers = context.Response.Headers;
        context.Response.ContentType = asset.Type;
        headers.CacheControl = "public, max-age=31536000, immutable";
        headers.Vary = "Accept-Encoding";
        var bytes = asset.Bytes;
        if (context.Request.Headers.AcceptEncoding.ToString().Contains("br", StringComparison.Ordinal))
            (bytes, headers.ContentEncoding) = (asset.Small.Value, "br");
        context.Response.ContentLength = bytes.Length;
        return context.Response.Body.WriteAsync(bytes, context.RequestAborted).AsTask();
    }

    static FrozenDictionary<string, Asset> Load()
    {
        var assembly = typeof(Assets).Assembly;
        var assets = assembly.GetManifestResourceNames().Where(n => n.StartsWith(Prefix, StringComparison.Ordinal)).ToDictionary(n => n[Prefix.Length..], name =>
        {
            using var stream = assembly.GetManifestResourceStream(name)!;
            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            return new Asset(TypeOf(name), bytes);
        }, StringComparer.Ordinal);
        assets["theme.css"] = new Asset(TypeOf("theme.css"), Encoding.UTF8.GetBytes(ThemeSheet.Sheet()));
        return assets.ToFrozenDictionary(StringComparer.Ordinal);
    }

    static string TypeOf(string name) => Path.GetExtension(name) switch
    {
        ".css" => "text/css; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".svg" => "image/svg+xml",
        _ => "text/html; charset=utf-8",
    };
}
