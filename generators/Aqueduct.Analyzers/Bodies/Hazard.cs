using Microsoft.CodeAnalysis;

namespace Aqueduct.Analyzers;

/// <summary>What makes a result depend on more than the inputs.</summary>
enum HazardKind
{
    Clock,
    Random,
    Outside,
    SharedRead,
    SharedWrite,
    RunId,
}

/// <summary>Something an operator should not do.</summary>
/// <param name="What">How it is named in a message: <c>DateTime.Now</c>, and where it stands in another method, that method.</param>
/// <param name="Place">Where it stands, or where the method is called that does it.</param>
readonly record struct Hazard(HazardKind Kind, string What, SyntaxNode Place);
