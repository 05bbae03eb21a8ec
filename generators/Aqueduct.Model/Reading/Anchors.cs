using System.Collections.Generic;
using Microsoft.CodeAnalysis;

namespace Aqueduct.Reading;

/// <summary>Where the anchors of a reading are in the source. Analyzers keep one beside the model; the generator keeps none: all anchors of its models are 0, so that they stay equal when only positions change.</summary>
sealed class Anchors
{
    readonly List<Location> _locations = [];

    /// <summary>Location of an anchor; null for 0.</summary>
    public Location? this[int anchor] => anchor > 0 && anchor <= _locations.Count ? _locations[anchor - 1] : null;

    /// <summary>Keeps a location and returns its anchor, counted from 1.</summary>
    public int Add(Location location)
    {
        _locations.Add(location);
        return _locations.Count;
    }
}
