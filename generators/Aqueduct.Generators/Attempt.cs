using System;
using Microsoft.CodeAnalysis;

namespace Aqueduct.Generators;

/// <summary>A value, or how computing it failed. A failure of the generator is one diagnostic (AQ0000), not the loss of all that was generated.</summary>
sealed record Attempt<T>(T? Value, string? Failure)
    where T : class
{
    /// <summary>Neither: nothing was to be computed.</summary>
    public static readonly Attempt<T> None = new(null, null);

    public static Attempt<T> Of(string subject, Func<T> compute)
    {
        try
        {
            return new(compute(), null);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            return new(null, $"'{subject}': {error.GetType().Name}: {error.Message}");
        }
    }
}

static class InternalFailure
{
    static readonly DiagnosticDescriptor Descriptor = new(
        "AQ0000",
        "The generator failed",
        "Aqueduct failed to generate code for {0}; this is a fault in Aqueduct, please report it with the source of the method",
        "Aqueduct",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "The generator met source it was not written for and stopped at it; the rest of the app is generated.",
        helpLinkUri: "https://github.com/aqueduct-build/aqueduct/blob/main/docs/rules/AQ0000.md");

    public static Diagnostic Of(string failure) => Diagnostic.Create(Descriptor, Location.None, failure);
}
