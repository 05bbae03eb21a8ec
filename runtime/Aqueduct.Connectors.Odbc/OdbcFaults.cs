using System.Data.Odbc;
using Aqueduct.Runtime.Relational;

namespace Aqueduct.Connectors.Odbc;

/// <summary>What a driver says against a query or a save, by the states of the SQL standard.</summary>
static class OdbcFaults
{
    static string State(Exception e) => e is OdbcException { Errors: [var first, ..] } ? first.SQLState : "";

    /// <summary>Whether the same call may succeed a little later.</summary>
    public static bool IsPassing(Exception exception) => State(exception) is ['0', '8', ..] or "40001" or "40P01" or "HYT01";

    /// <summary>The words of an error.</summary>
    public static DatabaseFault Of(string resource, Exception e) => new(Reason(e), Advice(resource, e), IsSystem(e), State(e) is "42S02" or "42P01" ? Missing(e.Message) : null);

    // Drivers put their own name and that of their maker in front.
    static string Reason(Exception e) => e is OdbcException { Errors: [var first, ..] } ? first.Message[(first.Message.LastIndexOf(']') + 1)..].Trim().Split('\n')[0].TrimEnd(';') : e.Message;

    static string Missing(string message) => message.Split('"', '\'', '`') is [_, var name, ..] ? name : "";

    static bool IsSystem(Exception e) => e is not OdbcException || IsPassing(e) || State(e) is ['5', '3', ..] or ['5', '8', ..] or "IM002" or "IM003" or "IM004";

    static string Advice(string resource, Exception e) => e is DllNotFoundException ? " The driver manager is not on this machine: install unixodbc and the driver of the database." : State(e) switch
    {
        "28000" or "28P01" => $" Look at the user and the password in the connection of '{resource}'.",
        "IM002" or "IM003" or "IM004" or "01000" => $" Install the driver that the connection of '{resource}' names; odbcinst -q -d lists those that are here.",
        "42501" => " Let somebody who may grant this user the right.",
        "40001" or "40P01" => " Another program changed the same rows; nothing was changed, try again.",
        ['0', '8', ..] or "HYT01" => $" See whether the connection of '{resource}' is right and the server can be reached from here.",
        _ => "",
    };
}
