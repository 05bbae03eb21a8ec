using System.Collections.Generic;
using System.Threading;
using Aqueduct.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Aqueduct.Analyzers;

/// <summary>The body of a method marked [Operator], [Check] or [Metric], as the compiler understands it.</summary>
readonly record struct OperatorBody(MethodReading Reading, OperatorModel Model, IOperation Root, SemanticModel Semantics, CancellationToken Cancel)
{
    public IMethodSymbol Method => Reading.Method;

    public IEnumerable<IOperation> Operations => Root.Descendants();

    /// <summary>A diagnostic of a rule at a place in the body.</summary>
    public static Diagnostic At(string id, Location place, params string[] arguments) => Diagnostic.Create(DescriptorTable.All[id], place, arguments);
}
