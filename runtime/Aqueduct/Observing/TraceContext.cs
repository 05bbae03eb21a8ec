using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;

namespace Aqueduct.Runtime;

/// <summary>The trace that a run is part of.</summary>
static class TraceContext
{
    /// <summary>What the environment variables TRACEPARENT and TRACESTATE say, as W3C writes them; null where there are none, or they are none.</summary>
    public static ActivityContext? OfEnvironment(Func<string, string?> variable) =>
        ActivityContext.TryParse(variable("TRACEPARENT"), variable("TRACESTATE"), isRemote: true, out var context) ? context : null;

    /// <summary>The trace of a run that several processes do, which know of each other only its id: the same for all of them. Its first span is nobody's.</summary>
    public static ActivityContext OfRun(string run)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(run));
        return new ActivityContext(ActivityTraceId.CreateFromBytes(hash.AsSpan(0, 16)), ActivitySpanId.CreateFromBytes(hash.AsSpan(16, 8)), ActivityTraceFlags.Recorded, isRemote: true);
    }
}
