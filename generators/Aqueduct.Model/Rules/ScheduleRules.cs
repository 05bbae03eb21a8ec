using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System;
using Aqueduct.Model;

namespace Aqueduct.Rules;

/// <summary>Schedules, time zones, time-outs and parameters of a workflow: AQ3001 to AQ3004 and AQ3007.</summary>
static class ScheduleRules
{
    public static IEnumerable<Fault> Check(WorkflowModel workflow)
    {
        if (workflow.TimeZone is { } zone && !TimeZoneNames.IsKnown(zone.Value))
            yield return UnknownTimeZone(zone);
        if (workflow.Schedule is not null || workflow.After is not null)
            foreach (var parameter in workflow.Parameters.Where(p => p.IsRequired))
                yield return Faults.At(parameter.Anchor, RuleIds.RequiredParameter, workflow.Name.Value, parameter.Name, workflow.Schedule is null ? "starts after another" : "has a schedule");
        if (workflow.Schedule is not { } schedule)
            yield break;

        if (CronParser.Parse(schedule.Value, out var error) is not { } cron)
            yield return InvalidCron(schedule, error!);
        else if (cron.ShortestInterval() is not { } interval)
            yield return NeverFires(schedule);
        else if (OutlastsInterval(workflow, interval))
            yield return TimeoutBeyondInterval(workflow, interval);
    }

    static Fault UnknownTimeZone(Given<string> zone)
    {
        var near = TimeZoneNames.Near(zone.Value);
        var fault = Faults.At(zone.Anchor, RuleIds.UnknownTimeZone, zone.Value, Faults.DidYouMean(near.Count > 0 ? near[0] : null));
        for (var i = 0; i < near.Count; i++)
            fault = fault.With($"{FixFacts.Replace}{i + 1}", near[i]);
        return fault;
    }

    static Fault InvalidCron(Given<string> schedule, CronError error)
    {
        var position = (error.Position + 1).ToString(CultureInfo.InvariantCulture);
        var fault = Faults.At(schedule.Anchor, RuleIds.InvalidCron, schedule.Value, error.Reason, position)
            .Within(error.Position, error.Length)
            .With(FixFacts.Replace + "5", WithoutSeconds(schedule.Value));
        foreach (var preset in CronSchedule.Presets)
            fault = fault.With(FixFacts.Replace + preset, preset);
        return fault;
    }

    /// <summary>The five fields of a six-field expression.</summary>
    static string? WithoutSeconds(string text)
    {
        var fields = text.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        if (fields.Length != 6)
            return null;
        var five = string.Join(" ", fields, 1, 5);
        return CronParser.Parse(five, out _) is null ? null : five;
    }

    /// <summary>The day of the month is what most often cannot be: without it, or on the month's last day, it fires.</summary>
    static Fault NeverFires(Given<string> schedule)
    {
        var fault = Faults.At(schedule.Anchor, RuleIds.NeverFires, schedule.Value);
        var fields = schedule.Value.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        if (fields.Length != 5)
            return fault;
        foreach (var day in new[] { "L", "*" })
        {
            fields[2] = day;
            var text = string.Join(" ", fields);
            if (CronParser.Parse(text, out _)?.ShortestInterval() is not null)
                return fault.With(FixFacts.Replace + "1", text);
        }

        return fault;
    }

    static bool OutlastsInterval(WorkflowModel workflow, TimeSpan interval) =>
        (workflow.Overlap?.Value ?? "Skip") is "Skip" or "Queue" && Durations.TryParse(workflow.Timeout?.Value, out var timeout) && timeout > interval;

    static Fault TimeoutBeyondInterval(WorkflowModel workflow, TimeSpan interval)
    {
        var overlap = workflow.Overlap?.Value ?? "Skip";
        return Faults.At(workflow.Timeout!.Anchor, RuleIds.TimeoutBeyondInterval, workflow.Name.Value, workflow.Timeout.Value, workflow.Schedule!.Value,
            interval.ToString("c", CultureInfo.InvariantCulture), overlap, overlap == "Skip" ? "left out" : "piled up")
            .With(FixFacts.Replace + "1", interval.ToString("c", CultureInfo.InvariantCulture));
    }
}
