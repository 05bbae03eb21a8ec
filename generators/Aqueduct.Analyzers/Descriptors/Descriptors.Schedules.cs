using Aqueduct.Rules;
using Microsoft.CodeAnalysis;

namespace Aqueduct.Analyzers;

static partial class Descriptors
{
    const string Schedules = "Schedules and parameters";

    public static readonly DiagnosticDescriptor InvalidCron = new(
        RuleIds.InvalidCron,
        "A schedule that is no cron expression",
        "Schedule '{0}' is no cron expression: {1} (position {2})",
        Schedules, DiagnosticSeverity.Error, isEnabledByDefault: true,
        "Schedule is neither five cron fields (minute, hour, day of the month, month, weekday) nor one of @hourly, @daily, @weekly, @monthly, @yearly.",
        Pages + RuleIds.InvalidCron + Extension);

    public static readonly DiagnosticDescriptor NeverFires = new(
        RuleIds.NeverFires,
        "A schedule that never fires",
        "Schedule '{0}' never fires: no day meets its day, month and weekday together",
        Schedules, DiagnosticSeverity.Error, isEnabledByDefault: true,
        "The fields are valid one by one, but there is no such day: 30 February, or the second Monday on the first of a month.",
        Pages + RuleIds.NeverFires + Extension);

    public static readonly DiagnosticDescriptor UnknownTimeZone = new(
        RuleIds.UnknownTimeZone,
        "An unknown time zone",
        "'{0}' is no IANA time zone. {1}Names look like Europe/Berlin or UTC.",
        Schedules, DiagnosticSeverity.Error, isEnabledByDefault: true,
        "TimeZone is no name of the IANA time zone database.",
        Pages + RuleIds.UnknownTimeZone + Extension);

    public static readonly DiagnosticDescriptor RequiredParameter = new(
        RuleIds.RequiredParameter,
        "A scheduled workflow with a required parameter",
        "Workflow '{0}' {2}, but nobody gives its parameter '{1}' a value when it fires. Give the parameter a default.",
        Schedules, DiagnosticSeverity.Error, isEnabledByDefault: true,
        "A workflow with a Schedule, or with After, has a parameter without a default.",
        Pages + RuleIds.RequiredParameter + Extension);

    public static readonly DiagnosticDescriptor InvalidDuration = new(
        RuleIds.InvalidDuration,
        "A malformed duration",
        "Timeout '{0}' is no positive duration. Write 00:05:00, or a number with s, m, h or d: 90s, 15m, 2h, 1d.",
        Schedules, DiagnosticSeverity.Error, isEnabledByDefault: true,
        "A Timeout is no positive time span.",
        Pages + RuleIds.InvalidDuration + Extension);

    public static readonly DiagnosticDescriptor ParameterType = new(
        RuleIds.ParameterType,
        "A workflow parameter that a command line cannot give",
        "Workflow parameter '{0}' has type '{1}', which a command line cannot give. Use a number, bool, string, date, Guid or enum.",
        Schedules, DiagnosticSeverity.Error, isEnabledByDefault: true,
        "A parameter of a workflow method is no scalar.",
        Pages + RuleIds.ParameterType + Extension);

    public static readonly DiagnosticDescriptor TimeoutBeyondInterval = new(
        RuleIds.TimeoutBeyondInterval,
        "A run may outlast the interval of its schedule",
        "Workflow '{0}' may run for {1}, but schedule '{2}' fires every {3} and Overlap is {4}: runs would be {5}. Shorten Timeout, fire less often, or choose another Overlap.",
        Schedules, DiagnosticSeverity.Warning, isEnabledByDefault: true,
        "Timeout is longer than the shortest interval of Schedule, and Overlap is Skip or Queue.",
        Pages + RuleIds.TimeoutBeyondInterval + Extension);

    public static readonly DiagnosticDescriptor ScheduledPart = new(
        RuleIds.ScheduledPart,
        "A schedule on a workflow that can only be called",
        "Workflow '{0}' takes artifacts and can only be called by other workflows, but has {1}. Remove it, or compute the artifacts inside.",
        Schedules, DiagnosticSeverity.Error, isEnabledByDefault: true,
        "A workflow with a parameter that is an artifact has a Schedule, After, OnFile or Webhook.",
        Pages + RuleIds.ScheduledPart + Extension);

    public static readonly DiagnosticDescriptor UnknownTrigger = new(
        RuleIds.UnknownTrigger,
        "After names no workflow",
        "Workflow '{0}' starts after '{1}', which no workflow of the app is called. {2}Write the display name that its [Workflow] gives.",
        Schedules, DiagnosticSeverity.Error, isEnabledByDefault: true,
        "After is not the display name of a workflow of the app.",
        Pages + RuleIds.UnknownTrigger + Extension);

    public static readonly DiagnosticDescriptor ScheduleAndTrigger = new(
        RuleIds.ScheduleAndTrigger,
        "A schedule and After together",
        "Workflow '{0}' starts by schedule '{1}' and after '{2}': it runs twice. Keep one of them.",
        Schedules, DiagnosticSeverity.Warning, isEnabledByDefault: true,
        "A workflow has both a Schedule and After.",
        Pages + RuleIds.ScheduleAndTrigger + Extension);

    public static readonly DiagnosticDescriptor ZoneWithoutSchedule = new(
        RuleIds.ZoneWithoutSchedule,
        "A time zone without a schedule",
        "Workflow '{0}' has TimeZone '{1}' but no Schedule that it could apply to. Add one, or remove TimeZone.",
        Schedules, DiagnosticSeverity.Warning, isEnabledByDefault: true,
        "TimeZone is given and Schedule is not.",
        Pages + RuleIds.ZoneWithoutSchedule + Extension);

    public static readonly DiagnosticDescriptor FiringWithoutSchedule = new(
        RuleIds.FiringWithoutSchedule,
        "A setting without effect",
        "Workflow '{0}' has {1}, which has no effect without {2}. Add it, or remove {1}.",
        Schedules, DiagnosticSeverity.Warning, isEnabledByDefault: true,
        "Overlap is given without anything that starts the workflow by itself, or CatchUp without Schedule.",
        Pages + RuleIds.FiringWithoutSchedule + Extension);

    public static readonly DiagnosticDescriptor NegativeKeepRuns = new(
        RuleIds.NegativeKeepRuns,
        "A negative number of runs to keep",
        "KeepRuns of workflow '{0}' is {1}; it is the number of runs that are kept, or 0 to keep all",
        Schedules, DiagnosticSeverity.Error, isEnabledByDefault: true,
        "KeepRuns is less than 0.",
        Pages + RuleIds.NegativeKeepRuns + Extension);

    public static readonly DiagnosticDescriptor TimeoutBeyondWorkflow = new(
        RuleIds.TimeoutBeyondWorkflow,
        "An operator may outlast its workflow",
        "'{0}' may take {1}, but workflow '{2}' ends after {3}. Shorten the operator's Timeout or lengthen the workflow's.",
        Schedules, DiagnosticSeverity.Warning, isEnabledByDefault: true,
        "An operator's Timeout, once or for all of its attempts, is longer than the Timeout of a workflow that calls it.",
        Pages + RuleIds.TimeoutBeyondWorkflow + Extension);

    public static readonly DiagnosticDescriptor TriggerNeverRuns = new(
        RuleIds.TriggerNeverRuns,
        "After names a workflow that never runs by itself",
        "Workflow '{0}' starts after '{1}', which takes artifacts and runs only inside of other workflows: its success starts nothing. Name a workflow that calls it.",
        Schedules, DiagnosticSeverity.Error, isEnabledByDefault: true,
        "After is the display name of a workflow with a parameter that is an artifact.",
        Pages + RuleIds.TriggerNeverRuns + Extension);
}
