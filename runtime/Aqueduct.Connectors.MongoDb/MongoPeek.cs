using Aqueduct.Runtime;
using MongoDB.Bson;
using MongoDB.Bson.IO;

namespace Aqueduct.Connectors.MongoDb;

/// <summary>The first documents of a collection as rows: a column for each field that one of them has, and documents in documents as JSON.</summary>
static class MongoPeek
{
    static readonly JsonWriterSettings Json = new() { OutputMode = JsonOutputMode.RelaxedExtendedJson };

    /// <summary>Reads them.</summary>
    public static TablePeek Of(MongoDatabase database, string collection, PeekSize size, CancellationToken cancel)
    {
        var documents = MongoCollections.Sample(database, collection, cancel, size.Rows + 1);
        var columns = MongoCollections.Columns(documents);
        return TablePeek.Of(new TableDescription(collection, columns), [.. columns.Select(c => c.Name)],
            documents.Select(d => columns.Select(c => d.TryGetValue(c.Name, out var value) ? Cell(value) : null).ToArray()), size);
    }

    static object? Cell(BsonValue value) => value.BsonType switch
    {
        BsonType.Null or BsonType.Undefined => null,
        BsonType.Boolean => value.AsBoolean,
        BsonType.Int32 => value.AsInt32,
        BsonType.Int64 => value.AsInt64,
        BsonType.Double => value.AsDouble,
        BsonType.String => value.AsString,
        BsonType.ObjectId => value.AsObjectId.ToString(),
        BsonType.Decimal128 => decimal.TryParse(value.ToString(), System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : value.ToString(),
        BsonType.DateTime when value.AsBsonDateTime.IsValidDateTime => value.ToUniversalTime(),
        BsonType.Binary when value.AsBsonBinaryData is { SubType: BsonBinarySubType.UuidStandard } id => id.ToGuid(),
        BsonType.Binary => value.AsBsonBinaryData.Bytes,
        BsonType.Document or BsonType.Array => value.ToJson(Json),
        _ => value.ToString(),
    };
}
