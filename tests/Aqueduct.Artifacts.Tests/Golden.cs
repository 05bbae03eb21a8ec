using Snapshooter;
using Snapshooter.Xunit;

namespace Aqueduct.Artifacts.Tests;

/// <summary>The one place that knows the snapshot library. Snapshots lie in __snapshots__ beside the test; delete one and set AQUEDUCT_SNAPSHOTS=write to make it anew.</summary>
static class Golden
{
    static Golden() =>
        // Strict: a missing snapshot fails the test instead of being written.
        Environment.SetEnvironmentVariable(
            "SNAPSHOOTER_STRICT_MODE", Environment.GetEnvironmentVariable("AQUEDUCT_SNAPSHOTS") == "write" ? "false" : "true");

    public static void Match(string text, string name) => Snapshot.Match(text, new SnapshotNameExtension(name));
}
