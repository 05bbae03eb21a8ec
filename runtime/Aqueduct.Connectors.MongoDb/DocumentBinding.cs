using System.Globalization;
using Aqueduct.Rules;
using Aqueduct.Runtime;
using MongoDB.Bson;

namespace Aqueduct.Connectors.MongoDb;

/// <summary>Puts values where a query names parameters. A value stays a value: no text of it becomes an operator, a field or a name.</summary>
readonly ref struct DocumentBinding(MongoDatabase database, ReadOnlySpan<SqlArgument> arguments)
{
    readonly ReadOnlySpan<SqlArgument> _arguments = arguments;

    /// <summary>The command with its parameters bound.</summary>
    /// <exception cref="ResourceException">It holds what changes the database or runs code there, or a parameter that the method does not have.</exception>
    public BsonDocument Bind(BsonDocument command) => Document(command, null, isExpression: false);

    BsonDocument Document(BsonDocument document, string? parent, bool isExpression)
    {
        var bound = new BsonDocument(allowDuplicateNames: false);
        foreach (var element in document)
        {
            if (DocumentQueries.Forbidden.TryGetValue(element.Name, out var reason))
                throw database.Error($"the query holds {element.Name}, which {reason}.");
            if (DocumentQueries.NamesCollection(parent, element.Name) && element.Value.IsString && DocumentQueries.ParameterOf(element.Value.AsString) is not null)
                throw database.Error(DocumentQueries.CollectionParameter);
            bound.Add(element.Name, Value(element.Value, element.Name, DocumentQueries.IsExpressionWithin(parent, element.Name, isExpression)));
        }

        return bound;
    }

    BsonValue Value(BsonValue value, string within, bool isExpression)
    {
        switch (value)
        {
            case BsonDocument document:
                return Document(document, within, isExpression);
            case BsonArray array:
                var items = new BsonArray(array.Count);
                foreach (var item in array)
                    items.Add(Value(item, within, isExpression));
                return items;
            case BsonString { Value: var text } when DocumentQueries.ParameterOf(text) is { } name:
                var argument = Argument(name);
                // In an expression a text that begins with $ would be a field.
                return isExpression && argument is BsonString { Value: ['$', ..] } ? new BsonDocument("$literal", argument) : argument;
            case BsonString { Value: ['@', '@', ..] escaped }:
                return new BsonString(escaped[1..]);
            default:
                return value;
        }
    }

    BsonValue Argument(string name)
    {
        foreach (var argument in _arguments)
            if (argument.Name == name)
                return Of(argument);
        throw database.Error($"the parameter @{name} is bound to nothing. {DatabaseTexts.Parameters(_arguments)}");
    }

    static BsonValue Of(SqlArgument argument) => argument.Kind switch
    {
        SqlValueKind.Null => BsonNull.Value,
        SqlValueKind.Blob => new BsonBinaryData(argument.Blob),
        SqlValueKind.Real => new BsonDouble(argument.Real),
        SqlValueKind.Integer when argument.Type == FieldKind.Boolean => BsonBoolean.Create(argument.Integer != 0),
        SqlValueKind.Integer => argument.Integer is >= int.MinValue and <= int.MaxValue ? new BsonInt32((int)argument.Integer) : new BsonInt64(argument.Integer),
        _ => argument.Type switch
        {
            FieldKind.Decimal => new BsonDecimal128(Decimal128.Parse(argument.Text)),
            FieldKind.Guid => new BsonBinaryData(Guid.Parse(argument.Text), GuidRepresentation.Standard),
            FieldKind.DateOnly or FieldKind.DateTime or FieldKind.DateTimeOffset => new BsonDateTime(DateTimeOffset.Parse(argument.Text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal).UtcDateTime),
            _ => new BsonString(argument.Text),
        },
    };
}
