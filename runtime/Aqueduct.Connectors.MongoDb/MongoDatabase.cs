using Aqueduct.Runtime;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Aqueduct.Connectors.MongoDb;

/// <summary>A database of MongoDB as a resource of [Sql] and [Save] methods.</summary>
sealed class MongoDatabase : Database
{
    readonly Lazy<IMongoDatabase> _opened;

    public MongoDatabase() => _opened = new(() => Address!.Open());

    /// <summary>Where it is.</summary>
    public required MongoAddress Address { get; init; }

    /// <inheritdoc/>
    public override string Location => Address.Location;

    /// <inheritdoc/>
    public override string Together => Address.User is { } user ? $"{Location} as {user}" : Location;

    /// <summary>The database itself.</summary>
    public IMongoDatabase Server => _opened.Value;

    /// <summary>The database that a resource of aqueduct.json names.</summary>
    /// <exception cref="ResourceException">It has no connection, or a wrong one.</exception>
    public static Database Of(ConnectorSettings settings)
    {
        settings.RefuseUnknown("type", "connection");
        var text = settings.Require("connection", "such as \"${SHOP}\", an environment variable that holds mongodb://user:password@host/database");
        return new MongoDatabase { Name = settings.Name, Address = MongoAddress.Parse(settings.Name, text) };
    }

    /// <inheritdoc/>
    public override Table<T> Query<T>(string query, ReadOnlySpan<SqlArgument> arguments, CancellationToken cancel)
    {
        using var rows = new MongoRows<T>(this, MongoQuery.Parse(this, query, arguments));
        return rows.All(cancel);
    }

    /// <inheritdoc/>
    public override IEnumerable<Table<T>> Stream<T>(string query, SqlArgument[] arguments, CancellationToken cancel)
    {
        using var rows = new MongoRows<T>(this, MongoQuery.Parse(this, query, arguments));
        while (rows.Next(Batches.DefaultRows, cancel) is { } batch)
            yield return batch;
    }

    /// <inheritdoc/>
    public override IReadOnlyList<TableDescription> Describe(CancellationToken cancel) => MongoFaults.Call(this, () => MongoCollections.Describe(this, cancel));

    /// <inheritdoc/>
    public override TablePeek Peek(string table, PeekSize size, CancellationToken cancel) =>
        MongoFaults.Call(this, () => MongoPeek.Of(this, Named(MongoCollections.Names(this, cancel), n => n, table), size, cancel));

    /// <inheritdoc/>
    public override SaveTransaction BeginSave(CancellationToken cancel) => MongoFaults.Call(this, () => MongoSave.Open(this, cancel));

    /// <summary>A collection's documents as they are.</summary>
    public IMongoCollection<BsonDocument> Collection(string name) => Server.GetCollection<BsonDocument>(name);

    /// <summary>What is wrong with what was asked.</summary>
    public ResourceException Error(string reason, Exception? cause = null) => new(Name, $"Resource '{Name}' ('{Location}'): {reason}", cause);
}
