using System;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace Aqueduct.Generators.Versions;

/// <summary>Semantics without the analysis of what may be null, which says nothing of what a name means.</summary>
static class QuickSemantics
{
    public static SemanticModel Of(Compilation compilation, SyntaxTree tree)
    {
        try
        {
            return Quick(compilation, tree);
        }
        catch (MissingMethodException)
        {
            return compilation.GetSemanticModel(tree);
        }
    }

    // By itself, so that a compiler without it fails in here.
    [MethodImpl(MethodImplOptions.NoInlining)]
    static SemanticModel Quick(Compilation compilation, SyntaxTree tree) =>
#pragma warning disable RSEXPERIMENTAL001 // there since Roslyn 4.8; where it goes, the slow way is left
        compilation.GetSemanticModel(tree, SemanticModelOptions.DisableNullableAnalysis);
#pragma warning restore RSEXPERIMENTAL001
}
