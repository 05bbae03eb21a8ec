using Snapshooter.Xunit;

namespace Aqueduct.Generators.Tests.Support;

/// <summary>Compares text with the file committed for the test. The one place that knows the snapshot library.</summary>
static class Snapshots
{
    const string Strict = "SNAPSHOOTER_STRICT_MODE";

    // A snapshot that is missing fails. To record one, run the tests with SNAPSHOOTER_STRICT_MODE=false.
    static Snapshots() => Environment.SetEnvironmentVariable(Strict, Environment.GetEnvironmentVariable(Strict) ?? "true");

    public static void Match(string text) => Snapshot.Match(text);
}
