using System.Threading.RateLimiting;
using Aqueduct.Runtime;
using Aqueduct.Serving;
using Microsoft.AspNetCore.Http;

namespace Aqueduct.Server.Api;

/// <summary>Signing in and out. A session is a token in a cookie that scripts cannot read.</summary>
sealed class SessionApi(ApiData data, AuditTrail trail)
{
    static readonly TimeSpan Lifetime = TimeSpan.FromHours(12);

    // Ten tries a minute from one address, and for one name, wherever they come from.
    readonly PartitionedRateLimiter<string> _tries = PartitionedRateLimiter.Create<string, string>(key =>
        RateLimitPartition.GetSlidingWindowLimiter(key, _ => new SlidingWindowRateLimiterOptions { PermitLimit = 10, Window = TimeSpan.FromMinutes(1), SegmentsPerWindow = 6, QueueLimit = 0 }));

    /// <summary>What can be asked.</summary>
    public IReadOnlyList<ApiOperation> Operations =>
    [
        new("session.get", "GET", "/api/v1/session", Role.Client, "Who asks, and what they may do.", call => WriteAsync(call, call.Caller)) { Answer = """{"type":"object"}""" },
        new("session.begin", "POST", "/api/v1/session", Role.Client, "Signs in with a user's name and password, or with a token; the session is in a cookie.", BeginAsync)
        {
            IsOpen = true, Answer = """{"type":"object"}""",
            Body = """{"type":"object","properties":{"name":{"type":"string"},"password":{"type":"string"},"token":{"type":"string"}},"required":[]}""",
        },
        new("session.end", "DELETE", "/api/v1/session", Role.Client, "Signs out.", EndAsync) { Status = 204, MediaType = null },
    ];

    async Task BeginAsync(ApiCall call)
    {
        var body = await call.BodyAsync().ConfigureAwait(false);
        string Member(string name) => body.TryGetProperty(name, out var text) ? text.GetString()! : "";
        var (name, now) = (Member("name"), data.Clock.GetUtcNow());
        Admit(call, "from " + call.Context.Connection.RemoteIpAddress, "as " + name);
        var who = Member("token") is { Length: > 0 } token
            ? data.Store.Read(q => q.TokenOf(AccessTokens.HashOf(token))) is { IsSession: false } found && !(found.ExpiresAt <= now) ? new Caller(found.Name, found.Role) : null
            : data.Store.Read(q => q.UserNamed(name)) is var known && Passwords.Matches(Member("password"), known?.Password) ? new Caller(known!.Value.User.Name, known.Value.User.Role) : null;
        if (who is null)
        {
            await trail.NoteAsync(new Caller(name.Length is 0 or > 100 ? "?" : name, Role.Client), "session.refuse", call.Context.Connection.RemoteIpAddress?.ToString() ?? "?").ConfigureAwait(false);
            throw new ApiProblem(401, "Not signed in", "There is no user of that name and password, or no such token.");
        }

        var (session, secret) = await data.Store.WriteAsync(t =>
        {
            var created = AccessTokens.Create(t, who.Name, who.Role, isSession: true, now, Lifetime);
            Audit.Add(t, who, "session.begin", created.Token.Id, now);
            return created;
        }).ConfigureAwait(false);
        call.Context.Response.Cookies.Append(Gate.Cookie, secret, new CookieOptions(Options(call)) { Expires = session.ExpiresAt });
        await WriteAsync(call, who).ConfigureAwait(false);
    }

    void Admit(ApiCall call, params ReadOnlySpan<string> keys)
    {
        foreach (var key in keys)
        {
            using var lease = _tries.AttemptAcquire(key);
            if (lease.IsAcquired)
                continue;
            call.Context.Response.Headers.RetryAfter = "60";
            throw new ApiProblem(429, "Too many tries", "Too many tries to sign in. Wait a minute.");
        }
    }

    async Task EndAsync(ApiCall call)
    {
        if (call.Caller.Token is { } id && data.Store.Read(q => q.Tokens()).Any(t => t.Id == id && t.IsSession))
            await trail.DoAsync(call.Caller, "session.end", id, t => AccessTokens.Revoke(t, id)).ConfigureAwait(false);
        call.Context.Response.Cookies.Delete(Gate.Cookie, Options(call));
        call.Context.Response.StatusCode = 204;
    }

    static CookieOptions Options(ApiCall call) => new() { HttpOnly = true, SameSite = SameSiteMode.Strict, Secure = call.Context.Request.IsHttps, Path = "/", IsEssential = true };

    static Task WriteAsync(ApiCall call, Caller who) => call.JsonAsync(json =>
    {
        json.WriteStartObject();
        json.WriteString("name", who.Name);
        json.WriteString("role", Words.Lower(who.Role));
        json.WriteEndObject();
    });
}
