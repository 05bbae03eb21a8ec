using MongoDB.Bson;

namespace Aqueduct.Databases.Tests.MongoDb.Peer;

/// <summary>Filters, orders and the few expressions that the tests use.</summary>
static class PeerFilter
{
    public static bool Matches(BsonDocument document, BsonDocument filter) => filter.All(e => e.Name switch
    {
        "$and" => e.Value.AsBsonArray.All(f => Matches(document, f.AsBsonDocument)),
        "$or" => e.Value.AsBsonArray.Any(f => Matches(document, f.AsBsonDocument)),
        "$expr" => Truth(Evaluate(e.Value, document)),
        ['$', ..] => throw new PeerError(2, "BadValue", $"unknown top level operator: {e.Name}"),
        _ => Holds(document.GetValue(e.Name, BsonNull.Value), e.Value),
    });

    public static IEnumerable<BsonDocument> Sorted(IEnumerable<BsonDocument> documents, BsonDocument sort)
    {
        if (sort.ElementCount == 0)
            return documents;
        var ordered = Order(documents.OrderBy(_ => 0), sort.GetElement(0));
        return sort.Skip(1).Aggregate(ordered, Order);

        static IOrderedEnumerable<BsonDocument> Order(IOrderedEnumerable<BsonDocument> some, BsonElement by) =>
            by.Value.ToInt32() < 0 ? some.ThenByDescending(d => d.GetValue(by.Name, BsonNull.Value)) : some.ThenBy(d => d.GetValue(by.Name, BsonNull.Value));
    }

    /// <summary>A field by <c>$name</c>, <c>$literal</c>, <c>$eq</c>, <c>$multiply</c>, or the value itself.</summary>
    public static BsonValue Evaluate(BsonValue expression, BsonDocument document) => expression switch
    {
        BsonString { Value: ['$', .. var field] } => document.GetValue(field, BsonNull.Value),
        BsonDocument { ElementCount: 1 } operation => operation.GetElement(0) switch
        {
            { Name: "$literal" } e => e.Value,
            { Name: "$eq" } e => IsEqual(Evaluate(e.Value[0], document), Evaluate(e.Value[1], document)),
            { Name: "$multiply" } e => e.Value.AsBsonArray.Aggregate(1.0, (product, factor) => product * Evaluate(factor, document).ToDouble()),
            var e => throw new PeerError(168, "InvalidPipelineOperator", $"Unrecognized expression '{e.Name}'"),
        },
        _ => expression,
    };

    static bool Holds(BsonValue value, BsonValue condition)
    {
        if (condition is not BsonDocument operators || !operators.Names.Any(n => n.StartsWith('$')))
            return IsEqual(value, condition);
        return operators.All(o => o.Name switch
        {
            "$eq" => IsEqual(value, o.Value),
            "$ne" => !IsEqual(value, o.Value),
            "$in" => o.Value.AsBsonArray.Contains(value),
            "$lt" => IsAlike(value, o.Value) && value.CompareTo(o.Value) < 0,
            "$lte" => IsAlike(value, o.Value) && value.CompareTo(o.Value) <= 0,
            "$gt" => IsAlike(value, o.Value) && value.CompareTo(o.Value) > 0,
            "$gte" => IsAlike(value, o.Value) && value.CompareTo(o.Value) >= 0,
            _ => throw new PeerError(2, "BadValue", $"unknown operator: {o.Name}"),
        });
    }

    static bool IsEqual(BsonValue a, BsonValue b) => a.IsNumeric && b.IsNumeric ? a.CompareTo(b) == 0 : a.Equals(b);

    static bool IsAlike(BsonValue a, BsonValue b) => a.BsonType == b.BsonType || (a.IsNumeric && b.IsNumeric);

    static bool Truth(BsonValue value) => value.ToBoolean();
}
