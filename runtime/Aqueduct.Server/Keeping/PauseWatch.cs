using Aqueduct.Runtime;

namespace Aqueduct.Server;

/// <summary>The workflows that are paused, looked up now and then.</summary>
sealed class PauseWatch(RunStore store, TimeProvider clock)
{
    static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);

    IReadOnlyDictionary<string, Pause> _pauses = new Dictionary<string, Pause>();
    long _looked = -1;

    /// <summary>By slug, as of half a second ago at most.</summary>
    public IReadOnlyDictionary<string, Pause> Now()
    {
        if (_looked >= 0 && clock.GetElapsedTime(_looked) < Interval)
            return _pauses;
        _pauses = store.Read(q => q.Pauses());
        _looked = clock.GetTimestamp();
        return _pauses;
    }
}
