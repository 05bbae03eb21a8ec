using System.Collections.Immutable;
using MongoDB.Bson;

namespace Aqueduct.Databases.Tests.MongoDb.Peer;

/// <summary>A collection of the peer. It never changes: a change makes another one, so that a transaction is a copy of a reference.</summary>
sealed record PeerCollection(ImmutableList<BsonDocument> Documents, BsonDocument Options, ImmutableList<BsonDocument> Indexes)
{
    public static PeerCollection Empty(BsonDocument options) => new([], options, [new BsonDocument { ["v"] = 2, ["key"] = new BsonDocument("_id", 1), ["name"] = "_id_" }]);

    /// <summary>In order, up to the first that is refused.</summary>
    public (PeerCollection Collection, int Count, PeerError? Error) Insert(IEnumerable<BsonDocument> documents)
    {
        var count = 0;
        var kept = Documents.ToBuilder();
        var seen = Indexes.Where(IsUnique).Select(i => (Index: i, Keys: kept.Select(d => Key(i, d)).ToHashSet())).ToList();
        foreach (var given in documents)
        {
            var document = given.Contains("_id") ? given : new BsonDocument("_id", ObjectId.GenerateNewId()).AddRange(given);
            var error = Refusal(document) ?? seen.Where(s => !s.Keys.Add(Key(s.Index, document))).Select(s => Duplicate(s.Index, document)).FirstOrDefault();
            if (error is not null)
                return (this with { Documents = kept.ToImmutable() }, count, error);
            kept.Add(document);
            count++;
        }

        return (this with { Documents = kept.ToImmutable() }, count, null);
    }

    public PeerCollection Update(BsonDocument filter, BsonDocument update, bool upsert)
    {
        var place = Documents.FindIndex(d => PeerFilter.Matches(d, filter));
        if (place < 0)
        {
            if (!upsert)
                return this;
            var (added, _, error) = Insert([Applied(new BsonDocument(filter), update, isNew: true)]);
            return error is null ? added : throw error;
        }

        var changed = Applied((BsonDocument)Documents[place].DeepClone(), update, isNew: false);
        if (Refusal(changed) is { } refusal)
            throw refusal;
        foreach (var index in Indexes.Where(IsUnique))
            if (Documents.Where((d, i) => i != place && Key(index, d).Equals(Key(index, changed))).Any())
                throw Duplicate(index, changed);
        return this with { Documents = Documents.SetItem(place, changed) };
    }

    public PeerCollection Delete(BsonDocument filter) => this with { Documents = Documents.RemoveAll(d => PeerFilter.Matches(d, filter)) };

    public PeerCollection AddIndex(BsonDocument index)
    {
        if (IsUnique(index) && Documents.GroupBy(d => Key(index, d)).FirstOrDefault(g => g.Count() > 1) is { } twice)
            throw Duplicate(index, twice.First());
        return this with { Indexes = Indexes.RemoveAll(i => i["name"] == index["name"]).Add(new BsonDocument("v", 2).AddRange(index)) };
    }

    static BsonDocument Applied(BsonDocument document, BsonDocument update, bool isNew)
    {
        foreach (var change in update)
            foreach (var field in change.Value.AsBsonDocument)
                switch (change.Name)
                {
                    case "$set":
                    case "$setOnInsert" when isNew:
                        document[field.Name] = field.Value;
                        break;
                    case "$unset":
                        document.Remove(field.Name);
                        break;
                }

        return document;
    }

    PeerError? Refusal(BsonDocument document) =>
        Options.TryGetValue("validator", out var validator) && !PeerFilter.Matches(document, validator.AsBsonDocument) ? new PeerError(121, "DocumentValidationFailure", "Document failed validation") : null;

    static bool IsUnique(BsonDocument index) => index["name"] == "_id_" || index.GetValue("unique", false).ToBoolean();

    static BsonArray Key(BsonDocument index, BsonDocument document) => [.. index["key"].AsBsonDocument.Names.Select(n => document.GetValue(n, BsonNull.Value))];

    static PeerError Duplicate(BsonDocument index, BsonDocument document) => new(11000, "DuplicateKey", $"E11000 duplicate key error index: {index["name"]} dup key: {Key(index, document)}");
}
