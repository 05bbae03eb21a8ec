using System.Globalization;
using System.Runtime.InteropServices;
using Aqueduct.Runtime;

namespace Aqueduct.Crash.Worker;

/// <summary>Ends this process as <c>kill -9</c> does, at a place that the environment names.</summary>
static partial class Kill
{
    /// <summary>Holds a place and which of its visits is the last, such as <c>StoreCommitted:3</c>.</summary>
    public const string Variable = "AQUEDUCT_KILL_AT";

    const int Sigkill = 9;

    public static void Arm(string? at)
    {
        if (at is null)
            return;
        var parts = at.Split(':');
        var (place, left) = (Enum.Parse<Failpoint>(parts[0]), int.Parse(parts[1], CultureInfo.InvariantCulture));
        Failpoints.Listen(reached =>
        {
            if (reached == place && Interlocked.Decrement(ref left) == 0)
                _ = Send(Environment.ProcessId, Sigkill);
        });
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Send(int process, int signal);
}
