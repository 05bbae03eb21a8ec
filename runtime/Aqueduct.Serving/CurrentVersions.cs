using System.Collections.Frozen;
using Aqueduct.Runtime;

namespace Aqueduct.Serving;

/// <summary>The current version of every endpoint, in memory. A new one is loaded beside the old one; requests see one set of versions as a whole, before or after.</summary>
sealed class CurrentVersions(RunStore store, IReadOnlyList<PublishedEndpoint> endpoints, Action<string> warn)
{
    readonly Dictionary<string, int> _warned = [];
    volatile FrozenDictionary<string, EndpointContent> _contents = FrozenDictionary<string, EndpointContent>.Empty;
    bool _isAway;

    /// <summary>By endpoint; nothing for one that no run has published to.</summary>
    public FrozenDictionary<string, EndpointContent> Contents => _contents;

    /// <summary>Looks again and again, until it is canceled.</summary>
    public async Task WatchAsync(TimeSpan interval, CancellationToken cancel)
    {
        using var timer = new PeriodicTimer(interval);
        try
        {
            while (await timer.WaitForNextTickAsync(cancel).ConfigureAwait(false))
                await RefreshAsync(cancel).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The server is being stopped.
        }
    }

    /// <summary>Loads what has changed in the run store. Where that is away, or bytes cannot be read, the versions at hand go on being served.</summary>
    public async Task RefreshAsync(CancellationToken cancel)
    {
        IReadOnlyList<EndpointVersion> wanted;
        try
        {
            wanted = store.Read(q => q.CurrentEndpoints());
            _isAway = false;
        }
        catch (HomeException e)
        {
            if (!_isAway)
                warn($"warning: The run store cannot be read, so that no new versions are seen: {e.Message}");
            _isAway = true;
            return;
        }

        Dictionary<string, EndpointContent>? changed = null;
        foreach (var endpoint in endpoints)
            if (wanted.FirstOrDefault(v => v.Endpoint == endpoint.Name) is { } version
                && (!_contents.TryGetValue(endpoint.Name, out var at) || at.Version.Version != version.Version || at.Version.Hash != version.Hash)
                && await LoadAsync(endpoint, version, cancel).ConfigureAwait(false) is { } content)
                (changed ??= new Dictionary<string, EndpointContent>(_contents, StringComparer.Ordinal))[endpoint.Name] = content;
        if (changed is not null)
            _contents = changed.ToFrozenDictionary(StringComparer.Ordinal);
    }

    async Task<EndpointContent?> LoadAsync(PublishedEndpoint endpoint, EndpointVersion version, CancellationToken cancel)
    {
        try
        {
            return await endpoint.LoadAsync(store.Artifacts, version, cancel).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // It is tried again; said once.
            if (!_warned.TryGetValue(endpoint.Name, out var said) || said != version.Version)
                warn($"warning: Version {version.Version} of endpoint '{endpoint.Name}' cannot be loaded: {e.Message} {(_contents.TryGetValue(endpoint.Name, out var at) ? $"Version {at.Version.Version} goes on being served." : "")}".TrimEnd());
            _warned[endpoint.Name] = version.Version;
            return null;
        }
    }
}
