using System.Globalization;

namespace Aqueduct.Deploying;

/// <summary>A version of an app that the cluster keeps.</summary>
/// <param name="record">The object that holds it.</param>
public sealed class DeployedVersion(Manifest record)
{
    /// <summary>Its number; the first is 1.</summary>
    public int Number => int.Parse(record.Label(VersionHistory.RecordLabel)!, CultureInfo.InvariantCulture);

    /// <summary>The app's own version.</summary>
    public string? AppVersion => record.Label(Manifest.VersionLabel);

    /// <summary>Whether all of it was applied; otherwise something came between.</summary>
    public bool IsComplete => record.Annotation(VersionHistory.StateAnnotation) == VersionHistory.Applied;

    /// <summary>The version whose objects it has, if it is a way back.</summary>
    public int? Restores => record.Annotation(VersionHistory.RestoresAnnotation) is { } number ? int.Parse(number, CultureInfo.InvariantCulture) : null;

    /// <summary>When it was made, as the cluster writes times.</summary>
    public string? Created => record.Json["metadata"]?["creationTimestamp"]?.GetValue<string>();

    /// <summary>The object that holds it.</summary>
    internal Manifest Record => record;

    /// <summary>Its objects.</summary>
    public AppManifests Manifests => VersionHistory.Unpack(record);
}
