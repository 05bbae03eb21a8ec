using Aqueduct.Rules;
using Microsoft.CodeAnalysis;

namespace Aqueduct.Analyzers;

static partial class Descriptors
{
    const string Observations = "Checks and metrics";

    public static readonly DiagnosticDescriptor CheckReturn = new(
        RuleIds.CheckReturn,
        "A check that does not say yes or no",
        "Check '{0}' returns '{1}'; a check returns bool, Table<bool>, IReadOnlyList<bool>, or a Task of one",
        Observations, DiagnosticSeverity.Error, isEnabledByDefault: true,
        "A [Check] returns something other than bool or a list of bool.",
        Pages + RuleIds.CheckReturn + Extension);

    public static readonly DiagnosticDescriptor MetricReturn = new(
        RuleIds.MetricReturn,
        "A metric that is no number",
        "Metric '{0}' returns '{1}'; a metric returns a number, or a Task of one",
        Observations, DiagnosticSeverity.Error, isEnabledByDefault: true,
        "A [Metric] returns something other than a number.",
        Pages + RuleIds.MetricReturn + Extension);

    public static readonly DiagnosticDescriptor NoInput = new(
        RuleIds.NoInput,
        "A check or metric without input",
        "{0} '{1}' takes no artifact; give it a parameter for what it looks at",
        Observations, DiagnosticSeverity.Error, isEnabledByDefault: true,
        "A [Check] or [Metric] has no parameter.",
        Pages + RuleIds.NoInput + Extension);

    public static readonly DiagnosticDescriptor ContradictoryBounds = new(
        RuleIds.ContradictoryBounds,
        "Bounds that contradict each other",
        "{0} of metric '{1}' contradicts {2}: {3}",
        Observations, DiagnosticSeverity.Error, isEnabledByDefault: true,
        "No value meets all bounds, or a Warning bound is looser than the Error bound of the same side.",
        Pages + RuleIds.ContradictoryBounds + Extension);

    public static readonly DiagnosticDescriptor DuplicateBound = new(
        RuleIds.DuplicateBound,
        "The same bound twice",
        "Metric '{1}' already has a bound {0} of this severity. Remove one.",
        Observations, DiagnosticSeverity.Warning, isEnabledByDefault: true,
        "Two bounds of a metric have the same limit and severity.",
        Pages + RuleIds.DuplicateBound + Extension);

    public static readonly DiagnosticDescriptor ObservationFed = new(
        RuleIds.ObservationFed,
        "A check or metric feeds an operator",
        "{0} '{1}' feeds '{2}'. Checks and metrics observe: compute the value in an operator that both take.",
        Observations, DiagnosticSeverity.Error, isEnabledByDefault: true,
        "The result of a check or metric is an argument of an operator, query or save.",
        Pages + RuleIds.ObservationFed + Extension);

    public static readonly DiagnosticDescriptor GuardsNothing = new(
        RuleIds.GuardsNothing,
        "An Error check guards nothing",
        "Error check '{1}' guards nothing: workflow '{0}' saves nothing. Add a save, or make it a Warning.",
        Observations, DiagnosticSeverity.Warning, isEnabledByDefault: true,
        "The workflow holds an Error check, or a metric with an Error bound, but no save.",
        Pages + RuleIds.GuardsNothing + Extension);

    public static readonly DiagnosticDescriptor BoundWithoutMetric = new(
        RuleIds.BoundWithoutMetric,
        "A bound on something that is no metric",
        "[Bound] stands on '{0}', which is no metric. Mark it [Metric], or remove the bound.",
        Observations, DiagnosticSeverity.Error, isEnabledByDefault: true,
        "[Bound] stands on a method without [Metric].",
        Pages + RuleIds.BoundWithoutMetric + Extension);

    public static readonly DiagnosticDescriptor BoundLimits = new(
        RuleIds.BoundLimits,
        "A bound with no limit or several",
        "A bound of metric '{0}' has {1}. Give exactly one of Below, Above, AtMost, AtLeast, EqualTo, NotEqualTo; write a second [Bound] for a second limit.",
        Observations, DiagnosticSeverity.Error, isEnabledByDefault: true,
        "A [Bound] gives no limit, or more than one.",
        Pages + RuleIds.BoundLimits + Extension);

    public static readonly DiagnosticDescriptor ErrorCheckAsked = new(
        RuleIds.ErrorCheckAsked,
        "An if asks an Error check",
        "An if asks '{0}', whose severity is Error: where it is false the run fails, and nothing of either branch is published. Make it a Warning, or call it outside the condition.",
        Observations, DiagnosticSeverity.Warning, isEnabledByDefault: true,
        "A check that ends the run when it does not hold is asked which way to go.",
        Pages + RuleIds.ErrorCheckAsked + Extension);

    public static readonly DiagnosticDescriptor ColumnLambda = new(
        RuleIds.ColumnLambda,
        "A lambda that does more than read a column",
        "The lambda for '{0}' of '{1}' reads no single member of the row. Write c => c.Member here; what must be computed first belongs in a method of your own marked [Check] or [Metric].",
        Observations, DiagnosticSeverity.Error, isEnabledByDefault: true,
        "A lambda given to a ready check or metric captures something or calculates.",
        Pages + RuleIds.ColumnLambda + Extension);

    public static readonly DiagnosticDescriptor PresetArguments = new(
        RuleIds.PresetArguments,
        "Arguments of a ready check or metric that cannot hold",
        "'{0}': {1}",
        Observations, DiagnosticSeverity.Error, isEnabledByDefault: true,
        "A constant given to a method of Expect or Measure can never be right: min above max, a share outside of 0 to 1, a broken pattern, an empty set.",
        Pages + RuleIds.PresetArguments + Extension);

    public static readonly DiagnosticDescriptor ConstantCheck = new(
        RuleIds.ConstantCheck,
        "A check that cannot fail or cannot pass",
        "Check '{0}' {1}: it tells a good input from a bad one no more than no check would",
        Observations, DiagnosticSeverity.Warning, isEnabledByDefault: true,
        "A check returns the same constant everywhere, or never reads its parameters.",
        Pages + RuleIds.ConstantCheck + Extension);

    public static readonly DiagnosticDescriptor PointlessBound = new(
        RuleIds.PointlessBound,
        "A bound that always or never holds",
        "Bound {0} of metric '{1}' {2} holds: the metric is of type '{3}'",
        Observations, DiagnosticSeverity.Warning, isEnabledByDefault: true,
        "Every value of the metric's type is within the bound, or none is.",
        Pages + RuleIds.PointlessBound + Extension);

    public static readonly DiagnosticDescriptor AnomalyValues = new(
        RuleIds.AnomalyValues,
        "An anomaly check that cannot judge",
        "[Anomaly] of metric '{0}': {1} is {2}; {3}",
        Observations, DiagnosticSeverity.Error, isEnabledByDefault: true,
        "A number of [Anomaly] leaves nothing to judge by, or lets everything or nothing pass.",
        Pages + RuleIds.AnomalyValues + Extension);

    public static readonly DiagnosticDescriptor AnomalyWithoutMetric = new(
        RuleIds.AnomalyWithoutMetric,
        "An anomaly check on something that is no metric",
        "[Anomaly] stands on '{0}', which is no metric and has no history. Mark it [Metric], or remove it.",
        Observations, DiagnosticSeverity.Error, isEnabledByDefault: true,
        "[Anomaly] stands on a method without [Metric].",
        Pages + RuleIds.AnomalyWithoutMetric + Extension);
}
