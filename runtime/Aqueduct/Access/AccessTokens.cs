using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Aqueduct.Runtime;

/// <summary>Makes and ends tokens: 256 random bits that are said once, and kept as their SHA-256.</summary>
static class AccessTokens
{
    const string Prefix = "aq_";

    const int SecretBytes = 32, IdBytes = 6;

    /// <summary>Makes a token.</summary>
    /// <param name="transaction">Of the store.</param>
    /// <param name="name">What it is for; of a session, the user.</param>
    /// <param name="role">What it allows.</param>
    /// <param name="isSession">Whether it is a person's session.</param>
    /// <param name="now">The time.</param>
    /// <param name="lifetime">How long it is good; null is for ever.</param>
    /// <returns>The token, and the secret that nobody can read again.</returns>
    /// <exception cref="RefusedException">There is a token of that name.</exception>
    public static (AccessToken Token, string Secret) Create(StoreTransaction transaction, string name, Role role, bool isSession, DateTimeOffset now, TimeSpan? lifetime)
    {
        if (!isSession && transaction.Queries.Tokens().Any(t => !t.IsSession && t.Name == name))
            throw new RefusedException($"There is a token '{name}' already. Revoke it, or choose another name.");
        // What has ended is of no use to anybody.
        transaction.Execute("DELETE FROM access_tokens WHERE expires_at IS NOT NULL AND expires_at <= $1", StoreText.Of(now));
        var secret = Prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes));
        var token = new AccessToken(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(IdBytes)), name, role, isSession, now, now + lifetime);
        transaction.Execute("INSERT INTO access_tokens(id, name, role, hash, is_session, created_at, expires_at) VALUES($1, $2, $3, $4, $5, $6, $7)",
            token.Id, name, role.ToString(), HashOf(secret), isSession ? 1 : 0, StoreText.Of(now), StoreText.Of(token.ExpiresAt));
        return (token, secret);
    }

    /// <summary>Ends a token.</summary>
    /// <exception cref="RefusedException">There is none of that name or id.</exception>
    public static AccessToken Revoke(StoreTransaction transaction, string wanted)
    {
        var tokens = transaction.Queries.Tokens();
        var token = tokens.FirstOrDefault(t => t.Id == wanted) ?? tokens.FirstOrDefault(t => !t.IsSession && t.Name == wanted)
            ?? throw new RefusedException($"There is no token '{wanted}'.{Nearest.Hint(wanted, tokens.Where(t => !t.IsSession).Select(t => t.Name))}");
        transaction.Execute("DELETE FROM access_tokens WHERE id = $1", token.Id);
        return token;
    }

    /// <summary>What is kept of a secret.</summary>
    public static string HashOf(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
}
