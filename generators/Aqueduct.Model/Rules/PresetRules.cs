using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;
using Aqueduct.Model;

namespace Aqueduct.Rules;

/// <summary>Constants of ready checks and metrics that cannot hold: AQ2012. By the parameters' names, so that a new preset needs no rule of its own.</summary>
static class PresetRules
{
    public static IEnumerable<Fault> Check(WorkflowModel workflow) => Check(workflow.Nodes);

    static IEnumerable<Fault> Check(EquatableArray<NodeModel> nodes)
    {
        foreach (var node in nodes.AsEnumerable())
        {
            if (node.Owner is "global::Aqueduct.Expect" or "global::Aqueduct.Measure")
                foreach (var fault in Check(node))
                    yield return fault;
            if (node.Map is { } map)
                foreach (var fault in Check(map.Nodes))
                    yield return fault;
        }
    }

    static IEnumerable<Fault> Check(NodeModel node)
    {
        var simple = node.Method.Substring(node.Method.LastIndexOf('.') + 1);
        if (simple is "InSet" or "NotInSet" or "ContainsAll" or "MostCommonInSet" && node.Arguments.All(a => a.Parameter != "values"))
            yield return Faults.At(node.Anchor, RuleIds.PresetArguments, node.Method, "the set is empty; name at least one value");
        if (simple is "Duration" or "PeakMemory" && node.Arguments.All(a => a.Kind != ArgumentSource.NodeId))
            yield return Faults.At(node.Anchor, RuleIds.PresetArguments, node.Method, "it is given nothing that a node gives; pass the artifact of the node to be measured");
        foreach (var argument in node.Arguments.AsEnumerable())
        {
            if (argument is { Parameter: "severity", Kind: not ArgumentSource.Constant })
                yield return Faults.At(argument.Anchor, RuleIds.PresetArguments, node.Method, "its severity is no constant; write Severity.Warning or Severity.Error");
            if (argument.Kind == ArgumentSource.Constant && Wrong(simple, argument) is { } reason)
                yield return reason.Fix is null
                    ? Faults.At(argument.Anchor, RuleIds.PresetArguments, node.Method, reason.Text)
                    : Faults.At(argument.Anchor, RuleIds.PresetArguments, node.Method, reason.Text).With(FixFacts.Replace + "1", reason.Fix);
        }

        if (Given(node, "min") is { } min && Given(node, "max") is { } max && Number(min) is { } low && Number(max) is { } high)
        {
            if (low > high)
                yield return Faults.At(min.Anchor, RuleIds.PresetArguments, node.Method, $"min is {Faults.Text(low)} and max is {Faults.Text(high)}: no value lies between them; swap them").With(FixFacts.Swap, "true");
            else if (simple == "StrictlyBetween" && low == high)
                yield return Faults.At(min.Anchor, RuleIds.PresetArguments, node.Method, $"min and max are both {Faults.Text(low)}: no value lies strictly between them");
        }

        if (Given(node, "from") is { Text: { } from } start && Given(node, "to")?.Text is { } to && PresetRanges.IsTime(from) && PresetRanges.IsTime(to)
            && PresetRanges.Time(from, isEnd: false) > PresetRanges.Time(to, isEnd: true))
        {
            yield return Faults.At(start.Anchor, RuleIds.PresetArguments, node.Method, $"'{from}' is later than '{to}': no time lies between them; swap them").With(FixFacts.Swap, "true");
        }
    }

    static (string Text, string? Fix)? Wrong(string method, ArgumentModel argument) => argument.Parameter switch
    {
        _ when argument.Text is null && Number(argument) is { } number && PresetRanges.Wrong(method, argument.Parameter, number) is { } reason => (reason, null),
        "pattern" when Text(argument) is { } pattern && Reason(pattern) is { } reason => ($"the pattern is no regular expression: {reason}", null),
        "text" when Text(argument) is "" => ("the text is empty: every text has it", null),
        "from" or "to" when Text(argument) is { } time && !PresetRanges.IsTime(time) => ($"'{time}' is no date; write 2026-01-31, or 2026-01-31T12:00:00Z", null),
        "maxAge" or "maxGap" when Text(argument) is { } age && !Durations.TryParse(age, out _) => ($"'{age}' is no duration; write 90s, 15m, 2h, 1d or 00:05:00", DurationHints.Suggest(age)),
        _ => null,
    };

    static string? Reason(string pattern)
    {
        try
        {
            _ = new Regex(pattern, RegexOptions.CultureInvariant);
            return null;
        }
        catch (ArgumentException e)
        {
            return e.Message.TrimEnd('.');
        }
    }

    static ArgumentModel? Given(NodeModel node, string parameter) => node.Arguments.FirstOrDefault(a => a.Parameter == parameter && a.Kind == ArgumentSource.Constant);

    /// <summary>The number that a literal of C# writes; null where it writes none.</summary>
    static double? Number(ArgumentModel argument)
    {
        var text = argument.Expression!;
        var start = text.IndexOf(")(", StringComparison.Ordinal) is >= 0 and var cast ? cast + 2 : text.StartsWith("(byte)", StringComparison.Ordinal) ? 6 : text.StartsWith("(ushort)", StringComparison.Ordinal) ? 8 : 0;
        return double.TryParse(text.Substring(start).TrimEnd('D', 'F', 'M', 'U', 'L', ')'), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    /// <summary>The text that a literal of C# writes.</summary>
    static string? Text(ArgumentModel argument) => argument.Text;
}
