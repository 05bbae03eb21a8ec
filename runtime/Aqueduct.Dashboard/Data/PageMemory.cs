using System.Collections.Concurrent;

namespace Aqueduct.Dashboard.Data;

/// <summary>What a page was drawn from on the server, for the moment until the browser has connected: the live page begins with what is on the screen already, and nothing jumps.</summary>
sealed class PageMemory(TimeProvider clock)
{
    const int Most = 100;

    static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(15);

    readonly ConcurrentDictionary<string, (object Read, long At)> _kept = new(StringComparer.Ordinal);

    /// <summary>Keeps it for a moment.</summary>
    public void Keep(string page, object read)
    {
        if (_kept.Count >= Most)
            foreach (var (old, value) in _kept)
                if (_kept.Count >= Most || clock.GetElapsedTime(value.At) > Lifetime)
                    _kept.TryRemove(old, out _);
        _kept[page] = (read, clock.GetTimestamp());
    }

    /// <summary>What was kept; null where that was long ago.</summary>
    public object? Take(string page) => _kept.TryRemove(page, out var kept) && clock.GetElapsedTime(kept.At) <= Lifetime ? kept.Read : null;
}
