namespace Aqueduct.Runtime;

/// <summary>What somebody may do at a server; each role may also do what those before it may.</summary>
enum Role
{
    /// <summary>Ask endpoints.</summary>
    Client,

    /// <summary>See workflows, runs, artifacts and metrics.</summary>
    Viewer,

    /// <summary>Start, stop and pause, and serve earlier versions.</summary>
    Operator,

    /// <summary>Say who may do what, and see who did what.</summary>
    Admin,
}

/// <summary>Who asks.</summary>
/// <param name="Name">Name of a user or token.</param>
/// <param name="Role">What they may do.</param>
/// <param name="Token">Id of the token that they brought, or of their session; null where none was needed.</param>
sealed record Caller(string Name, Role Role, string? Token = null);

/// <summary>Somebody who signs in with a password.</summary>
sealed record AccessUser(string Name, Role Role, DateTimeOffset ChangedAt);

/// <summary>A token for programs, or a person's session. Only the hash of the secret is kept.</summary>
/// <param name="Id">Names it in lists and in the log of actions; no secret.</param>
/// <param name="Name">What it is for; of a session, the user.</param>
/// <param name="Role">What it allows.</param>
/// <param name="IsSession">Whether it is a person's session.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="ExpiresAt">When it ends; null is never.</param>
sealed record AccessToken(string Id, string Name, Role Role, bool IsSession, DateTimeOffset CreatedAt, DateTimeOffset? ExpiresAt);

/// <summary>What somebody did.</summary>
/// <param name="At">When.</param>
/// <param name="Who">Name of the user or token.</param>
/// <param name="Role">Their role then.</param>
/// <param name="Action">What, such as <c>run.start</c>.</param>
/// <param name="Target">To what: a run, a workflow, a user.</param>
/// <param name="Detail">More of it, such as parameters; empty where there is no more.</param>
sealed record AuditEntry(DateTimeOffset At, string Who, Role Role, string Action, string Target, string Detail);
