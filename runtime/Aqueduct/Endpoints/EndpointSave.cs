namespace Aqueduct.Runtime;

/// <summary>A version of an endpoint on its way to the run store.</summary>
abstract class EndpointSave : SaveRequest
{
    /// <summary>What runs name as the resource.</summary>
    public const string ResourceName = "endpoints";

    /// <summary>Where it goes: the store of the run.</summary>
    protected RunStore Store => Runs ?? throw new InvalidOperationException($"The endpoint '{Table}' is published outside a run.");

    /// <summary>Number of versions kept beside the newest one.</summary>
    public required int Keep { get; init; }

    /// <summary>Whether the version waits until somebody promotes it.</summary>
    public bool IsHeld { get; init; }

    /// <summary>Its place among the locations is behind files and databases: endpoints switch when those have.</summary>
    public override string Location => "~" + ResourceName;

    /// <inheritdoc/>
    public override string Place => "/" + Table;

    /// <inheritdoc/>
    public override PublicationTransaction Begin(CancellationToken cancel) => new EndpointTransaction(Store);

    /// <summary>Writes the value among the artifacts, where equal bytes are kept once.</summary>
    public abstract Task<(string Hash, long Bytes, string MediaType)> KeepAsync(CancellationToken cancel);
}

/// <summary>A version of an endpoint with its value.</summary>
sealed class EndpointSave<T>(T value, IArtifactCodec<T> codec) : EndpointSave
{
    /// <inheritdoc/>
    public override async Task<(string Hash, long Bytes, string MediaType)> KeepAsync(CancellationToken cancel)
    {
        var (hash, bytes) = await Store.Artifacts.WriteAsync(value, codec, cancel).ConfigureAwait(false);
        return (hash, bytes, codec.MediaType);
    }
}

/// <summary>Keeps the values of a run's endpoints, then notes all of them as the current versions, or as versions that wait, in one transaction of the run store.</summary>
sealed class EndpointTransaction(RunStore store) : PublicationTransaction
{
    readonly List<(EndpointVersion Version, int Keep)> _staged = [];
    (string Hash, long Bytes, string MediaType) _kept;

    /// <inheritdoc/>
    public override (int Rows, DateTimeOffset At)? FindPublication(string run, string node) =>
        store.Read(q => q.EndpointVersionOf(run, node)) is { } found ? (found.Rows, found.PublishedAt) : null;

    /// <inheritdoc/>
    public override void Put(SaveRequest save, CancellationToken cancel)
    {
        if (_staged.Exists(s => s.Version.Endpoint == save.Table))
            throw new ResourceException(save.Table, $"The run publishes to the endpoint '{save.Table}' twice: only one of the values would be seen. Give each an endpoint of its own.");
        // Publications are on a thread of their own, which may wait.
        _kept = ((EndpointSave)save).KeepAsync(cancel).GetAwaiter().GetResult();
    }

    /// <inheritdoc/>
    public override void Note(string run, string node, SaveRequest save, DateTimeOffset at) =>
        _staged.Add((new EndpointVersion(save.Table, 0, run, node, _kept.Hash, _kept.MediaType, _kept.Bytes, save.Rows, at, IsCurrent: !((EndpointSave)save).IsHeld), ((EndpointSave)save).Keep));

    /// <inheritdoc/>
    public override void Commit() => store.WriteAsync(transaction =>
    {
        foreach (var (version, keep) in _staged)
            EndpointVersions.Add(transaction, version, keep);
        return true;
    }).GetAwaiter().GetResult();

    /// <inheritdoc/>
    public override void Dispose()
    {
    }
}
