using System.Collections.Generic;
using System.Linq;

namespace Aqueduct.Rules;

/// <summary>The places that apps are deployed to: the one list of them, for the rules and, as a linked file, for the build tasks.</summary>
static class DeployTargets
{
    /// <summary>In ordinal order; whether <c>dotnet publish -p:AqueductTarget=…</c> deploys there, beside having its rules checked.</summary>
    static readonly (string Name, bool Deploys)[] All =
    [
        ("airflow", true),
        ("argo", true),
        ("compose", false),
        ("container", true),
        ("kubernetes", true),
        ("lambda", true),
        ("local", true),
    ];

    /// <summary>All that aqueduct.json may name.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. All.Select(t => t.Name)];

    /// <summary>Those that publishing deploys to.</summary>
    public static IReadOnlyList<string> Deployed { get; } = [.. All.Where(t => t.Deploys).Select(t => t.Name)];
}
