using System.Collections.Generic;
using Microsoft.CodeAnalysis;

namespace Aqueduct.Reading;

/// <summary>Where the anchors of a reading are in the source. Analyzers keep one beside the model; the generator keeps none, so that its models stay equal when only positions change.</summary>
sealed class Anchors
{
    readonly List<Location> _locations = [];

    /// <summary>Location of an anchor; null for 0.</summary>
    public Location? this[int anchor] => anchor > 0 && anchor <= _locations.Count ? _locations[anchor - 1] : null;

    public void Add(Location location) => _locations.Add(location);
}
