using System.Runtime.InteropServices;

namespace Aqueduct.Benchmarks.Build;

/// <summary>CPU time of the processes started here, and of theirs: what a loaded machine does not change, as it does the clock on the wall.</summary>
static partial class Children
{
    const int Ended = -1;

    /// <summary>User and system time of all that have ended, in seconds.</summary>
    public static double CpuSeconds()
    {
        if (!OperatingSystem.IsLinux() || GetResourceUsage(Ended, out var usage) != 0)
            throw new PlatformNotSupportedException("The build benchmark reads CPU times with getrusage; run it on Linux.");
        return usage.UserSeconds + usage.SystemSeconds + ((usage.UserMicroseconds + usage.SystemMicroseconds) / 1e6);
    }

    [LibraryImport("libc", EntryPoint = "getrusage")]
    private static partial int GetResourceUsage(int who, out Usage usage);

    /// <summary>The first members of <c>struct rusage</c>; those that follow are not read.</summary>
    [StructLayout(LayoutKind.Sequential, Size = 144)]
    struct Usage
    {
        public long UserSeconds;
        public long UserMicroseconds;
        public long SystemSeconds;
        public long SystemMicroseconds;
    }
}
