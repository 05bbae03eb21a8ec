using System.Runtime.CompilerServices;
using Aqueduct.Runtime;
using Aqueduct.Tests.Engine;

namespace Aqueduct.Crash.Tests.Faults;

/// <summary>All tests of this assembly run on it: one call in twenty of the stores fails, one look at the clock in twenty finds it set.</summary>
static class FaultyMachine
{
    const double Share = 0.05;
    const int Seed = 20260131;

    public static Faults Faults { get; } = new(Share, Seed);

    [ModuleInitializer]
    internal static void Begin()
    {
        Failpoints.Listen(Faults.Reach);
        TestHome.Wall = new JumpingClock(Share, Seed);
    }
}
