using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Aqueduct.Runtime;
using Microsoft.AspNetCore.Http;

namespace Aqueduct.Serving;

/// <summary>Says who asks, and lets through whom the address allows: with the token of aqueduct.json, a token or a session of the run store; where there is none of these, whoever sits at this machine.</summary>
/// <param name="store">Holds tokens and sessions.</param>
/// <param name="token">The token of aqueduct.json; null where there is none.</param>
/// <param name="clock">Ends tokens.</param>
sealed class Gate(RunStore store, string? token, TimeProvider clock)
{
    /// <summary>Name of the cookie that holds a session.</summary>
    public const string Cookie = "aqueduct_session";

    const string Scheme = "Bearer ";

    static readonly Caller ByConfiguration = new("the token of aqueduct.json", Role.Client), AtTheMachine = new("local", Role.Admin);

    const int MostRemembered = 10_000;

    // A token that is revoked is refused after as long at the latest.
    static readonly TimeSpan Remembering = TimeSpan.FromSeconds(2);

    readonly byte[]? _hash = token is null ? null : SHA256.HashData(Encoding.UTF8.GetBytes(token));
    readonly ConcurrentDictionary<string, (AccessToken? Token, long At)> _known = new(StringComparer.Ordinal);
    volatile Known? _isOpen;

    /// <summary>Whether it may pass; where not, that was answered. The caller is left among the request's features.</summary>
    public async Task<bool> AdmitsAsync(HttpContext context)
    {
        if (context.Request.Path == "/healthz")
            return true;
        if (IsForeign(context.Request))
        {
            await Answers.ProblemAsync(context, StatusCodes.Status403Forbidden, "From another site", "A page of another site may not change anything here.").ConfigureAwait(false);
            return false;
        }

        var caller = Find(context);
        if (caller is not null)
            context.Features.Set(caller);
        var required = context.GetEndpoint()?.Metadata.GetMetadata<Requires>() ?? Requires.Client;
        if (required.Role is not { } role || caller?.Role >= role)
            return true;
        if (caller is not null)
            await Answers.ProblemAsync(context, StatusCodes.Status403Forbidden, "Not allowed", $"'{caller.Name}' is {Words.Lower(caller.Role)}; this takes {Words.Lower(role)}.").ConfigureAwait(false);
        else if (required.SignIn is { } page && HttpMethods.IsGet(context.Request.Method))
            context.Response.Redirect(page + "?to=" + Uri.EscapeDataString(context.Request.Path + context.Request.QueryString));
        else
            await RefuseAsync(context).ConfigureAwait(false);
        return false;
    }

    /// <summary>Whether nobody was given access, so that whoever sits at this machine has it.</summary>
    public bool IsOpen
    {
        get
        {
            if (_hash is not null)
                return false;
            if (_isOpen is not { } known || clock.GetElapsedTime(known.At) > Remembering)
                _isOpen = known = new Known(store.Read(q => q.HasNoAccess()), clock.GetTimestamp());
            return known.IsOpen;
        }
    }

    Caller? Find(HttpContext context)
    {
        var given = context.Request.Headers.Authorization.ToString();
        if (given.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            var secret = given[Scheme.Length..].Trim();
            // The hashes have one length and are compared in one time, whatever was given.
            return _hash is not null && CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(secret)), _hash) ? ByConfiguration : Of(secret);
        }

        return context.Request.Cookies[Cookie] is { Length: > 0 } session && Of(session) is { } user ? user
            : IsOpen && IsLocal(context) ? AtTheMachine
            : null;
    }

    Caller? Of(string secret)
    {
        var hash = AccessTokens.HashOf(secret);
        if (!_known.TryGetValue(hash, out var known) || clock.GetElapsedTime(known.At) > Remembering)
        {
            if (_known.Count >= MostRemembered)
                _known.Clear();
            _known[hash] = known = (store.Read(q => q.TokenOf(hash)), clock.GetTimestamp());
        }

        return known.Token is { } found && !(found.ExpiresAt <= clock.GetUtcNow()) ? new Caller(found.Name, found.Role, found.Id) : null;
    }

    async Task RefuseAsync(HttpContext context)
    {
        if (IsOpen)
        {
            // A web page may give its own name this machine's address, and would read what is served here.
            await Answers.ProblemAsync(context, StatusCodes.Status403Forbidden, "Unknown host", "Without a token only requests to localhost, from this machine, are answered. Configure \"serve\": { \"token\": … } in aqueduct.json, or make one: access token create NAME --role viewer").ConfigureAwait(false);
            return;
        }

        context.Response.Headers.WWWAuthenticate = "Bearer";
        await Answers.ProblemAsync(context, StatusCodes.Status401Unauthorized, "No valid token", "Send the header Authorization: Bearer with a token of this server.").ConfigureAwait(false);
    }

    /// <summary>Whether a page of another site asks for a change, or for a connection that changes can be asked over. Browsers say so; programs say nothing, and bring no cookie.</summary>
    static bool IsForeign(HttpRequest request)
    {
        if ((HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method)) && request.Headers.Upgrade.Count == 0)
            return false;
        if (request.Headers["Sec-Fetch-Site"].ToString() is { Length: > 0 } site && request.Headers.Upgrade.Count == 0)
            return site is not ("same-origin" or "none");
        return request.Headers.Origin.ToString() is { Length: > 0 } origin && (!Uri.TryCreate(origin, UriKind.Absolute, out var from) || !string.Equals(from.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase));
    }

    static bool IsLocal(HttpContext context)
    {
        var host = context.Request.Host.Host;
        return context.Connection.RemoteIpAddress is { } from && IPAddress.IsLoopback(from)
            && (host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address)));
    }
}

/// <summary>What was read of the store, and when; replaced as a whole.</summary>
sealed record Known(bool IsOpen, long At);

/// <summary>Says who may ask an address.</summary>
/// <param name="Role">What one needs to be; null is anybody.</param>
/// <param name="SignIn">Where a browser is sent that is not signed in; null where the answer is 401.</param>
sealed record Requires(Role? Role, string? SignIn = null)
{
    /// <summary>Anybody may ask.</summary>
    public static readonly Requires Nothing = new((Role?)null);

    /// <summary>Whoever may ask endpoints.</summary>
    public static readonly Requires Client = new(Runtime.Role.Client);

    /// <summary>One needs to be of that role, or of one that may do more.</summary>
    public static Requires Of(Role role) => new(role);
}
