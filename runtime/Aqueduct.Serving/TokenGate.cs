using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Aqueduct.Serving;

/// <summary>Lets requests through that bring the token; without one, only requests to this machine by a name of its own.</summary>
sealed class TokenGate(string? token)
{
    const string Scheme = "Bearer ";

    readonly byte[]? _hash = token is null ? null : SHA256.HashData(Encoding.UTF8.GetBytes(token));

    /// <summary>Whether it may pass; where not, that was answered.</summary>
    public async Task<bool> AdmitsAsync(HttpContext context)
    {
        if (context.Request.Path == "/healthz")
            return true;
        if (_hash is null)
        {
            if (IsLocal(context.Request.Host.Host))
                return true;
            // A web page may give its own name this machine's address, and would read what is served here.
            await Answers.ProblemAsync(context, StatusCodes.Status403Forbidden, "Unknown host", "Without a token only requests to localhost are answered. Configure \"serve\": { \"token\": … } in aqueduct.json.").ConfigureAwait(false);
            return false;
        }

        var given = context.Request.Headers.Authorization.ToString();
        // The hashes have one length and are compared in one time, whatever was given.
        if (given.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) && CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(given[Scheme.Length..])), _hash))
            return true;
        context.Response.Headers.WWWAuthenticate = "Bearer";
        await Answers.ProblemAsync(context, StatusCodes.Status401Unauthorized, "No valid token", "Send the header Authorization: Bearer with the token of this server.").ConfigureAwait(false);
        return false;
    }

    static bool IsLocal(string host) => host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
