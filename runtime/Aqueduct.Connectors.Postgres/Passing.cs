using System.Net.Sockets;
using Aqueduct.Runtime;
using Npgsql;

namespace Aqueduct.Connectors.Postgres;

/// <summary>Troubles of a server of PostgreSQL that pass.</summary>
static class Passing
{
    /// <summary>Whether the same call may succeed a little later.</summary>
    public static bool Is(Exception exception) => exception switch
    {
        // Connection lost, server starting or stopping, a session that was silent for too long, too many clients; deadlock, serialization; a server that has become a standby.
        PostgresException e => e.SqlState.StartsWith("08", StringComparison.Ordinal) || e.SqlState is "57P01" or "57P02" or "57P03" or "57P05" or "25P03" or "53300" or "40001" or "40P01" or "55P03" or "25006",
        NpgsqlException { InnerException: SocketException { SocketErrorCode: SocketError.HostNotFound } } => false,
        NpgsqlException e => e.IsTransient,
        _ => false,
    };

    /// <summary>Waits for what passes, so long.</summary>
    public static Patience For(TimeSpan most) => new(most, TimeProvider.System, Is);
}
