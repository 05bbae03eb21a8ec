using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Aqueduct.Graph;
using Aqueduct.Model;

namespace Aqueduct.Rules;

/// <summary>The shape of workflows and marked methods: AQ0005 to AQ0007 and AQ0009 to AQ0011. The reader finds the others of this family itself.</summary>
static class ShapeRules
{
    const int LongestName = 120;

    public static IEnumerable<Fault> Check(WorkflowModel workflow) =>
        Name(workflow.Name, workflow.Slug).Concat(DuplicateSaves(workflow));

    /// <summary>A workflow that has the slug of one before it.</summary>
    /// <param name="taken">The slugs of all workflows, so that the name offered instead is free.</param>
    public static Fault Duplicate(WorkflowModel workflow, string firstName, string firstEntry, IReadOnlyCollection<string> taken)
    {
        var number = 2;
        while (taken.Contains(Slug.Of($"{workflow.Name.Value} {number}")))
            number++;
        return Faults.At(workflow.Name.Anchor, RuleIds.DuplicateWorkflowName, workflow.Name.Value, workflow.Slug, firstName, firstEntry)
            .With(FixFacts.Replace + "1", $"{workflow.Name.Value} {number.ToString(CultureInfo.InvariantCulture)}");
    }

    static IEnumerable<Fault> Name(Given<string> name, string slug)
    {
        var reason = name.Value.Trim().Length == 0 ? "is empty"
            : name.Value.Length > LongestName ? $"has {Count(name.Value)} characters; {LongestName} are allowed"
            : slug.Length == 0 ? "has no letter or digit to make a command-line name of"
            : slug.Length > Slug.MaxLength ? $"gives the command-line name '{slug}' of {Count(slug)} characters; {Slug.MaxLength} are allowed"
            : null;
        if (reason is not null)
            yield return Faults.At(name.Anchor, RuleIds.WorkflowName, name.Value, reason).With(FixFacts.Replace + "1", Shortened(name.Value));
    }

    /// <summary>As many of its words as a command-line name can hold; null where not even the first fits.</summary>
    static string? Shortened(string name)
    {
        for (var end = name.LastIndexOf(' '); end > 0; end = name.LastIndexOf(' ', end - 1))
        {
            var shorter = name.Substring(0, end).TrimEnd(' ', ',', ';', ':', '-');
            if (shorter.Length <= LongestName && Slug.Of(shorter) is { Length: > 0 and <= Slug.MaxLength })
                return shorter;
        }

        return null;
    }

    static IEnumerable<Fault> DuplicateSaves(WorkflowModel workflow)
    {
        var saves = NodeWalk.All(workflow.Nodes).Where(n => n.Kind.IsPublication()).ToArray();
        return from node in saves
               where saves.TakeWhile(n => !ReferenceEquals(n, node)).Any(other => IsSamePlace(node, other) && !NodeWalk.AreExclusive(node, other))
               select Faults.At(node.Anchor, RuleIds.DuplicateSave, workflow.Name.Value, node.Table is { } table ? $"table '{table}'" : node.Endpoint is { } endpoint ? $"endpoint '{endpoint}'" : $"file '{node.Path}'", node.Resource ?? "endpoints");
    }

    static bool IsSamePlace(NodeModel one, NodeModel other) =>
        one.Kind == other.Kind && string.Equals(one.Resource, other.Resource, StringComparison.OrdinalIgnoreCase)
        && one.Endpoint == other.Endpoint
        && (one.Endpoint is not null || (one.Table is { } table ? string.Equals(table, other.Table, StringComparison.OrdinalIgnoreCase) : one.Path is { } path && path == other.Path))
        && Named(one).SequenceEqual(Named(other));

    /// <summary>What a save gives for the placeholders of its table or path.</summary>
    static IEnumerable<ArgumentModel> Named(NodeModel save)
    {
        var place = save.Table ?? save.Path ?? "";
        return from argument in save.Arguments
               where place.Contains("{" + argument.Parameter + "}")
               select argument with { Anchor = 0 };
    }

    /// <summary>A method whose body the generator writes: both it and the types around it are partial.</summary>
    public static IEnumerable<Fault> Partial(MethodModel method, NodeKind kind, bool isPartial) => Partial(method, $"{kind}", isPartial);

    /// <param name="attribute">The attribute that the body comes from.</param>
    public static IEnumerable<Fault> Partial(MethodModel method, string attribute, bool isPartial)
    {
        var reason = !isPartial ? "it is not partial" : !method.Container.IsPartial ? "a type around it is not partial" : null;
        if (reason is not null)
            yield return Faults.At(method.Anchor, RuleIds.NotPartial, attribute, method.Name, reason);
    }

    /// <summary>A method that the generated run class must call.</summary>
    public static IEnumerable<Fault> Reachable(MethodModel method)
    {
        if (!method.IsReachable && !method.Container.IsPartial)
            yield return Faults.At(method.Anchor, RuleIds.UnreachableMethod, method.Name, method.Container.Type.Display, $"and '{method.Container.Type.Display}' or a type around it is not partial. Make them partial, or the method internal.");
    }

    /// <summary>Attributes that each make a method one kind of thing.</summary>
    public static IEnumerable<Fault> Markers(string method, IReadOnlyList<string> markers, int anchor)
    {
        if (markers.Count > 1)
            yield return Faults.At(anchor, RuleIds.SeveralNodeAttributes, method, string.Join(" and ", markers.Select(m => $"[{m}]")));
    }

    static string Count(string text) => text.Length.ToString(CultureInfo.InvariantCulture);
}
