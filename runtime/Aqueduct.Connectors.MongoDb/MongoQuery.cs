using Aqueduct.Rules;
using Aqueduct.Runtime;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Aqueduct.Connectors.MongoDb;

/// <summary>A query: the document of a <c>find</c> or an <c>aggregate</c>, whose texts <c>"@name"</c> are replaced by values.</summary>
sealed class MongoQuery
{
    readonly MongoDatabase _database;
    readonly BsonDocument _command;

    MongoQuery(MongoDatabase database, BsonDocument command, string text) => (_database, _command, Text) = (database, command, text);

    /// <summary>The query as it was written.</summary>
    public string Text { get; }

    /// <summary>The collection that it reads.</summary>
    public string Collection => _command[0].AsString;

    /// <summary>Reads a query and binds its parameters.</summary>
    /// <exception cref="ResourceException">It is none, would change the database, or names a parameter that the method does not have.</exception>
    public static MongoQuery Parse(MongoDatabase database, string text, ReadOnlySpan<SqlArgument> arguments)
    {
        var command = Read(database, text);
        if (command.ElementCount == 0 || !DocumentQueries.Commands.TryGetValue(command.GetElement(0).Name, out var members) || !command[0].IsString || command[0].AsString.Length == 0)
            throw database.Error(DocumentQueries.NoCommand);
        foreach (var element in command.Skip(1))
            if (!members.TryGetValue(element.Name, out var form) || !HasForm(element.Value, form))
                throw database.Error(members.ContainsKey(element.Name) ? $"\"{element.Name}\" of the query is {form}." : $"\"{element.Name}\" is no member of a {command.GetElement(0).Name}; it has {string.Join(", ", members.Keys)}.{Nearest.Hint(element.Name, members.Keys)}");
        return new MongoQuery(database, new DocumentBinding(database, arguments).Bind(command), text);
    }

    /// <summary>Begins it.</summary>
    public IAsyncCursor<BsonDocument> Run(CancellationToken cancel)
    {
        var collection = _database.Collection(Collection);
        if (_command.GetElement(0).Name == "aggregate")
            return collection.Aggregate<BsonDocument>(PipelineDefinition<BsonDocument, BsonDocument>.Create(_command["pipeline"].AsBsonArray.Select(s => s.AsBsonDocument)), new AggregateOptions { AllowDiskUse = true }, cancel);
        return collection.FindSync(Part("filter") ?? [], new FindOptions<BsonDocument> { Projection = Part("projection"), Sort = Part("sort"), Limit = Count("limit"), Skip = Count("skip") }, cancel);
    }

    BsonDocument? Part(string name) => _command.TryGetValue(name, out var part) ? part.AsBsonDocument : null;

    int? Count(string name) => !_command.TryGetValue(name, out var count) ? null
        : count.IsNumeric && count.ToDouble() is >= 0 and <= int.MaxValue and var number && number == Math.Truncate(number) ? (int)number
        : throw _database.Error($"\"{name}\" of the query is {count}; it is a whole number from 0 to {int.MaxValue}.");

    static bool HasForm(BsonValue value, string form) => form switch
    {
        DocumentQueries.Document => value.IsBsonDocument,
        DocumentQueries.Stages => value is BsonArray stages && stages.All(s => s is BsonDocument { ElementCount: 1 }),
        _ => true,
    };

    static BsonDocument Read(MongoDatabase database, string text)
    {
        try
        {
            return BsonDocument.Parse(text);
        }
        catch (Exception e) when (e is FormatException or BsonException or InvalidOperationException or EndOfStreamException)
        {
            throw database.Error($"the query is no JSON document: {e.Message.TrimEnd('.')}. In: {DatabaseTexts.FirstLine(text)}", e);
        }
    }
}
