using System.ComponentModel;
using System.Net.Sockets;
using Aqueduct.Runtime.Relational;
using Microsoft.Data.SqlClient;

namespace Aqueduct.Connectors.SqlServer;

/// <summary>What the server or the network says against a query or a save.</summary>
static class SqlServerFaults
{
    const int LoginFailed = 18456, NoDatabase = 4060, NoTable = 208, Denied = 229, Deadlock = 1205, LockTimeout = 1222, LogFull = 9002, DiskFull = 1105, ReadOnly = 3906;

    // Severity from which on the connection is lost.
    const byte Fatal = 20;

    /// <summary>Whether the same call may succeed a little later.</summary>
    public static bool IsPassing(Exception exception) => exception is SqlException e && (e.Number switch
    {
        Deadlock or LockTimeout => true,
        // Azure SQL: the database moves, or is asked for too much.
        40197 or 40501 or 40613 or 49918 or 49919 or 49920 or 10928 or 10929 or 4221 => true,
        LoginFailed or NoDatabase => false,
        _ => e.Class >= Fatal && !IsUnknownHost(e),
    });

    static bool IsUnknownHost(SqlException e)
    {
        for (Exception? cause = e; cause is not null; cause = cause.InnerException)
            if (cause is SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.TryAgain or SocketError.NoData } or Win32Exception { NativeErrorCode: 11001 })
                return true;
        return e.Number is 11001 || e.Message.Contains("error: 0 - No such host", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>The words of an error.</summary>
    public static DatabaseFault Of(string resource, Exception e) => new(Reason(e), Advice(resource, e), IsSystem(e), e is SqlException { Number: NoTable } unknown ? Missing(unknown) : null);

    // SqlClient tells in front what it tried, and at the end what was in the way.
    static string Reason(Exception e) => e is SqlException { Class: >= Fatal, InnerException: { } cause } ? $"{cause.Message}" : e.Message;

    // Invalid object name 'dbo.sale'.
    static string Missing(SqlException e) => e.Message.Split('\'') is [_, var name, ..] ? name : "";

    static bool IsSystem(Exception e) => e is not SqlException refused || IsPassing(e) || refused.Class >= 17;

    static string Advice(string resource, Exception e) => e is NotSupportedException ? " SqlClient needs the cultures of ICU: say #:property InvariantGlobalization=false, and deploy on an image that has ICU." : e is not SqlException refused ? $" See whether the connection of '{resource}' is right and the server can be reached from here." : refused.Number switch
    {
        LoginFailed => $" Look at the user and the password in the connection of '{resource}'.",
        NoDatabase => $" Create the database, or name another one in the connection of '{resource}'.",
        Denied => " Let somebody who may grant this user the right.",
        ReadOnly => " A save needs a database that may be written to.",
        Deadlock or LockTimeout => " Another program changed the same rows; nothing was changed, try again.",
        LogFull or DiskFull => " Nothing was changed; make room on the server and try again.",
        _ when IsPassing(e) => " See whether the server runs and can be reached from here; nothing was changed, so try again then.",
        _ when refused.Class >= Fatal => $" See whether the connection of '{resource}' is right and the server can be reached from here.",
        _ => "",
    };
}
