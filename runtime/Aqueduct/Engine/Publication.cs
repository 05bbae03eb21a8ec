namespace Aqueduct.Runtime;

/// <summary>Publishes the saves of a run whose compute nodes have all passed: the workflow's own, and those of its maps' items.</summary>
sealed class Publication(GraphScope root, RunStore store, RunOptions options, RunStop stop)
{
    readonly Dictionary<Place, NodeOutput> _outputs = [];
    readonly HashSet<Place> _out = [];

    /// <summary>Why the publications of items failed, which no node of the workflow says; null when they did not.</summary>
    public Failure? Failure { get; private set; }

    /// <summary>Whether there is nothing to publish.</summary>
    public bool IsEmpty => !Places.Any();

    IEnumerable<Place> Places => root.All().SelectMany(s => s.Publications.Select(n => new Place(s, n)));

    /// <summary>Ends all saves without publishing them.</summary>
    public void End(NodeState state)
    {
        foreach (var place in Places.Where(p => !p.Record.State.Ended()))
            Finish(place, state);
    }

    /// <summary>Publishes all saves or none.</summary>
    public async Task RunAsync()
    {
        var saves = new List<(Place Place, SaveRequest Save)>();
        foreach (var place in Places)
        {
            var (registered, save) = await RegisterAsync(place).ConfigureAwait(false);
            if (!registered)
            {
                End(NodeState.Canceled);
                return;
            }

            if (save is not null)
                saves.Add((place, save));
        }

        if (saves.Count == 0)
            return;
        try
        {
            RefuseLost(saves);
            foreach (var (place, save) in saves)
                place.Scope.Recorder.Publishes(place.Node, save);
            var results = await PublishAsync(saves).ConfigureAwait(false);
            foreach (var ((place, _), result) in saves.Zip(results))
            {
                if (!_out.Contains(place))
                    place.Scope.Recorder.WasPublished(place.Node, result);
                Finish(place, NodeState.Succeeded, result: Words.Published(place.Record.Kind, result.Rows));
            }
        }
        catch (Exception e)
        {
            Fail(e, [.. saves.Select(s => s.Place)]);
        }
    }

    async Task<IReadOnlyList<PublicationResult>> PublishAsync(List<(Place Place, SaveRequest Save)> saves)
    {
        var call = CpuMeter.Nodes.Begin();
        try
        {
            return await options.Publish([.. saves.Select(s => (s.Place.Name, s.Save))], root.Recorder.Run.Id, stop.Token).ConfigureAwait(false);
        }
        finally
        {
            // Several are published together: what each of them took of it cannot be told apart.
            var spent = CpuMeter.Nodes.End(call);
            if (saves is [var only])
                only.Place.Scope.Recorder.Spent(only.Place.Node, spent, null);
        }
    }

    /// <summary>Of several items that replace one table only the last would be left: that is never meant.</summary>
    static void RefuseLost(List<(Place Place, SaveRequest Save)> saves)
    {
        foreach (var target in saves.GroupBy(s => (s.Save.Resource, s.Save.Table)))
        {
            var items = target.Where(s => s.Place.Scope.Recorder is ItemRecorder).ToList();
            if (items.Count == 0 || target.Count() == 1 || target.All(s => s.Save.Mode is SaveMode.Append or SaveMode.Upsert))
                continue;
            var culprit = items.Find(s => s.Save.Mode is not (SaveMode.Append or SaveMode.Upsert)) is { Save: not null } found ? found : items[0];
            var other = target.First(s => s.Place != culprit.Place);
            throw new PublicationException(culprit.Place.Name,
                $"{culprit.Place.Name} and {other.Place.Name} both save to '{target.Key.Table}' in {target.Key.Resource}, in mode {culprit.Save.Mode}: only one of {Words.Count(target.Count())} would be left. Save them with SaveMode.Append or SaveMode.Upsert, or give each item a table of its own, such as \"parts_{{name}}\".");
        }
    }

    /// <summary>Calls a save's method, which hands over what is to be published; nothing where its branch was not taken.</summary>
    async Task<(bool Registered, SaveRequest? Save)> RegisterAsync(Place place)
    {
        var (scope, node) = (place.Scope, place.Node);
        var definition = scope.Recorder.Nodes[node];
        var output = _outputs[place] = new NodeOutput(options.MaxOutput);
        try
        {
            if (!scope.Graph.IsOpen(node))
            {
                scope.Recorder.NodeFinished(node, NodeState.Skipped, reason: NodeRunner.NotTaken(definition));
                return (true, null);
            }

            scope.Recorder.NodeStarted(node);
            var context = new EngineRunContext(scope.Recorder, node, output, stop.Token);
            await Task.Run(() => NodeCall.InvokeAsync(scope.Graph, node, context, output), CancellationToken.None).ConfigureAwait(false);
            var save = context.Deferred ?? throw new InvalidOperationException($"{definition.Method} registered nothing to save.");
            save.Runs = store;
            save.Workflow = scope.Recorder.Run.Workflow;
            save.EarlierRuns = scope.Recorder.PublishedBy(node);
            if (save.IsFinal)
                Watch(place, save);
            return (true, save);
        }
        catch (Exception e)
        {
            var (state, failure) = stop.Requested && e is OperationCanceledException ? stop.OfRunning : (NodeState.Failed, Failures.Of(definition, e));
            Finish(place, state, failure);
            return (false, null);
        }
    }

    /// <summary>What cannot be taken back is not done again, and recorded as soon as it is done.</summary>
    void Watch(Place place, SaveRequest save)
    {
        save.Already = place.Scope.Recorder.FindPublication(place.Node, save.EarlierRuns);
        save.IsOut = result =>
        {
            Failpoints.Reach(Failpoint.FinalPublished);
            save.Already = result;
            place.Scope.Recorder.WasPublished(place.Node, result);
            _out.Add(place);
            place.Scope.Recorder.Flush();
        };
    }

    /// <summary>The save at fault fails, the others are canceled; when nothing says which it was, all fail.</summary>
    void Fail(Exception exception, List<Place> places)
    {
        // What is out is out, whatever came after it.
        foreach (var place in places.Where(_out.Contains))
            Finish(place, NodeState.Succeeded);
        places = places.FindAll(p => !_out.Contains(p));
        if (stop.Requested && exception is OperationCanceledException)
        {
            foreach (var place in places)
                Finish(place, stop.OfRunning.State, stop.OfRunning.Failure);
            return;
        }

        var blamed = (exception as PublicationException)?.Node;
        foreach (var place in places)
            if (blamed is null || blamed == place.Name)
                Finish(place, NodeState.Failed, Failures.Of(place.Scope.Recorder.Nodes[place.Node], exception));
        End(NodeState.Canceled);
    }

    void Finish(Place place, NodeState state, Failure? failure = null, string? result = null)
    {
        if (failure is not null && place.Scope.Recorder is ItemRecorder)
            Failure ??= failure.Error.StartsWith(place.Name, StringComparison.Ordinal) ? failure : failure with { Error = $"{place.Name}: {failure.Error}" };
        place.Scope.Recorder.NodeFinished(place.Node, state, failure, _outputs.TryGetValue(place, out var output) ? output.Close() : "", result);
    }

    readonly record struct Place(GraphScope Scope, int Node)
    {
        public string Name => Scope.Recorder.NameOf(Node);

        public NodeRecord Record => Scope.Recorder[Node];

        public bool Equals(Place other) => ReferenceEquals(Scope, other.Scope) && Node == other.Node;

        public override int GetHashCode() => HashCode.Combine(System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(Scope), Node);
    }
}
