using System.Runtime.InteropServices;

namespace Aqueduct.Runtime;

/// <summary>The processor time that the calling thread has used so far.</summary>
static class ThreadClock
{
    const int Linux = 3, Apple = 16; // CLOCK_THREAD_CPUTIME_ID

    static readonly Func<TimeSpan>? Read = Find();

    /// <summary>It; null on systems that do not tell.</summary>
    public static TimeSpan? Now => Read?.Invoke();

    static Func<TimeSpan>? Find()
    {
        try
        {
            Func<TimeSpan>? read = OperatingSystem.IsWindows() ? OfWindows : OperatingSystem.IsLinux() ? static () => OfPosix(Linux) : OperatingSystem.IsMacOS() ? static () => OfPosix(Apple) : null;
            _ = read?.Invoke();
            return read;
        }
        catch (Exception e) when (e is DllNotFoundException or EntryPointNotFoundException or NotSupportedException)
        {
            // A system without the function: nodes that run side by side are given no processor time.
            return null;
        }
    }

    static TimeSpan OfPosix(int clock) => clock_gettime(clock, out var time) == 0
        ? TimeSpan.FromTicks(time.Seconds * TimeSpan.TicksPerSecond + time.Nanoseconds / TimeSpan.NanosecondsPerTick)
        : throw new NotSupportedException();

    static TimeSpan OfWindows() => GetThreadTimes(GetCurrentThread(), out _, out _, out var kernel, out var user) != 0 ? TimeSpan.FromTicks(kernel + user) : throw new NotSupportedException();

    [DllImport("libc"), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    static extern int clock_gettime(int clock, out Timespec time);

    [DllImport("kernel32"), DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    static extern nint GetCurrentThread();

    [DllImport("kernel32"), DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    static extern int GetThreadTimes(nint thread, out long created, out long exited, out long kernel, out long user);

    [StructLayout(LayoutKind.Sequential)]
    struct Timespec
    {
        public nint Seconds;
        public nint Nanoseconds;
    }
}
