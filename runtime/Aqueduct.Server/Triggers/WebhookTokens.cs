using System.Security.Cryptography;
using System.Text;
using Aqueduct.Runtime;
using Aqueduct.Serving;

namespace Aqueduct.Server;

/// <summary>The tokens that requests bring which start a workflow, one for each.</summary>
sealed class WebhookTokens
{
    /// <summary>Member of <c>serve</c> in aqueduct.json that holds them, by slug.</summary>
    public const string Member = "webhooks";

    const int ShortestToken = 16;
    const string Scheme = "Bearer ";

    readonly Dictionary<string, byte[]> _hashes = new(StringComparer.Ordinal);

    /// <summary>Those that are configured for an app's workflows.</summary>
    /// <exception cref="RefusedException">One is missing, names no workflow that a request starts, or could be guessed.</exception>
    /// <exception cref="ResourceException">One refers to a variable that is not set.</exception>
    public static WebhookTokens Of(IReadOnlyList<Workflow> workflows, ConnectorSettings serve)
    {
        var given = serve.Lists(Member);
        List<string> started = [.. workflows.Where(w => w.Definition.Webhook).Select(w => w.Definition.Slug)];
        foreach (var slug in given.Keys)
            if (!started.Contains(slug))
                throw new RefusedException($"\"serve\": {{ \"{Member}\" }} in aqueduct.json has a token for '{slug}', which is no workflow with Webhook = true.{Nearest.Hint(slug, started)} {(started.Count == 0 ? "This app has none." : $"This app has {string.Join(", ", started)}.")}");
        var tokens = new WebhookTokens();
        foreach (var slug in started)
        {
            if (!given.TryGetValue(slug, out var token))
                throw new RefusedException($"A request starts workflow '{slug}' (Webhook = true), and no token is configured for it. Write \"serve\": {{ \"{Member}\": {{ \"{slug}\": \"${{AQUEDUCT_WEBHOOK_TOKEN}}\" }} }} into aqueduct.json and set that variable.");
            if (Encoding.UTF8.GetByteCount(token) < ShortestToken)
                throw new RefusedException($"The token of webhook '{slug}' in aqueduct.json is shorter than {ShortestToken} characters and could be guessed. Make one with: openssl rand -hex 32");
            tokens._hashes[slug] = Hash(token);
        }

        return tokens;
    }

    /// <summary>Whether a request may start a workflow. That there is none of that name takes as long to say.</summary>
    /// <param name="slug">The workflow.</param>
    /// <param name="authorization">The request's header.</param>
    public bool Admit(string slug, string authorization)
    {
        var isKnown = _hashes.TryGetValue(slug, out var expected);
        var given = authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? Hash(authorization[Scheme.Length..]) : new byte[SHA256.HashSizeInBytes];
        // The hashes have one length and are compared in one time, whatever was given.
        return CryptographicOperations.FixedTimeEquals(given, expected ?? given) && isKnown;
    }

    static byte[] Hash(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
