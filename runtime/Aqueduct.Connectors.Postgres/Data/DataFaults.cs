using Aqueduct.Runtime;
using Aqueduct.Runtime.Relational;
using Npgsql;

namespace Aqueduct.Connectors.Postgres;

/// <summary>What the server or the network says against a query or a save.</summary>
static class DataFaults
{
    /// <summary>The words of an error.</summary>
    public static DatabaseFault Of(string resource, Exception e) =>
        new(e is PostgresException refused ? Say(refused) : e.InnerException?.Message ?? e.Message, Advice(resource, e), IsSystem(e), e is PostgresException { SqlState: PostgresErrorCodes.UndefinedTable } unknown ? Missing(unknown) : null);

    static string Missing(PostgresException e) => e.MessageText.Split('"') is [_, var name, ..] ? name : "";

    static string Say(PostgresException e) => e.MessageText
        + (string.IsNullOrEmpty(e.Detail) ? "" : $" ({e.Detail.TrimEnd('.')})")
        + (e.Where is { } where && where.StartsWith("COPY ", StringComparison.Ordinal) ? $" ({where})" : "");

    // Connection, resources, operator's intervention, the server's own disk and faults, serialization and deadlock, a lock that was not to be had.
    static bool IsSystem(Exception e) => e is not PostgresException refused
        || refused.SqlState[..2] is "08" or "53" or "58" or "XX" or "40" || refused.SqlState is "57P01" or "57P02" or "57P03" or "57P05" or "25P03" or "55P03";

    static string Advice(string resource, Exception e) => e switch
    {
        PostgresException { SqlState: "28P01" or "28000" } => $" Look at the user and the password in the connection of '{resource}'.",
        PostgresException { SqlState: "3D000" } => $" Create the database, or name another one in the connection of '{resource}'.",
        PostgresException { SqlState: "42501" } => $" Let somebody who may grant this user the right.",
        PostgresException { SqlState: "25006" } => " A query may not change the database, and a save needs a server that is no standby.",
        PostgresException { SqlState: "42P10" } => " An upsert finds the rows to update by a unique index on its key: add one with CREATE UNIQUE INDEX.",
        PostgresException { SqlState: "42883" or "42804" } => " PostgreSQL converts no type by itself here: write the cast, as in @name::uuid.",
        PostgresException { SqlState: "42P18" } => " Say the parameter's type, as in @name::text.",
        PostgresException { SqlState: "40P01" or "40001" or "55P03" } => " Another program changed the same rows; nothing was changed, try again.",
        PostgresException { SqlState: "53100" } => " Nothing was changed; free space on the server's disk and try again.",
        _ when Passing.Is(e) => " See whether the server runs and can be reached from here; nothing was changed, so try again then.",
        PostgresException => "",
        _ => $" See whether the connection of '{resource}' is right and the server can be reached from here.",
    };
}
