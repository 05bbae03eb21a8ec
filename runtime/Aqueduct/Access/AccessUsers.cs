namespace Aqueduct.Runtime;

/// <summary>Adds, changes and removes those who sign in.</summary>
static class AccessUsers
{
    const int LongestName = 100;

    /// <summary>Adds a user, by the hash of their password: making it takes long, and must not hold up the store.</summary>
    /// <exception cref="RefusedException">There is one of that name, or the name is none.</exception>
    public static AccessUser Add(StoreTransaction transaction, string name, Role role, string hash, DateTimeOffset now)
    {
        if (name.Length is 0 or > LongestName || name.Any(c => char.IsControl(c) || char.IsWhiteSpace(c)))
            throw new RefusedException($"'{name}' is no name for a user: 1 to {LongestName} characters without spaces.");
        if (transaction.Queries.Users().Any(u => u.Name == name))
            throw new RefusedException($"There is a user '{name}' already. Remove it, or set its password: access user password {name}");
        transaction.Execute("INSERT INTO access_users(name, role, password, changed_at) VALUES($1, $2, $3, $4)", name, role.ToString(), hash, StoreText.Of(now));
        return new AccessUser(name, role, now);
    }

    /// <summary>Gives a user another password; whoever is signed in under that name has to sign in again.</summary>
    /// <exception cref="RefusedException">There is none of that name.</exception>
    public static AccessUser SetPassword(StoreTransaction transaction, string name, string hash, DateTimeOffset now)
    {
        var user = Find(transaction, name);
        transaction.Execute("UPDATE access_users SET password = $2, changed_at = $3 WHERE name = $1", name, hash, StoreText.Of(now));
        SignOut(transaction, name);
        return user with { ChangedAt = now };
    }

    /// <summary>Removes a user and ends their sessions.</summary>
    /// <exception cref="RefusedException">There is none of that name, or nobody else could manage access.</exception>
    public static AccessUser Remove(StoreTransaction transaction, string name)
    {
        var user = Find(transaction, name);
        var (users, tokens) = (transaction.Queries.Users(), transaction.Queries.Tokens());
        // Without anybody left the server would be open again to whoever sits at its machine.
        if (user.Role == Role.Admin && users.Count(u => u.Role == Role.Admin) == 1 && (users.Count > 1 || tokens.Any(t => !t.IsSession)))
            throw new RefusedException($"'{name}' is the only admin. Add another one first.");
        transaction.Execute("DELETE FROM access_users WHERE name = $1", name);
        SignOut(transaction, name);
        return user;
    }

    static void SignOut(StoreTransaction transaction, string name) => transaction.Execute("DELETE FROM access_tokens WHERE is_session = 1 AND name = $1", name);

    static AccessUser Find(StoreTransaction transaction, string name)
    {
        var users = transaction.Queries.Users();
        return users.FirstOrDefault(u => u.Name == name) ?? throw new RefusedException($"There is no user '{name}'.{Nearest.Hint(name, users.Select(u => u.Name))}");
    }
}
