using System.Runtime.CompilerServices;

namespace Aqueduct.Runtime;

/// <summary>A place where a process may die, or the call under way may fail, with the most to lose.</summary>
enum Failpoint
{
    /// <summary>This process's lock exists; no run names it yet.</summary>
    LockTaken,

    /// <summary>A transaction of the run store is about to begin.</summary>
    StoreBegins,

    /// <summary>All of it is written, nothing committed.</summary>
    StoreCommits,

    /// <summary>It is committed; nobody has heard of it.</summary>
    StoreCommitted,

    /// <summary>The run store is about to be read.</summary>
    StoreReads,

    /// <summary>An artifact's bytes are about to be written.</summary>
    ArtifactBegins,

    /// <summary>They are on disk, under a name that nobody knows.</summary>
    ArtifactWritten,

    /// <summary>The file has its own name; the run store does not know it.</summary>
    ArtifactKept,

    /// <summary>A stored artifact is about to be read.</summary>
    ArtifactReads,

    /// <summary>A database is about to be asked, or a file of a resource to be read.</summary>
    ResourceReads,

    /// <summary>A transaction of saves is about to begin.</summary>
    PublicationBegins,

    /// <summary>All saves are staged; the next one to be published is about to be committed.</summary>
    PublicationCommits,

    /// <summary>It is committed; the run store does not know it.</summary>
    PublicationCommitted,

    /// <summary>A mail or a message is out, which nobody can take back; the run store does not know it.</summary>
    FinalPublished,

    /// <summary>A run has ended; who is to be told is not written down yet.</summary>
    NotificationsBegin,

    /// <summary>Who is to be told is written down; nobody was told.</summary>
    NotificationsRouted,

    /// <summary>A notification is claimed, and not sent.</summary>
    NotificationClaimed,

    /// <summary>It is out; the run store does not know it.</summary>
    NotificationSent,

    /// <summary>The lease's beat begins.</summary>
    BeatBegins,

    /// <summary>The lease's beat is over.</summary>
    BeatEnded,
}

/// <summary>Tells the tests that kill processes and let calls fail where a process has arrived.</summary>
/// <remarks>Nobody listens in an app: what is left of a place is the reading of one field. Only test assemblies see this class.</remarks>
static class Failpoints
{
    static Action<Failpoint>? _reached;

    /// <summary>Calls <paramref name="reached"/> at every place from now on, on the thread that arrives; what it throws is thrown there. Null ends it.</summary>
    public static void Listen(Action<Failpoint>? reached) => Volatile.Write(ref _reached, reached);

    /// <summary>A place is reached.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Reach(Failpoint place)
    {
        if (_reached is { } reached)
            reached(place);
    }
}
