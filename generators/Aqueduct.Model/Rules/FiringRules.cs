using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Aqueduct.Model;

namespace Aqueduct.Rules;

/// <summary>What starts a workflow, and settings that mean nothing without it: AQ3008 to AQ3013.</summary>
static class FiringRules
{
    public static IEnumerable<Fault> Check(WorkflowModel workflow)
    {
        var name = workflow.Name.Value;
        if (workflow.IsPart && (workflow.Schedule ?? workflow.After ?? workflow.OnFile) is { } start)
            yield return Faults.At(start.Anchor, RuleIds.ScheduledPart, name, workflow.Schedule is not null ? "Schedule" : workflow.After is not null ? "After" : "OnFile");
        else if (workflow is { IsPart: true, Webhook: { Value: true } webhook })
            yield return Faults.At(webhook.Anchor, RuleIds.ScheduledPart, name, "Webhook");
        if (workflow is { Schedule: not null, After: { } after })
            yield return Faults.At(after.Anchor, RuleIds.ScheduleAndTrigger, name, workflow.Schedule.Value, after.Value);
        if (workflow is { Schedule: null, TimeZone: { } zone })
            yield return Faults.At(zone.Anchor, RuleIds.ZoneWithoutSchedule, name, zone.Value);
        if (workflow is { Schedule: null, After: null, OnFile: null, Overlap: { } overlap } && workflow.Webhook is not { Value: true })
            yield return Faults.At(overlap.Anchor, RuleIds.FiringWithoutSchedule, name, "Overlap", "a Schedule, After, OnFile or Webhook");
        if (workflow is { Schedule: null, CatchUp: { } catchUp })
            yield return Faults.At(catchUp.Anchor, RuleIds.FiringWithoutSchedule, name, "CatchUp", "a Schedule");
        if (workflow.KeepRuns is { Value: < 0 } keep)
            yield return Faults.At(keep.Anchor, RuleIds.NegativeKeepRuns, name, keep.Value.ToString(CultureInfo.InvariantCulture)).With(FixFacts.Name, keep.Value.ToString(CultureInfo.InvariantCulture).TrimStart('-'));
    }

    /// <summary>An After that names none of the given workflows; null where it names one.</summary>
    public static Fault? Trigger(WorkflowModel workflow, IReadOnlyCollection<string> names)
    {
        var after = workflow.After!;
        if (names.Contains(after.Value, StringComparer.Ordinal))
            return null;
        var near = NearestName.Of(after.Value, names.Where(n => n != workflow.Name.Value));
        return Faults.At(after.Anchor, RuleIds.UnknownTrigger, workflow.Name.Value, after.Value, Faults.DidYouMean(near)).With(FixFacts.Replace + "1", near);
    }
}
