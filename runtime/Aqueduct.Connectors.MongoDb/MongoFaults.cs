using Aqueduct.Runtime;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Aqueduct.Connectors.MongoDb;

/// <summary>What a server does not do, in words.</summary>
static class MongoFaults
{
    const int NamespaceExists = 48, InvalidDocument = 121, Unauthorized = 13;

    /// <summary>Does something at the server.</summary>
    /// <exception cref="ResourceException">The server is not there, or refused.</exception>
    public static R Call<R>(MongoDatabase database, Func<R> step)
    {
        try
        {
            return step();
        }
        catch (Exception e) when (e is MongoException or TimeoutException or BsonException)
        {
            throw Of(database, e);
        }
    }

    /// <summary>The error to report.</summary>
    public static ResourceException Of(MongoDatabase database, Exception exception) => exception switch
    {
        MongoAuthenticationException => System(database, "the server lets nobody in by these words", $"Look at the user and the password in the connection of '{database.Name}', and at authSource", exception, passes: false),
        TimeoutException => System(database, "the server cannot be reached", $"See whether the server runs and can be reached from here at the address of '{database.Name}'", exception, passes: false),
        MongoConnectionException { InnerException: MongoAuthenticationException inner } => Of(database, inner),
        MongoConnectionException => System(database, "the connection to the server broke off", "See whether the server still runs", exception, passes: true),
        MongoCommandException { Code: Unauthorized } => database.Error("the user may not do that. Let somebody who may grant this user the right.", exception),
        MongoCommandException { Code: NamespaceExists } => database.Error("somebody else has made the collection meanwhile. Nothing was changed; try again.", exception),
        MongoCommandException e => database.Error(Refusal(e.Code, e.ErrorMessage ?? e.Message), exception),
        MongoBulkWriteException { WriteErrors: [var first, ..] } => database.Error(Refusal(first.Code, first.Message), exception),
        MongoWriteException { WriteError: { } error } => database.Error(Refusal(error.Code, error.Message), exception),
        _ => database.Error(FirstLine(exception.Message), exception),
    };

    static string Refusal(int code, string message) => code == InvalidDocument
        ? "the collection's validator refuses a document. Look at the rows, or at the validator."
        : FirstLine(message);

    static ResourceException System(MongoDatabase database, string reason, string advice, Exception cause, bool passes) =>
        new(database.Name, $"Resource '{database.Name}' ('{database.Location}'): {reason}. {advice}.", cause) { IsSystem = true, IsTransient = passes };

    static string FirstLine(string message) => message.Split('\n')[0].Trim().TrimEnd('.') + ".";
}
