using System;
using System.Collections.Generic;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Aqueduct.Generators.Incremental;

/// <summary>Makes the summary of a file from its syntax.</summary>
sealed class Summarizer
{
    static readonly HashSet<string> None = [];

    readonly List<Declaration> _declarations = [];
    readonly List<Declaration> _candidates = [];
    readonly HashSet<string> _namespaces = [];
    bool _mayStart;

    public static FileSummary Of(SyntaxTree tree, CancellationToken cancel) =>
        tree.GetRoot(cancel) is CompilationUnitSyntax root ? new Summarizer().Read(root) : throw new ArgumentException("Not C#.", nameof(tree));

    FileSummary Read(CompilationUnitSyntax root)
    {
        var global = new Skeleton(withBodies: true);
        var aliases = new HashSet<string>();
        var isGlobal = root.AttributeLists.Count > 0;
        foreach (var item in root.Usings)
            if (!item.GlobalKeyword.IsKind(SyntaxKind.None))
            {
                AddUsing(item, global, aliases);
                isGlobal = true;
            }

        foreach (var list in root.AttributeLists)
            global.Add(list);

        var outside = new DeclarationContext(NullableDirectives(root), None, None);
        Members(root.Members, "", [], Inside(outside, null, root.Externs, root.Usings), null);
        return new FileSummary
        {
            Declarations = _declarations,
            Candidates = _candidates,
            Namespaces = _namespaces,
            GlobalHash = isGlobal ? global.Hash : 0,
            GlobalNames = global.Names,
            GlobalAliases = aliases,
            MayStart = _mayStart,
        };
    }

    static void AddUsing(UsingDirectiveSyntax item, Skeleton skeleton, HashSet<string> aliases)
    {
        skeleton.Add(item);
        if (item.Alias is { } alias)
            aliases.Add(alias.Name.Identifier.ValueText);
    }

    static DeclarationContext Inside(DeclarationContext outer, BaseNamespaceDeclarationSyntax? space, SyntaxList<ExternAliasDirectiveSyntax> externs, SyntaxList<UsingDirectiveSyntax> usings)
    {
        if (space is null && externs.Count == 0 && usings.Count == 0)
            return outer;
        var skeleton = new Skeleton(withBodies: true);
        var aliases = new HashSet<string>(outer.Aliases);
        skeleton.Mix(outer.Hash);
        skeleton.Names.UnionWith(outer.Names);
        if (space is not null)
            skeleton.Add(space.Name);
        foreach (var item in externs)
            skeleton.Add(item);
        foreach (var item in usings)
            if (item.GlobalKeyword.IsKind(SyntaxKind.None))
                AddUsing(item, skeleton, aliases);
        return new DeclarationContext(skeleton.Hash, skeleton.Names, aliases);
    }

    /// <summary>A directive before the first token keeps its place whatever is edited below it; others move with the text above them.</summary>
    static ulong NullableDirectives(CompilationUnitSyntax root)
    {
        var hash = TokenHash.Start();
        if (!root.ContainsDirectives)
            return hash.Value;
        var first = root.GetFirstToken(includeZeroWidth: true).SpanStart;
        for (var directive = root.GetFirstDirective(); directive is not null; directive = directive.GetNextDirective())
            if (directive is NullableDirectiveTriviaSyntax)
            {
                hash.Add(directive.ToString());
                hash.Add((ulong)(directive.SpanStart < first ? 0 : directive.SpanStart));
            }

        return hash.Value;
    }

    void Members(SyntaxList<MemberDeclarationSyntax> members, string path, List<string> heads, DeclarationContext context, Skeleton? type)
    {
        foreach (var member in members)
            switch (member)
            {
                case BaseNamespaceDeclarationSyntax space:
                    foreach (var part in space.Name.ToString().Split('.'))
                        _namespaces.Add(part.Trim());
                    Members(space.Members, path + space.Name + ".", heads, Inside(context, space, space.Externs, space.Usings), null);
                    break;
                case TypeDeclarationSyntax nested:
                    Type(nested, nested.Members, path, heads, context, type);
                    break;
                case EnumDeclarationSyntax enumeration:
                    Type(enumeration, default, path, heads, context, type);
                    break;
                case GlobalStatementSyntax:
                    if (!_mayStart)
                        Declare(DeclarationKind.Type, "Program", member, new Skeleton(false), path, heads, context);
                    _mayStart = true;
                    break;
                default:
                    Member(member, path, heads, context, type);
                    break;
            }
    }

    void Type(BaseTypeDeclarationSyntax syntax, SyntaxList<MemberDeclarationSyntax> members, string path, List<string> heads, DeclarationContext context, Skeleton? outer)
    {
        var name = syntax.Identifier.ValueText;
        var head = new Skeleton(withBodies: true);
        foreach (var child in syntax.ChildNodesAndTokens())
            if (child.AsNode() is not MemberDeclarationSyntax)
                head.Add(child);
        Declare(DeclarationKind.Head, name + Declaration.HeadMark, syntax, head, path, heads, context);

        var whole = new Skeleton(withBodies: false);
        whole.Mix(head.Hash);
        whole.Names.UnionWith(head.Names);
        var inner = new List<string>(heads) { name + Declaration.HeadMark };
        Members(members, path + name + ".", inner, context, whole);
        if (syntax is EnumDeclarationSyntax enumeration)
            foreach (var member in enumeration.Members)
                whole.Add(member);
        Declare(DeclarationKind.Type, name, syntax, whole, path, heads, context);
        outer?.Mix(whole.Hash);
        outer?.Names.UnionWith(whole.Names);

        // Members that the type's own declaration makes.
        if (syntax is EnumDeclarationSyntax values)
            foreach (var member in values.Members)
                Declare(DeclarationKind.Member, member.Identifier.ValueText, member, whole, path + name + ".", inner, context);
        if (syntax is TypeDeclarationSyntax { ParameterList: { } parameters })
            foreach (var parameter in parameters.Parameters)
                Declare(DeclarationKind.Member, parameter.Identifier.ValueText, parameter, Of(parameter, false), path + name + ".", inner, context);
    }

    void Member(MemberDeclarationSyntax member, string path, List<string> heads, DeclarationContext context, Skeleton? type)
    {
        var skeleton = Of(member, false);
        type?.Mix(skeleton.Hash);
        type?.Names.UnionWith(skeleton.Names);
        switch (member)
        {
            case MethodDeclarationSyntax method:
                Method(method, skeleton, path, heads, context);
                break;
            case BaseFieldDeclarationSyntax fields:
                foreach (var field in fields.Declaration.Variables)
                    Declare(DeclarationKind.Member, field.Identifier.ValueText, member, skeleton, path, heads, context);
                break;
            default:
                if (NameOf(member) is { } name)
                    Declare(DeclarationKind.Member, name, member, skeleton, path, heads, context);
                break;
        }
    }

    static string? NameOf(MemberDeclarationSyntax member) => member switch
    {
        PropertyDeclarationSyntax property => property.Identifier.ValueText,
        EventDeclarationSyntax happening => happening.Identifier.ValueText,
        DelegateDeclarationSyntax type => type.Identifier.ValueText,
        _ => null,
    };

    void Method(MethodDeclarationSyntax method, Skeleton skeleton, string path, List<string> heads, DeclarationContext context)
    {
        var name = method.Identifier.ValueText;
        _mayStart |= name == "Main";
        List<string>? attributes = null;
        var isRead = method.Modifiers.Any(SyntaxKind.PartialKeyword);
        foreach (var list in method.AttributeLists)
            foreach (var attribute in list.Attributes)
                if (Skeleton.LastName(attribute.Name) is { } last)
                {
                    (attributes ??= []).Add(last);
                    isRead |= last is "Workflow" or "WorkflowAttribute" || !KnownWithoutBody.Contains(last);
                }

        if (isRead)
        {
            skeleton = Of(method, true);
            skeleton.AddUnwritten();
        }

        var declaration = Declare(DeclarationKind.Method, name, method, skeleton, path, heads, context, attributes?.ToArray());
        if (attributes is not null)
            _candidates.Add(declaration);
    }

    /// <summary>Attributes whose methods' bodies are not read. An attribute of any other name may be an alias of [Workflow].</summary>
    static readonly HashSet<string> KnownWithoutBody = ["Operator", "Check", "Metric", "Sql", "SqlFile", "Read", "Save", "Write", "Endpoint", "Email", "Onnx", "Bound", "Anomaly", "Codec", "Services", "Fact", "Theory", "Obsolete"];

    static Skeleton Of(SyntaxNode node, bool withBodies)
    {
        var skeleton = new Skeleton(withBodies);
        skeleton.Add(node);
        return skeleton;
    }

    Declaration Declare(DeclarationKind kind, string name, SyntaxNode syntax, Skeleton skeleton, string path, List<string> heads, DeclarationContext context, string[]? attributes = null)
    {
        var names = new HashSet<string>(skeleton.Names);
        if (kind is not (DeclarationKind.Head or DeclarationKind.Type))
            names.UnionWith(heads);
        var hash = TokenHash.Start();
        hash.Add(context.Hash);
        hash.Add(path);
        hash.Add(skeleton.Hash);
        var declaration = new Declaration
        {
            Kind = kind,
            Name = name,
            Path = path,
            InSystem = IsSystem(path),
            Context = context,
            Hash = hash.Value,
            Names = names,
            Attributes = attributes,
            IsData = IsData(syntax),
            Span = syntax.Span,
        };
        _declarations.Add(declaration);
        return declaration;
    }

    static bool IsData(SyntaxNode syntax)
    {
        if (syntax is ParameterSyntax)
            return true;
        if (syntax is not (BaseFieldDeclarationSyntax or BasePropertyDeclarationSyntax) || syntax.Parent is not (ClassDeclarationSyntax or StructDeclarationSyntax or RecordDeclarationSyntax))
            return false;
        foreach (var modifier in ((MemberDeclarationSyntax)syntax).Modifiers)
            if (modifier.Kind() is SyntaxKind.StaticKeyword or SyntaxKind.ConstKeyword or SyntaxKind.VirtualKeyword or SyntaxKind.AbstractKeyword or SyntaxKind.OverrideKeyword)
                return false;
        return true;
    }

    /// <summary>Namespaces whose types C# and the readers use without anybody naming them.</summary>
    static bool IsSystem(string path) =>
        path.StartsWith("System.", StringComparison.Ordinal) || path is "Aqueduct." or "Aqueduct.Runtime." or "Aqueduct.Generated.";
}
