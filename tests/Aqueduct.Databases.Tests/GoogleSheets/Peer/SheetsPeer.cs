using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Aqueduct.Databases.Tests.GoogleSheets.Peer;

/// <summary>What happens to a call.</summary>
enum Fate
{
    Answered,
    TooMany,
    Unavailable,
    CutBefore,
    CutAfter,

    /// <summary>The connection breaks off, and the call is carried out when the test says so.</summary>
    Late,
}

/// <summary>Google as far as the connector meets it: the address that gives tokens for a key's proof, and one spreadsheet. Strict: what Google's reference does not allow is refused.</summary>
sealed class SheetsPeer : IDisposable
{
    public const string Account = "aqueduct@project.iam.example", Id = "1AbC-dEf_9", Write = "https://www.googleapis.com/auth/spreadsheets", ReadOnly = "https://www.googleapis.com/auth/spreadsheets.readonly";

    /// <summary>What Google's tokens are asked of, whatever address answers.</summary>
    const string Audience = "https://oauth2.googleapis.com/token";

    static readonly RSA KeyPair = RSA.Create(2048), Other = RSA.Create(2048);

    readonly WebApplication _app;
    readonly Lock _gate = new();
    readonly Dictionary<string, string> _tokens = [];

    public SheetsPeer()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(o => o.Limits.MaxRequestBodySize = 10_000_000).UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.Run(AnswerAsync);
        _app.StartAsync().GetAwaiter().GetResult();
        Address = _app.Services.GetRequiredService<Microsoft.AspNetCore.Hosting.Server.IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
    }

    public string Address { get; }

    public PeerSpreadsheet Spreadsheet { get; } = new();

    /// <summary>Method and path of each call of the API that was carried out or refused.</summary>
    public List<string> Calls { get; } = [];

    /// <summary>Decides what happens to a call of the API, by its method and path, its body and those before it.</summary>
    public Func<string, string, Fate>? Decides { get; set; }

    /// <summary>Called before a call is carried out.</summary>
    public Action<string, string>? Before { get; set; }

    /// <summary>Calls that are still on their way.</summary>
    public Queue<(string Call, string Body)> OnTheirWay { get; } = new();

    public int TokensGiven => _tokens.Count;

    /// <summary>The key of the service account, or one whose private key is another's.</summary>
    public string Key(bool isForged = false) => JsonSerializer.Serialize(new
    {
        type = "service_account",
        project_id = "project",
        private_key_id = "k1",
        private_key = (isForged ? Other : KeyPair).ExportPkcs8PrivateKeyPem(),
        client_email = Account,
        client_id = "1",
        token_uri = Address + "/token",
    });

    /// <summary>Carries out the next call that is on its way; false where it is refused.</summary>
    public bool Deliver()
    {
        var (call, body) = OnTheirWay.Dequeue();
        try
        {
            lock (_gate)
                _ = Api(call, body);
            return true;
        }
        catch (PeerError)
        {
            return false;
        }
    }

    public void Dispose() => _app.DisposeAsync().AsTask().GetAwaiter().GetResult();

    async Task AnswerAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var body = await reader.ReadToEndAsync();
        // The path as it was sent: a name of a sheet may hold a slash.
        var path = context.Features.Get<IHttpRequestFeature>()!.RawTarget;
        var call = $"{context.Request.Method} {path}";
        var fate = path == "/token" ? Fate.Answered : Decides?.Invoke(call, body) ?? Fate.Answered;
        string answer;
        try
        {
            switch (fate)
            {
                case Fate.TooMany:
                    throw new PeerError(429, "RESOURCE_EXHAUSTED", "Quota exceeded for quota metric 'Write requests' and limit 'Write requests per minute per user' of service 'sheets.googleapis.com'.");
                case Fate.Unavailable:
                    throw new PeerError(503, "UNAVAILABLE", "The service is currently unavailable.");
                case Fate.Late:
                    OnTheirWay.Enqueue((call, body));
                    context.Abort();
                    return;
                case Fate.CutBefore:
                    context.Abort();
                    return;
            }

            if (path != "/token")
                Before?.Invoke(call, body);
            lock (_gate)
                answer = JsonSerializer.Serialize(path == "/token" ? Token(context.Request.ContentType, body) : Allowed(context, call, body));
        }
        catch (PeerError e)
        {
            context.Response.StatusCode = e.Code;
            answer = path == "/token" ? JsonSerializer.Serialize(new { error = "invalid_grant", error_description = e.Message }) : e.Json;
        }

        if (fate == Fate.CutAfter)
        {
            context.Abort();
            return;
        }

        context.Response.ContentType = "application/json; charset=UTF-8";
        await context.Response.WriteAsync(answer);
    }

    object Token(string? type, string body)
    {
        var form = body.Split('&').Select(p => p.Split('=', 2)).ToDictionary(p => p[0], p => Uri.UnescapeDataString(p[1]));
        if (type?.StartsWith("application/x-www-form-urlencoded", StringComparison.Ordinal) != true || form["grant_type"] != "urn:ietf:params:oauth:grant-type:jwt-bearer")
            throw PeerError.Invalid("Unsupported grant type.");
        var parts = form["assertion"].Split('.');
        if (!KeyPair.VerifyData(Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"), Bytes(parts[2]), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))
            throw PeerError.Invalid("Invalid JWT Signature.");
        using var header = JsonDocument.Parse(Bytes(parts[0]));
        using var claims = JsonDocument.Parse(Bytes(parts[1]));
        var (now, root) = (DateTimeOffset.UtcNow.ToUnixTimeSeconds(), claims.RootElement);
        if (header.RootElement.Text("alg") != "RS256" || root.Text("iss") != Account || root.Text("aud") != Audience || root.Need("exp").GetInt64() is var end && (end <= now || end > now + 3700))
            throw PeerError.Invalid("Invalid JWT: Token must be a short-lived token (60 minutes) of this account for this address.");
        var token = Convert.ToHexString(RandomNumberGenerator.GetBytes(16));
        _tokens[token] = root.Text("scope")!;
        return new { access_token = token, expires_in = 3599, token_type = "Bearer" };
    }

    static byte[] Bytes(string part) => Convert.FromBase64String(part.Replace('-', '+').Replace('_', '/') + new string('=', (4 - part.Length % 4) % 4));

    object Allowed(HttpContext context, string call, string body)
    {
        if (context.Request.Headers.Authorization.ToString().Split(' ') is not ["Bearer", var token] || !_tokens.TryGetValue(token, out var scope))
            throw new PeerError(401, "UNAUTHENTICATED", "Request had invalid authentication credentials.");
        if (!scope.Split(' ').Any(s => s == Write || (s == ReadOnly && call.StartsWith("GET ", StringComparison.Ordinal))))
            throw new PeerError(403, "PERMISSION_DENIED", "Request had insufficient authentication scopes.");
        if (call.StartsWith("GET ", StringComparison.Ordinal) ? body.Length > 0 : context.Request.ContentType != "application/json")
            throw PeerError.Invalid("Invalid content.");
        return Api(call, body);
    }

    /// <summary>Carries out a call of the API.</summary>
    object Api(string call, string body)
    {
        Calls.Add(call);
        var (method, target) = (call.Split(' ')[0], call.Split(' ', 2)[1]);
        var query = target.Split('?', 2) is [_, var given] ? given.Split('&').Select(p => p.Split('=', 2)).Select(p => (Name: p[0], Value: Uri.UnescapeDataString(p[1]))).ToArray() : [];
        const string start = "/v4/spreadsheets/" + Id;
        var path = target.Split('?')[0];
        if (!path.StartsWith(start, StringComparison.Ordinal))
            throw new PeerError(404, "NOT_FOUND", "Requested entity was not found.");
        path = path[start.Length..];
        if ((method, path) == ("GET", "") && Only(query, "fields"))
            return Spreadsheet.Describe();
        if ((method, path) == ("GET", "/values:batchGet") && Rendered(query, "ranges"))
            return new { spreadsheetId = Id, valueRanges = query.Where(q => q.Name == "ranges").Select(q => Spreadsheet.Values(q.Value)).ToArray() };
        if (method == "GET" && path.StartsWith("/values/", StringComparison.Ordinal) && Rendered(query))
            return Spreadsheet.Values(Uri.UnescapeDataString(path["/values/".Length..]));
        using var json = method == "GET" ? null : Parse(body);
        if (method == "PUT" && path.StartsWith("/values/", StringComparison.Ordinal) && Only(query, "valueInputOption") && query is [("valueInputOption", "RAW")])
            Spreadsheet.Write(Uri.UnescapeDataString(path["/values/".Length..]), json!.RootElement);
        else if ((method, path) == ("POST", ":batchUpdate") && Only(query, "fields"))
            Spreadsheet.Change(json!.RootElement);
        else
            throw new PeerError(404, "NOT_FOUND", $"The requested URL {path} was not found on this server.");
        return new { spreadsheetId = Id };
    }

    static bool Rendered((string Name, string Value)[] query, params string[] more) => Only(query, [.. more, "majorDimension", "valueRenderOption", "dateTimeRenderOption"])
        && query.Contains(("valueRenderOption", "UNFORMATTED_VALUE")) && query.Contains(("dateTimeRenderOption", "SERIAL_NUMBER"));

    static bool Only((string Name, string Value)[] query, params string[] known) => query.FirstOrDefault(q => !known.Contains(q.Name)) is { Name: { } unknown }
        ? throw PeerError.Invalid($"Invalid JSON payload received. Unknown name \"{unknown}\": Cannot bind query parameter. Field '{unknown}' could not be found in request message.") : true;

    static JsonDocument Parse(string body)
    {
        try
        {
            return JsonDocument.Parse(body);
        }
        catch (JsonException)
        {
            throw PeerError.Invalid("Invalid JSON payload received. Unexpected token.");
        }
    }
}
