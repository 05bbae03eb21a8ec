using System.Collections.Generic;
using Aqueduct.Generators.Incremental;

namespace Aqueduct.Generators.Versions;

/// <summary>What of a project bears which name. A name that nothing but data bears needs no binding: it belongs to a type that is named as well.</summary>
sealed class ProjectNames
{
    readonly HashSet<string> _types = [];
    readonly HashSet<string> _members = [];

    public ProjectNames(FileSummary[] files)
    {
        foreach (var file in files)
            foreach (var declaration in file.Declarations)
                if (declaration.Kind == DeclarationKind.Type)
                    _types.Add(declaration.Name);
                else if (declaration.Kind != DeclarationKind.Head && !declaration.IsData)
                    _members.Add(declaration.Name);
    }

    public bool IsType(string name) => _types.Contains(name);

    /// <summary>Whether a method, something static, a constant, or a property that another may stand for bears the name.</summary>
    public bool IsMember(string name) => _members.Contains(name);
}
