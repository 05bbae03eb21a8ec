using Aqueduct.Artifacts.Model;

namespace Aqueduct.Artifacts.Targets;

/// <summary>How late a cluster may start what was due.</summary>
static class CatchUps
{
    // Controllers look every ten seconds; what they have not started after a minute was missed.
    const int SecondsUntilMissed = 60, SecondsOfCatchUp = 24 * 60 * 60;

    /// <summary>Seconds after a firing in which its run may still begin.</summary>
    public static int SecondsOf(CatchUp catchUp) => catchUp == CatchUp.None ? SecondsUntilMissed : SecondsOfCatchUp;
}
