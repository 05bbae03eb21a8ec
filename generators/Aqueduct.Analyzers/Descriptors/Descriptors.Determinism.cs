using Aqueduct.Rules;
using Microsoft.CodeAnalysis;

namespace Aqueduct.Analyzers;

static partial class Descriptors
{
    const string Determinism = "Determinism and concurrency";

    public static readonly DiagnosticDescriptor ClockRead = new(
        RuleIds.ClockRead,
        "A cached operator reads the clock",
        "Cached operator '{0}' reads the clock ({1}): a reused result would hold the time of an earlier run. Use RunContext.Current.LogicalTime, or take the time as a parameter.",
        Determinism, DiagnosticSeverity.Warning, isEnabledByDefault: true,
        "An operator with Cache = true, or a method it calls, reads the time of day.",
        Pages + RuleIds.ClockRead + Extension);

    public static readonly DiagnosticDescriptor RandomDrawn = new(
        RuleIds.RandomDrawn,
        "A cached operator draws at random",
        "Cached operator '{0}' draws at random ({1}): no run repeats another. Use RunContext.Current.Random, which the run seeds.",
        Determinism, DiagnosticSeverity.Warning, isEnabledByDefault: true,
        "An operator with Cache = true, or a method it calls, uses a generator without a fixed seed, or makes a Guid.",
        Pages + RuleIds.RandomDrawn + Extension);

    public static readonly DiagnosticDescriptor OutsideRead = new(
        RuleIds.OutsideRead,
        "A cached operator asks the world outside",
        "Cached operator '{0}' uses {1}: what is outside may change while the inputs stay the same. Pass the value as an input, or leave out Cache.",
        Determinism, DiagnosticSeverity.Warning, isEnabledByDefault: true,
        "An operator with Cache = true, or a method it calls, reads the environment, files, the network or the console.",
        Pages + RuleIds.OutsideRead + Extension);

    public static readonly DiagnosticDescriptor SharedState = new(
        RuleIds.SharedState,
        "An operator uses shared state",
        "'{0}' uses {1}: it {2}",
        Determinism, DiagnosticSeverity.Warning, isEnabledByDefault: true,
        "An operator writes a static field or property without a lock, or a cached operator reads one that may be changed.",
        Pages + RuleIds.SharedState + Extension);

    public static readonly DiagnosticDescriptor BlockingWait = new(
        RuleIds.BlockingWait,
        "An operator blocks a thread",
        "'{0}' blocks a thread by {1}. {2}: blocked threads keep other nodes from running, and no time-out can stop them.",
        Determinism, DiagnosticSeverity.Warning, isEnabledByDefault: true,
        "An operator waits by .Result, .Wait(), GetAwaiter().GetResult(), Task.WaitAll or Thread.Sleep.",
        Pages + RuleIds.BlockingWait + Extension);

    public static readonly DiagnosticDescriptor TimeoutWithoutToken = new(
        RuleIds.TimeoutWithoutToken,
        "A time-out that nothing looks at",
        "'{0}' has Timeout {1} but takes no CancellationToken: its work goes on after the time-out. Add 'CancellationToken cancel = default' and pass it on.",
        Determinism, DiagnosticSeverity.Warning, isEnabledByDefault: true,
        "An operator with a Timeout loops or awaits, or calls something that takes a token, and has none to pass on.",
        Pages + RuleIds.TimeoutWithoutToken + Extension);

    public static readonly DiagnosticDescriptor TokenNotPassed = new(
        RuleIds.TokenNotPassed,
        "A token is not passed on",
        "'{0}' has the token '{1}' and does not pass it to '{2}', which would stop with it",
        Determinism, DiagnosticSeverity.Info, isEnabledByDefault: true,
        "An operator takes a CancellationToken and calls a method that takes one, without giving it.",
        Pages + RuleIds.TokenNotPassed + Extension);

    public static readonly DiagnosticDescriptor RunIdRead = new(
        RuleIds.RunIdRead,
        "A cached operator reads the id of its run",
        "Cached operator '{0}' reads {1}: a reused result would name an earlier run. Leave out Cache, or use LogicalTime.",
        Determinism, DiagnosticSeverity.Warning, isEnabledByDefault: true,
        "An operator with Cache = true reads RunContext.RunId for more than a log.",
        Pages + RuleIds.RunIdRead + Extension);

    public static readonly DiagnosticDescriptor ForgottenTask = new(
        RuleIds.ForgottenTask,
        "A task that nobody waits for",
        "'{0}' starts '{1}' and does not wait for it: the node ends before its work does, and a failure is never seen. Await it.",
        Determinism, DiagnosticSeverity.Warning, isEnabledByDefault: true,
        "A task is discarded, kept in a local that is never read, or started in an operator that is not async.",
        Pages + RuleIds.ForgottenTask + Extension);

    public static readonly DiagnosticDescriptor ParallelChange = new(
        RuleIds.ParallelChange,
        "A parallel loop changes a variable around it",
        "'{0}' changes '{1}' from {2}, whose passes run at once: changes are lost. Use Interlocked, a lock, or a result for each pass.",
        Determinism, DiagnosticSeverity.Warning, isEnabledByDefault: true,
        "The body of Parallel.For, Parallel.ForEach or a parallel query writes a variable or field from outside of it, or a collection that is not made for several threads.",
        Pages + RuleIds.ParallelChange + Extension);

    public static readonly DiagnosticDescriptor CacheWithoutEffect = new(
        RuleIds.CacheWithoutEffect,
        "A cached operator whose result is never reused",
        "'{0}' has Cache = true, but {1}: it runs every time. {2}.",
        Determinism, DiagnosticSeverity.Info, isEnabledByDefault: true,
        "A workflow calls an operator with Cache = true on an instance, in a map inside another map, or with an item that cannot be stored, or it keeps no artifacts.",
        Pages + RuleIds.CacheWithoutEffect + Extension);
}
