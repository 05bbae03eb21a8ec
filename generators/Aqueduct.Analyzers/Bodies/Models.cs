using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace Aqueduct.Analyzers;

/// <summary>Semantic models of files other than the one at hand, one for each file and compilation.</summary>
static class Models
{
    static readonly ConditionalWeakTable<Compilation, ConcurrentDictionary<SyntaxTree, SemanticModel>> Tables = new();

    [SuppressMessage("MicrosoftCodeAnalysisCorrectness", "RS1030", Justification = "Operators call methods of other files; the models are kept, so that each file is bound once.")]
    public static SemanticModel Of(Compilation compilation, SyntaxTree tree) =>
        Tables.GetValue(compilation, _ => new()).GetOrAdd(tree, t => compilation.GetSemanticModel(t));
}
