using System.Net.Sockets;
using Aqueduct.Runtime;
using Npgsql;

namespace Aqueduct.Connectors.Postgres;

/// <summary>What the server or the network says, as errors of a resource.</summary>
static class DataErrors
{
    /// <summary>Whether an exception tells of the server or the way there, and not of a mistake in this program.</summary>
    public static bool IsOfServer(Exception e) => e is NpgsqlException or TimeoutException or IOException or SocketException;

    /// <summary>A failure with the server's reason, what was tried, and what to do next. The address is not repeated.</summary>
    public static ResourceException Of(PostgresDatabase database, Exception e, string? what, string hint)
    {
        var reason = (e is PostgresException refused ? Say(refused) : e.InnerException?.Message ?? e.Message).TrimEnd('.');
        var isSystem = IsSystem(e);
        return new(database.Name, $"Resource '{database.Name}' ({database.Location}): {reason}.{hint}{Advice(database, e)}{(what is null ? "" : " In: " + DatabaseTexts.FirstLine(what))}", e) { IsSystem = isSystem, IsTransient = Patience.IsPassing(e) };
    }

    /// <summary>A failure that the server itself does not see.</summary>
    public static ResourceException Of(PostgresDatabase database, string message, Exception? inner) => new(database.Name, $"Resource '{database.Name}' ({database.Location}): {message}", inner);

    static string Say(PostgresException e) => e.MessageText
        + (string.IsNullOrEmpty(e.Detail) ? "" : $" ({e.Detail.TrimEnd('.')})")
        + (e.Where is { } where && where.StartsWith("COPY ", StringComparison.Ordinal) ? $" ({where})" : "");

    // Connection, resources, operator's intervention, the server's own disk and faults, serialization and deadlock, a lock that was not to be had.
    static bool IsSystem(Exception e) => e is not PostgresException refused
        || refused.SqlState[..2] is "08" or "53" or "58" or "XX" or "40" || refused.SqlState is "57P01" or "57P02" or "57P03" or "57P05" or "25P03" or "55P03";

    static string Advice(PostgresDatabase database, Exception e) => e switch
    {
        PostgresException { SqlState: "28P01" or "28000" } => $" Look at the user and the password in the connection of '{database.Name}'.",
        PostgresException { SqlState: "3D000" } => $" Create the database, or name another one in the connection of '{database.Name}'.",
        PostgresException { SqlState: "42501" } => $" Let somebody who may grant this user the right.",
        PostgresException { SqlState: "25006" } => " A query may not change the database, and a save needs a server that is no standby.",
        PostgresException { SqlState: "42P10" } => " An upsert finds the rows to update by a unique index on its key: add one with CREATE UNIQUE INDEX.",
        PostgresException { SqlState: "42883" or "42804" } => " PostgreSQL converts no type by itself here: write the cast, as in @name::uuid.",
        PostgresException { SqlState: "42P18" } => " Say the parameter's type, as in @name::text.",
        PostgresException { SqlState: "40P01" or "40001" or "55P03" } => " Another program changed the same rows; nothing was changed, try again.",
        PostgresException { SqlState: "53100" } => " Nothing was changed; free space on the server's disk and try again.",
        _ when Patience.IsPassing(e) => " See whether the server runs and can be reached from here; nothing was changed, so try again then.",
        PostgresException => "",
        _ => $" See whether the connection of '{database.Name}' is right and the server can be reached from here.",
    };
}
