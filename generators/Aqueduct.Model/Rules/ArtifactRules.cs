using System;
using System.Collections.Generic;
using System.Linq;
using Aqueduct.Model;

namespace Aqueduct.Rules;

/// <summary>What flows between nodes: AQ1003 and AQ1004. The reader finds AQ1001 and AQ1002 itself.</summary>
static class ArtifactRules
{
    static readonly string[] LazyTypes =
    [
        "global::System.Collections.Generic.IEnumerable<", "global::System.Linq.IQueryable<", "global::System.Linq.IOrderedEnumerable<",
        "global::System.Linq.IOrderedQueryable<", "global::System.Collections.Generic.IAsyncEnumerable<",
    ];

    public static IEnumerable<Fault> Check(MethodModel method)
    {
        if (IsLazy(method.Result))
            yield return LazyResult(method);
        foreach (var parameter in method.Parameters.Where(p => p.IsByReference))
            yield return Faults.At(parameter.Anchor, RuleIds.ByRefParameter, parameter.Name, method.Name, "passed by reference");
    }

    /// <summary>Members that read and save the same column: names are the same to a database that differ in case and underscores only.</summary>
    public static IEnumerable<Fault> Columns(RowModel row)
    {
        var first = new Dictionary<string, RowMember>(StringComparer.OrdinalIgnoreCase);
        foreach (var member in row.Members.AsEnumerable())
        {
            var column = (member.Column ?? member.Name).Replace("_", "");
            if (!first.TryGetValue(column, out var other))
                first.Add(column, member);
            else if (member.Anchor > 0)
                yield return Faults.At(member.Anchor, RuleIds.DuplicateColumn, row.Type.Display, other.Name, member.Name, member.Column ?? member.Name);
        }
    }

    /// <summary>Whether the result does its work only when it is read.</summary>
    public static bool IsLazy(ResultModel result) => !result.IsStream && result.Type is { } type && LazyTypes.Any(lazy => type.Full.StartsWith(lazy, StringComparison.Ordinal));

    static Fault LazyResult(MethodModel method)
    {
        var display = method.Result.Type!.Display;
        var start = display.IndexOf('<') + 1;
        var element = display.Substring(start, display.Length - start - 1);
        var task = method.Result.Async == AsyncShape.ValueTask ? "ValueTask" : method.Result.Async == AsyncShape.Task || display.StartsWith("IAsync", StringComparison.Ordinal) ? "Task" : null;
        var instead = method.Result.Async != AsyncShape.None && display.StartsWith("IAsyncEnumerable<Table<", StringComparison.Ordinal) ? $"{display} without the task, from an async method with yield return"
            : task is null ? $"IReadOnlyList<{element}> or Table<{element}>" : $"{task}<IReadOnlyList<{element}>> or {task}<Table<{element}>>";
        return Faults.At(method.Result.Anchor, RuleIds.LazyResult, method.Name, display, instead);
    }
}
