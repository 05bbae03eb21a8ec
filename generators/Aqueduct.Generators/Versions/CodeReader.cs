using System.Collections.Generic;
using System.Collections.Immutable;
using System.Threading;
using Aqueduct.Generators.Incremental;
using Aqueduct.Reading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Aqueduct.Generators.Versions;

/// <summary>Reads declarations of one compilation as code.</summary>
/// <param name="files">The compilation's files, in their order.</param>
sealed class CodeReader(Compilation compilation, FileSummary[] files, CancellationToken cancel)
{
    readonly Dictionary<SyntaxTree, (SemanticModel Semantics, FileSummary File)> _trees = [];
    readonly Dictionary<ISymbol, string> _keys = new(SymbolEqualityComparer.Default);
    readonly Dictionary<string, ISymbol> _symbols = [];
    readonly Dictionary<string, List<ISymbol>> _named = [];
    readonly ProjectNames _names = new(files);
    readonly ImportedNames _imported = new(compilation, cancel);
    List<string>? _unwritten;

    /// <summary>The declaration of a key that this reader has given out.</summary>
    public ISymbol? Find(string key) => _symbols.TryGetValue(key, out var symbol) ? symbol : DocumentationCommentId.GetFirstSymbolForDeclarationId(key, compilation);

    public SemanticModel SemanticsAt(int file) => Tree(((ImmutableArray<SyntaxTree>)compilation.SyntaxTrees)[file]).Semantics;

    /// <summary>The key of a declaration, the same in every compilation.</summary>
    public string KeyOf(ISymbol symbol)
    {
        if (!_keys.TryGetValue(symbol, out var key))
        {
            _keys[symbol] = key = symbol.GetDocumentationCommentId() ?? "?:" + symbol.ToDisplayString();
            _symbols[key] = symbol;
        }

        return key;
    }

    public Code Read(ISymbol symbol)
    {
        cancel.ThrowIfCancellationRequested();
        var code = new Code();
        var parts = new List<ulong>();
        var hasQuery = false;
        foreach (var part in Parts(symbol))
        {
            var (semantics, file) = Tree(part.SyntaxTree);
            if (!code.Files.Contains(file))
                code.Files.Add(file);
            var tokens = new CodeTokens();
            if (symbol is INamedTypeSymbol type)
                AddType(part.GetSyntax(cancel), type, semantics, tokens);
            else
                tokens.Add(Declaration(part.GetSyntax(cancel)));
            foreach (var name in tokens.Names)
                AddName(name, semantics, code, tokens);
            hasQuery |= tokens.HasQuery;
            parts.Add(tokens.Hash);
        }

        if (symbol is not INamedTypeSymbol && symbol.ContainingType is { } home)
            code.Uses.Add(KeyOf(home));
        AddOverriders(symbol, code);
        if (hasQuery)
            code.Uses.UnionWith(Extensions(TypeMembers.Query));
        code.Uses.UnionWith(_unwritten ??= Extensions(TypeMembers.Unwritten));
        code.Hash = Whole(parts);
        return code;
    }

    /// <summary>The order of a partial type's files says nothing.</summary>
    static ulong Whole(List<ulong> parts)
    {
        parts.Sort();
        var hash = TokenHash.Start();
        foreach (var part in parts)
            hash.Add(part);
        return hash.Value;
    }

    static IEnumerable<SyntaxReference> Parts(ISymbol symbol)
    {
        foreach (var part in symbol.DeclaringSyntaxReferences)
            yield return part;
        if (symbol is IMethodSymbol { PartialImplementationPart: { } body })
            foreach (var part in body.DeclaringSyntaxReferences)
                yield return part;
        if (symbol is IMethodSymbol { PartialDefinitionPart: { } head })
            foreach (var part in head.DeclaringSyntaxReferences)
                yield return part;
    }

    /// <summary>A field's declarator stands for its whole declaration.</summary>
    static SyntaxNode Declaration(SyntaxNode syntax) =>
        syntax is VariableDeclaratorSyntax { Parent.Parent: BaseFieldDeclarationSyntax field } ? field : syntax;

    static void AddType(SyntaxNode syntax, INamedTypeSymbol type, SemanticModel semantics, CodeTokens tokens)
    {
        foreach (var child in syntax.ChildNodesAndTokens())
            if (child.AsNode() is not MemberDeclarationSyntax member || syntax is not TypeDeclarationSyntax || TypeMembers.RunsUnnamed(member, type, semantics))
                tokens.Add(child);
    }

    /// <summary>Only the compiler can tell which of a project's members a name means; what else it may mean is known from what surrounds the types.</summary>
    void AddName(SimpleNameSyntax name, SemanticModel semantics, Code code, CodeTokens tokens)
    {
        var text = name.Identifier.ValueText;
        var meaning = _imported.Of(name, semantics);
        foreach (var library in meaning.Libraries)
            tokens.Mix(library);
        code.UsesLibraries |= meaning.UsesLibraries;
        code.UsesRun |= meaning.UsesRun;
        foreach (var type in meaning.Types)
            code.Uses.Add(KeyOf(type));
        if (_names.IsMember(text) || (_names.IsType(text) && meaning.Types.Count == 0) || name.Parent is AliasQualifiedNameSyntax or AttributeSyntax)
            Ask(name, semantics, code, tokens);
        if (meaning.IsNamespace && Next(name) is { } next)
            Ask(next, semantics, code, tokens);
    }

    void Ask(SimpleNameSyntax name, SemanticModel semantics, Code code, CodeTokens tokens)
    {
        var info = semantics.GetSymbolInfo(name, cancel);
        if (info.Symbol is INamespaceSymbol && Next(name) is { } next)
            Ask(next, semantics, code, tokens);
        else if (info.Symbol is { } symbol)
            AddUse(symbol, code, tokens);
        else
            foreach (var candidate in info.CandidateSymbols)
                AddUse(candidate, code, tokens);
    }

    /// <summary>The name behind a dot.</summary>
    static SimpleNameSyntax? Next(SimpleNameSyntax name)
    {
        SyntaxNode node = name;
        while (node.Parent is AliasQualifiedNameSyntax || (node.Parent is QualifiedNameSyntax whole && whole.Right == node) || (node.Parent is MemberAccessExpressionSyntax access && access.Name == node))
            node = node.Parent;
        return node.Parent switch
        {
            QualifiedNameSyntax qualified => qualified.Right,
            MemberAccessExpressionSyntax member => member.Name,
            _ => null,
        };
    }

    void AddUse(ISymbol symbol, Code code, CodeTokens tokens)
    {
        symbol = symbol switch
        {
            IMethodSymbol { ReducedFrom: { } extension } => extension.OriginalDefinition,
            IMethodSymbol { MethodKind: MethodKind.Constructor } constructor => constructor.ContainingType.OriginalDefinition,
            IMethodSymbol { AssociatedSymbol: { } property } => property.OriginalDefinition,
            _ => symbol.OriginalDefinition,
        };
        if (symbol.ContainingType is { TypeKind: TypeKind.Enum } enumeration)
            symbol = enumeration;
        if (symbol.ContainingAssembly is not { } assembly)
            return;
        if (SymbolEqualityComparer.Default.Equals(assembly, compilation.Assembly))
        {
            if (symbol.DeclaringSyntaxReferences.Length > 0 && IsCode(symbol))
                code.Uses.Add(KeyOf(symbol));
        }
        else if (symbol is INamedTypeSymbol type)
        {
            tokens.Mix(KeyOf(type));
            code.UsesLibraries |= !Libraries.IsPlatform(assembly);
            code.UsesRun |= Known.IsAqueduct(type, "RunContext");
        }
    }

    /// <summary>Data of an instance is part of its type's code; an extension block has no name.</summary>
    static bool IsCode(ISymbol symbol) => symbol switch
    {
        INamedTypeSymbol or IMethodSymbol { MethodKind: not MethodKind.LocalFunction } => true,
        IPropertySymbol or IFieldSymbol or IEventSymbol => symbol.IsStatic || symbol.IsVirtual || symbol.IsAbstract || symbol.IsOverride || symbol.ContainingType.Name.Length == 0,
        _ => false,
    };

    /// <summary>A call of a virtual or interface member may end in any member of that name that can stand for it.</summary>
    void AddOverriders(ISymbol symbol, Code code)
    {
        if (!symbol.IsVirtual && !symbol.IsAbstract && !symbol.IsOverride)
            return;
        foreach (var other in Named(symbol.Name))
            if (other.IsOverride || other.ContainingType is { AllInterfaces.Length: > 0 })
                code.Uses.Add(KeyOf(other));
    }

    /// <summary>This project's extensions of these names.</summary>
    List<string> Extensions(IEnumerable<string> names)
    {
        var keys = new List<string>();
        foreach (var name in names)
            foreach (var member in Named(name))
                if (member is IMethodSymbol { IsExtensionMethod: true })
                    keys.Add(KeyOf(member));
        return keys;
    }

    List<ISymbol> Named(string name)
    {
        if (!_named.TryGetValue(name, out var members))
            _named[name] = members = new List<ISymbol>(compilation.GetSymbolsWithName(name, SymbolFilter.Member, cancel));
        return members;
    }

    (SemanticModel Semantics, FileSummary File) Tree(SyntaxTree tree)
    {
        if (_trees.Count == 0)
        {
            var trees = (ImmutableArray<SyntaxTree>)compilation.SyntaxTrees;
            for (var i = 0; i < trees.Length; i++)
                _trees[trees[i]] = (null!, files[i]);
        }

        var known = _trees[tree];
        if (known.Semantics is null)
            _trees[tree] = known = (QuickSemantics.Of(compilation, tree), known.File);
        return known;
    }
}
