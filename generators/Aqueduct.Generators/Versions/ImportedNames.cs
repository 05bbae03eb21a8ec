using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Threading;
using Aqueduct.Reading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Aqueduct.Generators.Versions;

/// <summary>Looks names up in what surrounds the types of a file. That costs next to nothing beside binding the bodies they stand in, and another using that gives a name another meaning is seen all the same.</summary>
sealed class ImportedNames(Compilation compilation, CancellationToken cancel)
{
    readonly Dictionary<(SyntaxNode Scope, string Name), Meaning> _meanings = [];
    readonly Dictionary<SyntaxNode, List<INamespaceOrTypeSymbol>> _scopes = [];
    readonly Dictionary<ISymbol, Dictionary<string, List<INamedTypeSymbol>>> _extensions = new(SymbolEqualityComparer.Default);

    /// <summary>What a name may mean where the declaration it is written in stands.</summary>
    public Meaning Of(SimpleNameSyntax name, SemanticModel semantics)
    {
        var scope = ScopeOf(name);
        var text = name.Identifier.ValueText;
        if (!_meanings.TryGetValue((scope, text), out var meaning))
            _meanings.Add((scope, text), meaning = Read(scope, text, semantics));
        return meaning;
    }

    Meaning Read(SyntaxNode scope, string name, SemanticModel semantics)
    {
        var (libraries, types, isNamespace, usesLibraries, usesRun) = (new SortedSet<string>(StringComparer.Ordinal), new List<INamedTypeSymbol>(), false, false, false);
        foreach (var symbol in semantics.LookupSymbols(Inside(scope), name: name))
            Add(symbol);
        foreach (var imported in Imports(scope, semantics))
            if (Extensions(imported).TryGetValue(name, out var extensions))
                extensions.ForEach(AddType);

        return libraries.Count == 0 && types.Count == 0 && !isNamespace ? Meaning.None
            : new() { Libraries = libraries, Types = types, IsNamespace = isNamespace, UsesLibraries = usesLibraries, UsesRun = usesRun };

        void Add(ISymbol symbol)
        {
            switch (symbol)
            {
                case IAliasSymbol alias:
                    libraries.Add(alias.Target.ToDisplayString());
                    Add(alias.Target);
                    break;
                case INamespaceSymbol space:
                    libraries.Add(space.ToDisplayString());
                    isNamespace = true;
                    break;
                case IArrayTypeSymbol array:
                    Add(array.ElementType);
                    break;
                case INamedTypeSymbol type:
                    AddType(type);
                    foreach (var argument in type.TypeArguments)
                        if (argument is not ITypeParameterSymbol)
                            Add(argument);
                    break;

                // A using static of a class or of an enumeration.
                case { ContainingType: { } type }:
                    AddType(type);
                    break;
            }
        }

        void AddType(INamedTypeSymbol type)
        {
            if (SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, compilation.Assembly))
            {
                types.Add(type.OriginalDefinition);
                return;
            }

            libraries.Add(type.OriginalDefinition.ToDisplayString());
            usesLibraries |= type.ContainingAssembly is { } assembly && !Versions.Libraries.IsPlatform(assembly);
            usesRun |= Known.IsAqueduct(type, "RunContext");
        }
    }

    /// <summary>The namespace declaration around a type, or the file.</summary>
    static SyntaxNode ScopeOf(SyntaxNode name)
    {
        var node = name.Parent!;
        while (node is not (BaseNamespaceDeclarationSyntax or CompilationUnitSyntax))
            node = node.Parent!;
        return node;
    }

    static int Inside(SyntaxNode scope) => (scope is CompilationUnitSyntax file ? file.Members : ((BaseNamespaceDeclarationSyntax)scope).Members)[0].SpanStart;

    List<INamespaceOrTypeSymbol> Imports(SyntaxNode scope, SemanticModel semantics)
    {
        if (_scopes.TryGetValue(scope, out var imports))
            return imports;
        imports = [];
        foreach (var level in semantics.GetImportScopes(Inside(scope), cancel))
            foreach (var import in level.Imports)
                imports.Add(import.NamespaceOrType);
        var around = scope is BaseNamespaceDeclarationSyntax space ? semantics.GetDeclaredSymbol(space, cancel) as INamespaceSymbol : null;
        for (around ??= compilation.GlobalNamespace; around is not null; around = around.ContainingNamespace)
            imports.Add(around);
        _scopes.Add(scope, imports);
        return imports;
    }

    /// <summary>By the name of an extension the classes of libraries that have one of that name.</summary>
    Dictionary<string, List<INamedTypeSymbol>> Extensions(INamespaceOrTypeSymbol imported)
    {
        // A declared namespace holds this project's types alone.
        if (imported is INamespaceSymbol space)
            imported = compilation.GetCompilationNamespace(space) ?? space;
        if (_extensions.TryGetValue(imported, out var extensions))
            return extensions;
        _extensions.Add(imported, extensions = []);
        foreach (var type in imported is INamedTypeSymbol single ? [single] : imported.GetTypeMembers())
            if (type.MightContainExtensionMethods && !SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, compilation.Assembly))
                foreach (var member in type.MemberNames)
                {
                    // An extension property is a pair of methods.
                    var name = member.StartsWith("get_", StringComparison.Ordinal) || member.StartsWith("set_", StringComparison.Ordinal) ? member.Substring(4) : member;
                    if (!extensions.TryGetValue(name, out var types))
                        extensions.Add(name, types = []);
                    types.Add(type);
                }

        return extensions;
    }
}
