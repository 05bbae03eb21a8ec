using System.Data.Common;

namespace Aqueduct.Runtime;

sealed partial class RunQueries
{
    const string TokenColumns = "id, name, role, is_session, created_at, expires_at";

    /// <summary>Those who sign in, by name.</summary>
    public IReadOnlyList<AccessUser> Users() => Rows("SELECT name, role, changed_at FROM access_users ORDER BY name", r => new AccessUser(r.GetString(0), Enum.Parse<Role>(r.GetString(1)), StoreText.Time(r.GetString(2))));

    /// <summary>A user with the hash of their password; null where there is none of that name.</summary>
    public (AccessUser User, string Password)? UserNamed(string name) =>
        Rows("SELECT name, role, changed_at, password FROM access_users WHERE name = $1", r => (new AccessUser(r.GetString(0), Enum.Parse<Role>(r.GetString(1)), StoreText.Time(r.GetString(2))), r.GetString(3)), name) is [var found] ? found : null;

    /// <summary>Tokens and sessions, by name.</summary>
    public IReadOnlyList<AccessToken> Tokens() => Rows($"SELECT {TokenColumns} FROM access_tokens ORDER BY name, id", Token);

    /// <summary>The token of that hash, whether or not it has ended; null where there is none.</summary>
    public AccessToken? TokenOf(string hash) => Rows($"SELECT {TokenColumns} FROM access_tokens WHERE hash = $1", Token, hash) is [var found] ? found : null;

    /// <summary>Whether nobody has been given access, so that whoever sits at the machine has it.</summary>
    public bool HasNoAccess() => Rows("SELECT 1 FROM access_users UNION ALL SELECT 1 FROM access_tokens LIMIT 1", r => r.GetInt64(0)).Count == 0;

    /// <summary>What was done, the last first.</summary>
    /// <param name="count">Most entries.</param>
    /// <param name="before">Position after which, the last first, they begin; null begins with the last.</param>
    public IReadOnlyList<(long Position, AuditEntry Entry)> Audit(int count, long? before = null) =>
        Rows("SELECT position, at, who, role, action, target, detail FROM audit WHERE position < $1 ORDER BY position DESC LIMIT $2",
            r => (r.GetInt64(0), new AuditEntry(StoreText.Time(r.GetString(1)), r.GetString(2), Enum.Parse<Role>(r.GetString(3)), r.GetString(4), r.GetString(5), r.GetString(6))), before ?? long.MaxValue, count);

    static AccessToken Token(DbDataReader r) => new(r.GetString(0), r.GetString(1), Enum.Parse<Role>(r.GetString(2)), Int(r, 3) != 0, StoreText.Time(r.GetString(4)), Time(r, 5));
}
