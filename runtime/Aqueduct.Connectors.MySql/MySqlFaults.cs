using System.Net.Sockets;
using Aqueduct.Runtime.Relational;
using MySqlConnector;

namespace Aqueduct.Connectors.MySql;

/// <summary>What the server or the network says against a query or a save.</summary>
static class MySqlFaults
{
    /// <summary>Whether the same call may succeed a little later.</summary>
    public static bool IsPassing(Exception exception) => exception switch
    {
        MySqlException { InnerException: SocketException { SocketErrorCode: SocketError.HostNotFound } } => false,
        MySqlException e => e.IsTransient || e.ErrorCode is MySqlErrorCode.ServerShutdown or MySqlErrorCode.TooManyUserConnections or MySqlErrorCode.TableDefinitionChanged
            || e.InnerException is IOException or SocketException or EndOfStreamException,
        _ => false,
    };

    /// <summary>The words of an error.</summary>
    public static DatabaseFault Of(string resource, Exception e) => new(
        e is MySqlException { ErrorCode: MySqlErrorCode.UnableToConnectToHost, InnerException: { } cause } ? cause.Message : e.Message,
        Advice(resource, e), IsSystem(e), e is MySqlException { ErrorCode: MySqlErrorCode.NoSuchTable } unknown ? Missing(unknown) : null);

    // Table 'shop.sale' doesn't exist
    static string Missing(MySqlException e) => e.Message.Split('\'') is [_, var name, ..] ? name[(name.IndexOf('.', StringComparison.Ordinal) + 1)..] : "";

    static bool IsSystem(Exception e) => e is not MySqlException refused || IsPassing(e)
        || refused.ErrorCode is MySqlErrorCode.UnableToConnectToHost or MySqlErrorCode.DiskFull or MySqlErrorCode.RecordFileFull or MySqlErrorCode.OutOfResources or MySqlErrorCode.ErrorOnRead or MySqlErrorCode.ErrorOnWrite;

    static string Advice(string resource, Exception e) => e is not MySqlException refused ? $" See whether the connection of '{resource}' is right and the server can be reached from here." : refused.ErrorCode switch
    {
        MySqlErrorCode.AccessDenied => $" Look at the user and the password in the connection of '{resource}'.",
        MySqlErrorCode.UnknownDatabase => $" Create the database, or name another one in the connection of '{resource}'.",
        MySqlErrorCode.TableAccessDenied or MySqlErrorCode.ColumnAccessDenied or MySqlErrorCode.DatabaseAccessDenied => " Let somebody who may grant this user the right.",
        MySqlErrorCode.CannotExecuteInReadOnlyTransaction => " A query may not change the database.",
        MySqlErrorCode.OptionPreventsStatement => " A save needs a server that is no replica and may be written to.",
        MySqlErrorCode.LockDeadlock or MySqlErrorCode.LockWaitTimeout => " Another program changed the same rows; nothing was changed, try again.",
        MySqlErrorCode.DiskFull or MySqlErrorCode.RecordFileFull => " Nothing was changed; free space on the server's disk and try again.",
        _ when IsPassing(e) => " See whether the server runs and can be reached from here; nothing was changed, so try again then.",
        MySqlErrorCode.UnableToConnectToHost => $" See whether the connection of '{resource}' is right and the server can be reached from here.",
        _ => "",
    };
}
