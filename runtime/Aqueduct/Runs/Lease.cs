namespace Aqueduct.Runtime;

/// <summary>How long a run belongs to a process that says nothing more.</summary>
/// <remarks>
/// On one machine the lock of the process decides: the operating system lets go of it at the moment the process ends. On a home that several machines share a lock
/// may not be seen from afar: there the lease must have run out as well. With SQLite a machine whose clock is ahead by more than <see cref="Length"/> takes over too early;
/// a server's leases are written and compared by the server's clock.
/// </remarks>
static class Lease
{
    /// <summary>From each renewal on.</summary>
    public static readonly TimeSpan Length = TimeSpan.FromSeconds(60);

    /// <summary>Between two renewals.</summary>
    public static readonly TimeSpan Renewal = TimeSpan.FromSeconds(10);

    /// <summary>Between two looks at the store: a request to cancel is seen after half a second.</summary>
    public static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(500);

    /// <summary>Whether a run's process is gone.</summary>
    /// <param name="lockIsHeld">Whether somebody is seen to hold the process's lock; null where its home is not this one, so that nothing can be seen.</param>
    /// <param name="host">Machine of the process.</param>
    /// <param name="until">When its lease runs out; null in stores that had none yet.</param>
    /// <param name="now">The time here.</param>
    public static bool IsLost(bool? lockIsHeld, string host, DateTimeOffset? until, DateTimeOffset now) =>
        lockIsHeld != true && ((lockIsHeld == false && host == Environment.MachineName) || until is null || until <= now);
}

/// <summary>A run's lease was renewed.</summary>
sealed record LeaseRenewed(string RunId, string Owner, DateTimeOffset At) : RunEvent(RunId, At)
{
    public override string Kind => "lease-renewed";

    public override bool IsLogged => false;

    protected override void Write(System.Text.Json.Utf8JsonWriter json)
    {
    }

    public override void Apply(StoreStatements store) => store.RenewLease.Execute(RunId, Owner, StoreText.Of(At + Lease.Length));
}

/// <summary>This process has a token from now on.</summary>
sealed record OwnerClaimed(string Owner) : RunEvent("", default)
{
    public override string Kind => "owner-claimed";

    public override bool IsLogged => false;

    protected override void Write(System.Text.Json.Utf8JsonWriter json)
    {
    }

    public override void Apply(StoreStatements store) => store.Claim(Owner);
}

/// <summary>Somebody asked for a run's end.</summary>
sealed record CancelRequested(string RunId, string By, DateTimeOffset At) : RunEvent(RunId, At)
{
    public override string Kind => "cancel-requested";

    protected override void Write(System.Text.Json.Utf8JsonWriter json) => json.WriteString("by", By);

    public override void Apply(StoreStatements store) =>
        store.Execute("UPDATE runs SET cancel_at = coalesce(cancel_at, $2) WHERE id = $1 AND finished_at IS NULL", RunId, StoreText.Of(At));
}
