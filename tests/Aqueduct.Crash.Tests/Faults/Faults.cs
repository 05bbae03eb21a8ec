using Aqueduct.Runtime;
using Microsoft.Data.Sqlite;

namespace Aqueduct.Crash.Tests.Faults;

/// <summary>Lets a share of all calls of the run store, of the artifact store and of resources fail, as a busy database, a disk that hiccups and a connection that is cut do.</summary>
sealed class Faults(double share, int seed)
{
    const int Busy = 5;

    int _calls;
    int _failed;

    public int Failed => Volatile.Read(ref _failed);

    /// <summary>Throws at a share of the places.</summary>
    public void Reach(Failpoint place)
    {
        if (Error(place) is not { } error || new Random(seed ^ Interlocked.Increment(ref _calls) * 7919).NextDouble() >= share)
            return;
        Interlocked.Increment(ref _failed);
        throw error;
    }

    // Not behind a commit or a rename: what is done cannot fail any more.
    static Exception? Error(Failpoint place) => place switch
    {
        Failpoint.StoreBegins or Failpoint.StoreCommits or Failpoint.StoreReads => new SqliteException("database is locked", Busy),
        Failpoint.ArtifactBegins or Failpoint.ArtifactWritten or Failpoint.ArtifactReads => new IOException("Input/output error"),
        Failpoint.ResourceReads or Failpoint.PublicationBegins or Failpoint.PublicationCommits => new ResourceException("demo", "Resource 'demo': the connection was cut.") { IsSystem = true, IsTransient = true },
        _ => null,
    };
}
