using Aqueduct.Runtime;

namespace Aqueduct.Server;

/// <summary>What admins do about who may do what. Each is noted, with who did it, in the log of actions; whether they may is asked before.</summary>
interface IAccessActions
{
    /// <summary>Adds somebody who signs in.</summary>
    /// <exception cref="RefusedException">There is one of that name, or the name or the password is none.</exception>
    Task<AccessUser> AddUserAsync(Caller who, string name, Role role, string password);

    /// <summary>Removes a user, and signs them out everywhere.</summary>
    /// <exception cref="RefusedException">There is none of that name, or nobody else could manage access.</exception>
    Task<AccessUser> RemoveUserAsync(Caller who, string name);

    /// <summary>Makes a token. Its secret is said here, and nowhere else.</summary>
    /// <exception cref="RefusedException">There is a token of that name.</exception>
    Task<NewToken> CreateTokenAsync(Caller who, string name, Role role, int days);

    /// <summary>Ends a token or a session.</summary>
    /// <exception cref="RefusedException">There is none of that id.</exception>
    Task<AccessToken> RevokeAsync(Caller who, string token);
}

/// <summary>A token that was just made.</summary>
/// <param name="Token">What is kept of it.</param>
/// <param name="Secret">What a program shows.</param>
sealed record NewToken(AccessToken Token, string Secret);

/// <summary>Does it in the store of a server.</summary>
sealed class AccessActions(AuditTrail trail, TimeProvider clock) : IAccessActions
{
    /// <summary>How long a token is good, and at most, in days.</summary>
    public const int DefaultDays = 90, MostDays = 3650;

    public Task<AccessUser> AddUserAsync(Caller who, string name, Role role, string password)
    {
        // Before the transaction: it takes long, and must not hold up the store.
        var hash = Passwords.Hash(password);
        return trail.DoAsync(who, "user.add", name, t => AccessUsers.Add(t, name, role, hash, clock.GetUtcNow()), u => Words.Lower(u.Role));
    }

    public Task<AccessUser> RemoveUserAsync(Caller who, string name) => trail.DoAsync(who, "user.remove", name, t => AccessUsers.Remove(t, name));

    public Task<NewToken> CreateTokenAsync(Caller who, string name, Role role, int days) => trail.DoAsync(who, "token.create", name, t =>
    {
        var (token, secret) = AccessTokens.Create(t, name, role, isSession: false, clock.GetUtcNow(), TimeSpan.FromDays(days));
        return new NewToken(token, secret);
    }, c => Words.Lower(c.Token.Role));

    public Task<AccessToken> RevokeAsync(Caller who, string token) => trail.DoAsync(who, "token.revoke", token, t => AccessTokens.Revoke(t, token));
}
