using System.Collections.Concurrent;
using System.Collections.Immutable;
using MongoDB.Bson;

namespace Aqueduct.Databases.Tests.MongoDb.Peer;

/// <summary>The commands, over collections in memory. A transaction works on a copy, which takes the place of the state when it is committed.</summary>
sealed class PeerCommands(string address, bool isReplicaSet)
{
    const int FirstBatch = 101;

    readonly Lock _gate = new();
    readonly Dictionary<string, (ImmutableDictionary<string, PeerCollection> Base, ImmutableDictionary<string, PeerCollection> Now)> _transactions = [];
    readonly Dictionary<long, (string Namespace, Queue<BsonDocument> Left)> _cursors = [];
    ImmutableDictionary<string, PeerCollection> _state = ImmutableDictionary<string, PeerCollection>.Empty;
    long _lastCursor;

    public ConcurrentQueue<BsonDocument> Received { get; } = [];

    public BsonDocument Do(BsonDocument command)
    {
        lock (_gate)
        {
            var name = command.GetElement(0).Name;
            if (name is "hello" or "isMaster" or "ismaster")
                return Hello();
            if (name is "ping" or "endSessions" or "buildInfo")
                return [];
            Received.Enqueue(command);
            return name is "commitTransaction" or "abortTransaction" ? End(command, name == "commitTransaction")
                : command.Contains("autocommit") ? Within(command) : Carry(command, ref _state);
        }
    }

    BsonDocument Within(BsonDocument command)
    {
        if (!isReplicaSet)
            throw new PeerError(20, "IllegalOperation", "Transaction numbers are only allowed on a replica set member or mongos");
        var key = Key(command);
        if (command.Contains("startTransaction"))
            _transactions[key] = (_state, _state);
        var (before, now) = _transactions[key];
        try
        {
            var answer = Carry(command, ref now);
            _transactions[key] = (before, now);
            return answer;
        }
        catch (PeerError)
        {
            _transactions.Remove(key);
            throw;
        }
    }

    BsonDocument End(BsonDocument command, bool commits)
    {
        if (!_transactions.Remove(Key(command), out var transaction))
            throw new PeerError(251, "NoSuchTransaction", "Given transaction number does not match any in-progress transactions");
        if (commits && transaction.Base != _state)
            throw new PeerError(112, "WriteConflict", "Write conflict", "TransientTransactionError");
        if (commits)
            _state = transaction.Now;
        return [];
    }

    static string Key(BsonDocument command) => $"{command["lsid"]} {command["txnNumber"]}";

    BsonDocument Hello()
    {
        var hello = new BsonDocument { ["helloOk"] = true, ["isWritablePrimary"] = true, ["ismaster"] = true, ["maxBsonObjectSize"] = 16 << 20, ["maxMessageSizeBytes"] = 48_000_000, ["maxWriteBatchSize"] = 100_000, ["minWireVersion"] = 0, ["maxWireVersion"] = 21, ["readOnly"] = false };
        if (isReplicaSet)
            hello.AddRange(new BsonDocument { ["setName"] = "rs0", ["hosts"] = new BsonArray { address }, ["me"] = address, ["primary"] = address, ["logicalSessionTimeoutMinutes"] = 30, ["setVersion"] = 1 });
        return hello;
    }

    BsonDocument Carry(BsonDocument command, ref ImmutableDictionary<string, PeerCollection> state)
    {
        var (verb, first) = (command.GetElement(0).Name, command.GetElement(0).Value);
        var database = command["$db"].AsString;
        var name = first.IsString ? $"{database}.{first.AsString}" : "";
        var found = state.GetValueOrDefault(name);
        switch (verb)
        {
            case "create":
                if (found is not null)
                    throw new PeerError(48, "NamespaceExists", $"Collection {name} already exists.");
                state = state.SetItem(name, PeerCollection.Empty(new BsonDocument(command.Where(e => e.Name is "validator"))));
                return [];
            case "drop":
                state = state.Remove(name);
                return [];
            case "insert":
                var (inserted, count, error) = state.GetValueOrDefault(name, PeerCollection.Empty([])).Insert(command["documents"].AsBsonArray.Select(d => d.AsBsonDocument));
                state = state.SetItem(name, inserted);
                return Written(count, error);
            case "update":
                return Write(ref state, name, command["updates"].AsBsonArray, (c, u) => c.Update(u["q"].AsBsonDocument, u["u"].AsBsonDocument, u.GetValue("upsert", false).ToBoolean()));
            case "delete":
                return Write(ref state, name, command["deletes"].AsBsonArray, (c, d) => c.Delete(d["q"].AsBsonDocument));
            case "createIndexes":
                foreach (var index in command["indexes"].AsBsonArray)
                    state = state.SetItem(name, state.GetValueOrDefault(name, PeerCollection.Empty([])).AddIndex(index.AsBsonDocument));
                return [];
            case "listIndexes":
                return Cursor(name, found?.Indexes ?? throw new PeerError(26, "NamespaceNotFound", $"ns does not exist: {name}"));
            case "listCollections":
                return Cursor($"{database}.$cmd.listCollections", state.Where(c => c.Key.StartsWith(database + ".", StringComparison.Ordinal)).OrderBy(c => c.Key, StringComparer.Ordinal)
                    .Select(c => new BsonDocument { ["name"] = c.Key[(database.Length + 1)..], ["type"] = "collection", ["options"] = c.Value.Options })
                    .Where(c => PeerFilter.Matches(c, command.GetValue("filter", new BsonDocument()).AsBsonDocument)));
            case "renameCollection":
                return Rename(first.AsString, command["to"].AsString, command.GetValue("dropTarget", false).ToBoolean(), ref state);
            case "find":
                return Cursor(name, Found(found?.Documents ?? [], command));
            case "aggregate":
                return Cursor(name, command["pipeline"].AsBsonArray.Aggregate(found?.Documents ?? (IEnumerable<BsonDocument>)[], (documents, stage) => Stage(documents, stage.AsBsonDocument.GetElement(0))));
            case "getMore":
                return Next(first.AsInt64, "nextBatch", int.MaxValue);
            case "killCursors":
                return [];
            default:
                throw new PeerError(59, "CommandNotFound", $"no such command: '{verb}'");
        }
    }

    /// <summary>In order, up to the first that is refused.</summary>
    static BsonDocument Write(ref ImmutableDictionary<string, PeerCollection> state, string name, BsonArray items, Func<PeerCollection, BsonDocument, PeerCollection> apply)
    {
        var collection = state.GetValueOrDefault(name, PeerCollection.Empty([]));
        var done = 0;
        PeerError? error = null;
        try
        {
            for (; done < items.Count; done++)
                collection = apply(collection, items[done].AsBsonDocument);
        }
        catch (PeerError e)
        {
            error = e;
        }

        state = state.SetItem(name, collection);
        return Written(done, error);
    }

    static BsonDocument Written(int done, PeerError? error) => new BsonDocument { ["n"] = done, ["nModified"] = done }
        .AddRange(error is null ? [] : new BsonDocument("writeErrors", new BsonArray { new BsonDocument { ["index"] = done, ["code"] = error.Code, ["errmsg"] = error.Message } }));

    static BsonDocument Rename(string from, string to, bool dropTarget, ref ImmutableDictionary<string, PeerCollection> state)
    {
        if (!state.TryGetValue(from, out var moved))
            throw new PeerError(26, "NamespaceNotFound", "source namespace does not exist");
        if (state.ContainsKey(to) && !dropTarget)
            throw new PeerError(48, "NamespaceExists", "target namespace exists");
        state = state.Remove(from).SetItem(to, moved);
        return [];
    }

    static IEnumerable<BsonDocument> Found(IEnumerable<BsonDocument> documents, BsonDocument command)
    {
        var found = PeerFilter.Sorted(documents.Where(d => PeerFilter.Matches(d, command.GetValue("filter", new BsonDocument()).AsBsonDocument)), command.GetValue("sort", new BsonDocument()).AsBsonDocument).Skip(command.GetValue("skip", 0).ToInt32());
        var limit = command.GetValue("limit", 0).ToInt32();
        return command.TryGetValue("projection", out var projection) ? Taken().Select(d => Projected(d, projection.AsBsonDocument)) : Taken();

        IEnumerable<BsonDocument> Taken() => limit == 0 ? found : found.Take(Math.Abs(limit));
    }

    static BsonDocument Projected(BsonDocument document, BsonDocument projection)
    {
        var kept = new BsonDocument { { "_id", document.GetValue("_id", BsonNull.Value), projection.GetValue("_id", 1) != 0 } };
        foreach (var field in projection.Where(f => f.Name != "_id"))
            if (!field.Value.IsNumeric)
                kept[field.Name] = PeerFilter.Evaluate(field.Value, document);
            else if (field.Value.ToInt32() == 1 && document.TryGetValue(field.Name, out var value))
                kept[field.Name] = value;
        return kept;
    }

    static IEnumerable<BsonDocument> Stage(IEnumerable<BsonDocument> documents, BsonElement stage) => stage.Name switch
    {
        "$match" => documents.Where(d => PeerFilter.Matches(d, stage.Value.AsBsonDocument)),
        "$sort" => PeerFilter.Sorted(documents, stage.Value.AsBsonDocument),
        "$limit" => documents.Take(stage.Value.ToInt32()),
        "$project" => documents.Select(d => Projected(d, stage.Value.AsBsonDocument)),
        _ => throw new PeerError(40324, "Location40324", $"Unrecognized pipeline stage name: '{stage.Name}'"),
    };

    BsonDocument Cursor(string name, IEnumerable<BsonDocument> documents)
    {
        _cursors[++_lastCursor] = (name, new(documents));
        return Next(_lastCursor, "firstBatch", FirstBatch);
    }

    BsonDocument Next(long cursor, string batch, int most)
    {
        const int Most = 8 << 20; // a message has an end
        var (name, left) = _cursors.TryGetValue(cursor, out var found) ? found : throw new PeerError(43, "CursorNotFound", $"cursor id {cursor} not found");
        var documents = new BsonArray();
        for (var bytes = 0; documents.Count < most && bytes < Most && left.TryDequeue(out var document); bytes += document.ToBson().Length)
            documents.Add(document);
        if (left.Count == 0)
            _cursors.Remove(cursor);
        return new BsonDocument("cursor", new BsonDocument { ["id"] = left.Count == 0 ? 0L : cursor, ["ns"] = name, [batch] = documents });
    }
}
