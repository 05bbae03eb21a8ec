using System.Collections.Generic;
using Aqueduct.Generators.Incremental;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Aqueduct.Generators.Versions;

/// <summary>Goes over the tokens of a declaration: white space, comments and the attributes that say how a node is run are no part of its code.</summary>
sealed class CodeTokens
{
    static readonly HashSet<string> Policies = ["Operator", "OperatorAttribute", "Check", "CheckAttribute", "Metric", "MetricAttribute", "Bound", "BoundAttribute"];

    TokenHash _hash = TokenHash.Start();

    public ulong Hash => _hash.Value;

    /// <summary>The names among the tokens.</summary>
    public List<SimpleNameSyntax> Names { get; } = [];

    /// <summary>Whether a query expression is among them, which calls methods without their names.</summary>
    public bool HasQuery { get; private set; }

    public void Mix(string text) => _hash.Add(text);

    public void Add(SyntaxNode node)
    {
        if (node is AttributeListSyntax list && IsPolicy(list))
            return;
        if (node is SimpleNameSyntax name && !name.IsVar)
            Names.Add(name);
        HasQuery |= node.IsKind(SyntaxKind.QueryExpression);
        foreach (var child in node.ChildNodesAndTokens())
            Add(child);
    }

    public void Add(SyntaxNodeOrToken item)
    {
        if (item.AsNode() is { } node)
            Add(node);
        else
            _hash.Add(item.AsToken());
    }

    /// <summary>Retries, time-outs, severities and bounds change what is made of a result, not the result.</summary>
    static bool IsPolicy(AttributeListSyntax list)
    {
        foreach (var attribute in list.Attributes)
            if (Skeleton.LastName(attribute.Name) is not { } name || !Policies.Contains(name))
                return false;
        return true;
    }
}
