using System.Text.Json;
using Aqueduct.Planning;

namespace Aqueduct.Runtime;

/// <summary>A node whose result a run takes over from an earlier one.</summary>
/// <remarks>Old: its position there. Record: as the new run has it.</remarks>
sealed record TakenNode(int Old, NodeRecord Record);

/// <summary>A map whose passed items a run takes over.</summary>
sealed record TakenItems(int Old, int Map);

/// <summary>A new run took over what an earlier one had finished.</summary>
sealed record RunContinued(RunRecord Run, IReadOnlyList<TakenNode> Nodes, IReadOnlyList<TakenItems> Items) : RunEvent(Run.Id, Run.StartedAt)
{
    /// <summary>The row of an outermost item that need not run again.</summary>
    public const string PassedItem = "inner_node = -1 AND path NOT LIKE '%.%' AND state IN ('Succeeded', 'Warning', 'Cached')";

    // They are published by the new run.
    static readonly string Publications = string.Join(", ", Enum.GetValues<NodeKind>().Where(k => k.IsPublication()).Select(k => $"'{k}'"));

    public override string Kind => "run-continued";

    protected override void Write(Utf8JsonWriter json)
    {
        json.WriteString("from", Run.Continues);
        json.WriteStartArray("nodes");
        foreach (var node in Nodes)
            json.WriteNumberValue(node.Record.Id);
        json.WriteEndArray();
    }

    public override void Apply(StoreStatements store)
    {
        foreach (var (old, node) in Nodes)
        {
            store.FinishNode.Execute(RunId, node.Id, node.State.ToString(), StoreText.Of(node.StartedAt), StoreText.Of(node.FinishedAt), node.Attempts, null, null, null, null, node.Output, node.Reason, node.Items, node.Call);
            Copy(store, RunRecorder.Order(old, 0), RunRecorder.Order(old, RunRecorder.Parts - 1), RunRecorder.Order(node.Id, 0), "");
            CopyMetrics(store, old, old, node.Id, "");
        }

        foreach (var (old, map) in Items)
        {
            var passed = $"IN (SELECT item FROM items WHERE run = $2 AND node = {StoreText.Number(old)} AND {PassedItem})";
            store.Execute("INSERT INTO items(run, node, item, path, inner_node, name, kind, state, started_at, finished_at, attempts, owner, error, stack_trace, tip, output, reason) "
                + "SELECT $1, $4, item, path, inner_node, name, kind, CASE state WHEN 'Succeeded' THEN 'Cached' ELSE state END, started_at, finished_at, attempts, owner, error, stack_trace, tip, output, reason "
                + $"FROM items WHERE run = $2 AND node = $3 AND kind NOT IN ({Publications}) AND item {passed}", RunId, Run.Continues, old, map);
            store.Execute($"INSERT INTO item_results(run, node, item, inner_node, output, hash, data, call) SELECT $1, $4, item, inner_node, output, hash, data, call FROM item_results WHERE run = $2 AND node = $3 AND item {passed}",
                RunId, Run.Continues, old, map);
            var (first, last) = RunRecorder.OrdersOfItems(old);
            var ofItem = $" AND {RunRecorder.ItemOfOrder} {passed}";
            Copy(store, first, last, RunRecorder.OrdersOfItems(map).First, ofItem);
            CopyMetrics(store, first, last, RunRecorder.OrdersOfItems(map).First, ofItem);
        }
    }

    /// <summary>Copies artifacts and checks from one range of places to another.</summary>
    void Copy(StoreStatements store, long first, long last, long to, string where)
    {
        store.Execute("INSERT INTO artifacts(run, name, position, node, kind, type, media_type, hash, bytes, rows, value) "
            + $"SELECT $1, name, position + $5, node, kind, type, media_type, hash, bytes, rows, value FROM artifacts WHERE run = $2 AND position BETWEEN $3 AND $4{where}", RunId, Run.Continues, first, last, to - first);
        store.Execute("INSERT INTO checks(run, position, node, name, severity, passed, detail) "
            + $"SELECT $1, position + $5, node, name, severity, passed, detail FROM checks WHERE run = $2 AND position BETWEEN $3 AND $4{where}", RunId, Run.Continues, first, last, to - first);
    }

    void CopyMetrics(StoreStatements store, long first, long last, long to, string where) =>
        store.Execute("INSERT INTO metrics(workflow, name, started_at, run, position, node, value) "
            + $"SELECT workflow, name, $6, $1, position + $5, node, value FROM metrics WHERE run = $2 AND position BETWEEN $3 AND $4{where}", RunId, Run.Continues, first, last, to - first, StoreText.Of(Run.StartedAt));
}

/// <summary>An interrupted run goes on in another process.</summary>
/// <remarks>Again: positions of the nodes that run again. Maps: of maps among all nodes, with whether their passed items are kept.</remarks>
sealed record RunResumed(string RunId, string Owner, IReadOnlyList<int> Again, IReadOnlyList<(int Map, bool Items)> Maps, DateTimeOffset At) : RunEvent(RunId, At)
{
    public override string Kind => "run-resumed";

    protected override void Write(Utf8JsonWriter json)
    {
        json.WriteStartArray("again");
        foreach (var node in Again)
            json.WriteNumberValue(node);
        json.WriteEndArray();
    }

    public override void Apply(StoreStatements store)
    {
        store.Execute("UPDATE runs SET state = 'Running', finished_at = NULL, owner = NULL, error = NULL, stack_trace = NULL, tip = NULL, interrupted = 0, cancel_at = NULL, "
            + $"owner_lock = $2, process_id = $3, host = $4, lease_until = {store.LeaseEnd("$5")} WHERE id = $1", RunId, Owner, Environment.ProcessId, Environment.MachineName, StoreText.Of(At + Lease.Length));
        NotificationOutbox.Withdraw(store, RunId);
        NodesAgain.Apply(store, RunId, Again, Maps);
    }
}

/// <summary>Makes nodes as they were before they ran.</summary>
static class NodesAgain
{
    /// <param name="store">The store.</param>
    /// <param name="run">The run.</param>
    /// <param name="again">Positions of the nodes.</param>
    /// <param name="maps">Those of maps, with whether their passed items are kept.</param>
    /// <param name="slice">The items of the maps that are meant; null is all.</param>
    public static void Apply(StoreStatements store, string run, IReadOnlyList<int> again, IReadOnlyList<(int Map, bool Items)> maps, Slice? slice = null)
    {
        foreach (var node in again)
        {
            store.Execute("UPDATE nodes SET state = 'Pending', started_at = NULL, finished_at = NULL, attempts = 0, owner = NULL, error = NULL, stack_trace = NULL, tip = NULL, output = '', reason = NULL, items = NULL "
                + "WHERE run = $1 AND node = $2", run, node);
            Remove(store, run, "artifacts", RunRecorder.Order(node, 0), RunRecorder.Order(node, RunRecorder.Parts - 1), "");
            Remove(store, run, "checks", RunRecorder.Order(node, 0), RunRecorder.Order(node, RunRecorder.Parts - 1), "");
            Remove(store, run, "metrics", node, node, "");
        }

        foreach (var (map, items) in maps)
        {
            var left = items ? $"NOT IN (SELECT item FROM items WHERE run = $1 AND node = {StoreText.Number(map)} AND {RunContinued.PassedItem})" : "IS NOT NULL";
            var (first, last) = RunRecorder.OrdersOfItems(map);
            Remove(store, run, "checks", first, last, Left(RunRecorder.ItemOfOrder));
            Remove(store, run, "metrics", first, last, Left(RunRecorder.ItemOfOrder));
            store.Execute($"DELETE FROM item_results WHERE run = $1 AND node = $2{Left("item")}", run, map);
            store.Execute($"DELETE FROM items WHERE run = $1 AND node = $2{Left("item")}", run, map);

            string Left(string item) => slice is { } part
                ? $" AND {item} BETWEEN {StoreText.Number(part.First)} AND {StoreText.Number(part.Last)} AND {item} {left}"
                : $" AND {item} {left}";
        }
    }

    static void Remove(StoreStatements store, string run, string table, long first, long last, string where) =>
        store.Execute($"DELETE FROM {table} WHERE run = $1 AND position BETWEEN $2 AND $3{where}", run, first, last);
}

/// <summary>A run that waited for another one begins.</summary>
sealed record RunBegun(RunRecord Run) : RunEvent(Run.Id, Run.StartedAt)
{
    public override string Kind => "run-begun";

    protected override void Write(Utf8JsonWriter json)
    {
    }

    public override void Apply(StoreStatements store) => store.Execute("UPDATE runs SET state = 'Running', started_at = $2 WHERE id = $1", RunId, StoreText.Of(Run.StartedAt));
}

/// <summary>A node ended, and what it gave is not stored: a run that continues this one runs it again. Of a map the items stand by themselves.</summary>
sealed record NodeNotStored(string RunId, int Node, DateTimeOffset At) : RunEvent(RunId, At)
{
    public override string Kind => "node-not-stored";

    protected override void Write(Utf8JsonWriter json) => json.WriteNumber("node", Node);

    // Of a node whose code is not known nothing is taken over.
    public override void Apply(StoreStatements store) => store.Execute("UPDATE nodes SET code = NULL WHERE run = $1 AND node = $2 AND kind <> 'Map'", RunId, Node);
}

/// <summary>A result of an item of a map is kept, so that the item need not run again.</summary>
/// <remarks>Data: its bytes; null where they are in the artifact store.</remarks>
sealed record ItemResultStored(string RunId, int Map, int Item, ItemResult Result, DateTimeOffset At) : RunEvent(RunId, At)
{
    public override string Kind => "item-result-stored";

    // The item's own event says that it ended; the bytes are no history.
    public override bool IsLogged => false;

    protected override void Write(Utf8JsonWriter json)
    {
    }

    public override void Apply(StoreStatements store) => store.InsertItemResult.Execute(RunId, Map, Item, Result.Node, Result.Output, Result.Hash, Result.Data, Result.Call);
}
