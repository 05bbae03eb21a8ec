namespace Aqueduct.Runtime;

/// <content>What the items of maps record.</content>
sealed partial class RunRecorder
{
    readonly Dictionary<int, List<RunEvent>> _heldItems = [];
    readonly Dictionary<(int Map, int Item), int> _parts = [];

    /// <summary>Says when a map has begun in another process; null where none did anything of it.</summary>
    public void Since(int map, DateTimeOffset? startedAt)
    {
        lock (_gate)
            _nodes[map] = _nodes[map] with { StartedAt = startedAt };
    }

    /// <summary>Records that items of a map are done here; other processes may be at others.</summary>
    public void ItemsStarted(int map)
    {
        lock (_gate)
        {
            var now = Now();
            _nodes[map] = _nodes[map] with { State = NodeState.Running, StartedAt = _nodes[map].StartedAt ?? now };
            _store.Append(new ItemsStarted(_run.Id, map, now));
            _observer.NodeChanged(_nodes[map], null);
        }
    }

    /// <summary>Says how the items that were done here went. Only a failure is one of the map as a whole.</summary>
    public void ItemsFinished(int map, NodeState state, Failure? failure, string result)
    {
        lock (_gate)
        {
            var now = Now();
            _nodes[map] = _nodes[map] with { State = state, FinishedAt = now, Failure = failure, Reason = state == NodeState.Skipped && result.Length > 0 ? result : null };
            if (state == NodeState.Failed)
                _store.Append(new NodeFinished(_run.Id, _nodes[map], now));
            _observer.NodeChanged(_nodes[map], result);
        }
    }

    /// <summary>Keeps what the items of a map record back until <see cref="ReleaseItems"/>: an item that is recorded stands only on recorded nodes.</summary>
    public void HoldItems(int map)
    {
        lock (_gate)
            _heldItems.TryAdd(map, []);
    }

    /// <summary>Records what the items of a map have said, and from now on say.</summary>
    public void ReleaseItems(int map)
    {
        lock (_gate)
        {
            if (!_heldItems.Remove(map, out var held))
                return;
            foreach (var happened in held)
                _store.Append(happened);
        }
    }

    // Called with the gate held, so that the order stays.
    void AppendOfItem(int map, RunEvent happened)
    {
        if (_heldItems.TryGetValue(map, out var held))
            held.Add(happened);
        else
            _store.Append(happened);
    }

    /// <summary>Records a result of an item.</summary>
    public void ItemStored(int map, int item, ItemResult result)
    {
        lock (_gate)
            AppendOfItem(map, new ItemResultStored(_run.Id, map, item, result, Now()));
    }

    /// <summary>Records rows of an item.</summary>
    public void Append(IReadOnlyList<ItemRecord> rows, int map)
    {
        lock (_gate)
            AppendOfItem(map, new ItemFinished(_run.Id, map, rows, Now()));
    }

    public void ItemChecked(int map, int item, CheckRecord check)
    {
        lock (_gate)
        {
            var order = OrderInItem(map, item);
            _checks[order] = check;
            AppendOfItem(map, new CheckEvaluated(_run.Id, order, check, Now()));
        }
    }

    public void ItemMeasured(int map, int item, MetricRecord metric)
    {
        lock (_gate)
        {
            var order = OrderInItem(map, item);
            _metrics[order] = metric;
            AppendOfItem(map, new MetricMeasured(_run.Id, _run.Slug, _run.StartedAt, order, metric, Now()));
        }
    }

    public void ItemPublished(int map, int item, PublicationResult publication)
    {
        lock (_gate)
        {
            var order = OrderInItem(map, item);
            _publications.Add(order, publication);
            _store.Append(new Published(_run.Id, order, publication, Now()));
        }
    }

    public ItemRecorder BeginItem(int node, int item)
    {
        var number = item.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return new ItemRecorder(this, this, node, Workflow.Nodes[node].Map!.Nodes, node, item, number, $"[{number}]", static record => record(), _clock);
    }

    // Behind everything of the workflow's own nodes, by map and item: 14 bits for the map, 27 for the item, 22 for what one item records.
    long OrderInItem(int map, int item)
    {
        ref var part = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(_parts, (map, item), out _);
        return OrdersOfItems(map).First + ((long)item << 22) + part++;
    }

    /// <summary>SQL: the item that a place in a run belongs to.</summary>
    public const string ItemOfOrder = "((position >> 22) & 134217727)";

    /// <summary>SQL: the places of the checks that judge a metric, from the first to the last; an item records them right behind it.</summary>
    /// <param name="metric">The metric's own place.</param>
    public static string ChecksOfMetric(string metric) => string.Create(System.Globalization.CultureInfo.InvariantCulture,
        $"CASE WHEN {metric} < {OrdersOfItems(0).First} THEN {metric} * {Parts} ELSE {metric} + 1 END AND CASE WHEN {metric} < {OrdersOfItems(0).First} THEN {metric} * {Parts} + {Parts - 1} ELSE {metric} + {Parts} END");

    /// <summary>The places of everything that a map's items record.</summary>
    public static (long First, long Last) OrdersOfItems(int map) => (((long)map + 1) << 49, (((long)map + 2) << 49) - 1);
}
