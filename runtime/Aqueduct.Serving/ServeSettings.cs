using System.Net;
using System.Text;
using Aqueduct.Runtime;

namespace Aqueduct.Serving;

/// <summary>Where requests are taken, and from whom.</summary>
/// <param name="Address">Address of this machine.</param>
/// <param name="Port">Port; 0 takes a free one.</param>
/// <param name="Token">What requests have to bring; null where only this machine can ask.</param>
/// <param name="MaxBody">Most bytes of a request's body.</param>
sealed record ServeSettings(IPAddress Address, int Port, string? Token, long MaxBody)
{
    const int ShortestToken = 16;

    /// <summary>Settings of the command line and of <c>serve</c> in aqueduct.json.</summary>
    /// <exception cref="RefusedException">They would let anybody ask, or name no address.</exception>
    /// <exception cref="ResourceException">The token refers to a variable that is not set.</exception>
    public static ServeSettings Of(string host, int port, long maxBody, ConnectorSettings settings, bool isProtected = false)
    {
        settings.RefuseUnknown(["token", .. ServeParts.All.SelectMany(k => k.Members)]);
        var address = host == "localhost" ? IPAddress.Loopback
            : IPAddress.TryParse(host, out var parsed) ? parsed
            : throw new RefusedException($"--host '{host}' is no address of this machine. Write 127.0.0.1, or 0.0.0.0 to take requests from everywhere.");
        var token = settings.Find("token");
        if (token is null && !isProtected && !IPAddress.IsLoopback(address))
            throw new RefusedException($"--host {host} takes requests from other machines, and no token is configured. Write \"serve\": {{ \"token\": \"${{AQUEDUCT_TOKEN}}\" }} into aqueduct.json and set that variable, give somebody access with: access user add NAME --role admin, or leave out --host.");
        if (token is not null && Encoding.UTF8.GetByteCount(token) < ShortestToken)
            throw new RefusedException($"The token of \"serve\" in aqueduct.json is shorter than {ShortestToken} characters and could be guessed. Make one with: openssl rand -hex 32");
        return new ServeSettings(address, port, token, maxBody);
    }
}
