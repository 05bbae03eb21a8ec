using System.ComponentModel;
using System.Reflection;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace Aqueduct.Databases.Tests.Servers;

/// <summary>Names the server that the tests of a class need: a type with a static property <c>Missing</c>, which says why it is not to be had.</summary>
[AttributeUsage(AttributeTargets.Class)]
sealed class NeedsAttribute(Type server) : Attribute
{
    readonly PropertyInfo _missing = server.GetProperty("Missing") ?? throw new ArgumentException($"{server.Name} does not say whether it is missing.");

    public string? Reason => (string?)_missing.GetValue(null);

    /// <summary>Why the tests of a class are skipped; null where they run.</summary>
    public static string? ReasonFor(ITestMethod method) => method.TestClass.Class.ToRuntimeType().GetCustomAttribute<NeedsAttribute>()?.Reason;
}

/// <summary>A test that is skipped, with the reason, where the server is not to be had that its class needs. One contract is inherited by classes of several servers.</summary>
[XunitTestCaseDiscoverer("Aqueduct.Databases.Tests.Servers." + nameof(NeedingFactDiscoverer), "Aqueduct.Databases.Tests")]
sealed class NeedingFactAttribute : Xunit.FactAttribute;

/// <summary>The same, with data.</summary>
[XunitTestCaseDiscoverer("Aqueduct.Databases.Tests.Servers." + nameof(NeedingTheoryDiscoverer), "Aqueduct.Databases.Tests")]
sealed class NeedingTheoryAttribute : Xunit.TheoryAttribute;

sealed class NeedingFactDiscoverer(IMessageSink sink) : FactDiscoverer(sink)
{
    protected override IXunitTestCase CreateTestCase(ITestFrameworkDiscoveryOptions options, ITestMethod method, IAttributeInfo fact) =>
        new NeedingTestCase(DiagnosticMessageSink, options.MethodDisplayOrDefault(), options.MethodDisplayOptionsOrDefault(), method, null);
}

sealed class NeedingTheoryDiscoverer(IMessageSink sink) : TheoryDiscoverer(sink)
{
    protected override IEnumerable<IXunitTestCase> CreateTestCasesForDataRow(ITestFrameworkDiscoveryOptions options, ITestMethod method, IAttributeInfo theory, object[] row) =>
        [new NeedingTestCase(DiagnosticMessageSink, options.MethodDisplayOrDefault(), options.MethodDisplayOptionsOrDefault(), method, row)];
}

sealed class NeedingTestCase : XunitTestCase
{
    [EditorBrowsable(EditorBrowsableState.Never)]
    [Obsolete("For the runner, which reads it from another process.")]
    public NeedingTestCase()
    {
    }

    public NeedingTestCase(IMessageSink sink, TestMethodDisplay display, TestMethodDisplayOptions options, ITestMethod method, object[]? row)
        : base(sink, display, options, method, row)
    {
    }

    protected override string GetSkipReason(IAttributeInfo fact) => NeedsAttribute.ReasonFor(TestMethod) ?? base.GetSkipReason(fact);
}
