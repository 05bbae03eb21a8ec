using Microsoft.CodeAnalysis;

namespace Aqueduct.Generators.Tests;

/// <summary>A fault of the generator itself.</summary>
public class FailureTests
{
    [Fact]
    public void A_failure_becomes_one_diagnostic_that_names_the_method()
    {
        var attempt = Attempt<string>.Of("Run", () => throw new InvalidOperationException("no reason"));
        var diagnostic = InternalFailure.Of(attempt.Failure!);

        Assert.Null(attempt.Value);
        Assert.Equal("AQ0000", diagnostic.Id);
        Assert.Equal(DiagnosticSeverity.Error, diagnostic.Severity);
        Assert.Equal(
            "Aqueduct failed to generate code for 'Run': InvalidOperationException: no reason; this is a fault in Aqueduct, please report it with the source of the method",
            diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public void Canceling_is_no_failure() =>
        Assert.Throws<OperationCanceledException>(() => Attempt<string>.Of("Run", () => throw new OperationCanceledException()));
}
