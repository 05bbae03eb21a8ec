using System.Collections.Generic;
using System.Composition;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Aqueduct.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Simplification;

namespace Aqueduct.CodeFixes;

/// <summary>Adds a services method for what an instance workflow asks for: all of it at once, and only where each service is a class of this project, or has one.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class AddServiceFix() : AqueductFix(RuleIds.MissingService)
{
    const string Space = "global::Microsoft.Extensions.DependencyInjection.";

    private protected override async Task OfferAsync(Offer offer)
    {
        if (!offer.Diagnostic.Properties.TryGetValue(FixFacts.Parameter, out var names) || names is null || offer.Around<ParameterListSyntax>() is not { } list || offer.Around<TypeDeclarationSyntax>() is not { } type
            || await offer.Document.GetSemanticModelAsync(offer.Cancel).ConfigureAwait(false) is not { } semantics || semantics.Compilation.GetTypeByMetadataName("Microsoft.Extensions.DependencyInjection.ServiceCollectionServiceExtensions") is null)
            return;
        var added = names.Split(',').Select(n => list.Parameters.FirstOrDefault(p => p.Identifier.ValueText == n)?.Type is { } service
            ? Registration(semantics.GetTypeInfo(service, offer.Cancel).Type, semantics.Compilation, offer.Cancel) : null).ToArray();
        if (added.Any(a => a is null))
            return;
        var calls = string.Concat(added.Distinct().Select(a => $"        {Space}ServiceCollectionServiceExtensions.AddSingleton<{a}>(services);\n"));
        var method = SyntaxFactory.ParseMemberDeclaration($"\n    [global::Aqueduct.Services]\n    internal static void {Code.FreeName("AddServices", type)}({Space}IServiceCollection services)\n    {{\n{calls}    }}\n")!
            .WithAdditionalAnnotations(Simplifier.Annotation);
        offer.Add("Add a services method", "services", offer.Root.ReplaceNode(type, type.AddMembers(method)));
    }

    /// <summary>The type arguments that add the service; null where nobody can say which class it is.</summary>
    static string? Registration(ITypeSymbol? service, Compilation compilation, CancellationToken cancel)
    {
        if (service is not INamedTypeSymbol { Arity: 0, DeclaringSyntaxReferences.Length: > 0 } named)
            return null;
        if (IsBuilt(named))
            return Name(named);
        INamedTypeSymbol[] classes = [.. compilation.GetSymbolsWithName(_ => true, SymbolFilter.Type, cancel).OfType<INamedTypeSymbol>()
            .Where(t => IsBuilt(t) && t.Arity == 0 && (t.AllInterfaces.Contains(named, SymbolEqualityComparer.Default) || Bases(t).Contains(named, SymbolEqualityComparer.Default)))];
        return classes is [var only] ? $"{Name(named)}, {Name(only)}" : null;
    }

    /// <summary>A class that the container can build without being told how or of what.</summary>
    static bool IsBuilt(INamedTypeSymbol type) => type is { TypeKind: TypeKind.Class, IsAbstract: false, IsStatic: false }
        && type.InstanceConstructors.Any(c => c.DeclaredAccessibility == Accessibility.Public && c.Parameters.Length == 0);

    static IEnumerable<INamedTypeSymbol> Bases(INamedTypeSymbol type)
    {
        for (var ancestor = type.BaseType; ancestor is not null; ancestor = ancestor.BaseType)
            yield return ancestor;
    }

    static string Name(INamedTypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);
}
