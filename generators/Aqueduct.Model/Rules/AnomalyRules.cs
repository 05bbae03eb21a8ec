using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Aqueduct.Model;

namespace Aqueduct.Rules;

/// <summary>Comparisons of a metric with its own history: AQ2015 and AQ2016.</summary>
static class AnomalyRules
{
    public static IEnumerable<Fault> Check(OperatorModel model) =>
        model.Kind != NodeKind.Metric ? [] : model.Anomalies.SelectMany(a => Check(model.Method.Name, a));

    /// <summary>Those on a method that is no metric.</summary>
    public static IEnumerable<Fault> Misplaced(string method, EquatableArray<AnomalyModel> anomalies) =>
        anomalies.Select(a => Faults.At(a.Anchor, RuleIds.AnomalyWithoutMetric, method));

    static IEnumerable<Fault> Check(string metric, AnomalyModel anomaly)
    {
        var (window, fewest, season) = (anomaly.Window, anomaly.MinimumRuns, anomaly.Season);
        if (window.Value < 2)
            yield return Wrong(window.Anchor, metric, "Window", Text(window.Value), "two values or more tell what is usual", "30");
        if (fewest.Value < 2)
            yield return Wrong(fewest.Anchor, metric, "MinimumRuns", Text(fewest.Value), "two values or more tell what is usual", "2");
        else if (window.Value >= 2 && fewest.Value > window.Value)
            yield return Unreachable(metric, anomaly);
        if (!(anomaly.Threshold.Value > 0) || double.IsInfinity(anomaly.Threshold.Value))
            yield return Wrong(anomaly.Threshold.Anchor, metric, "Threshold", Faults.Text(anomaly.Threshold.Value), "it is a distance above 0; 3.5 is what is recommended", "3.5");
        if (anomaly.Method == "Seasonal" && season.Value < 2)
            yield return Wrong(season.Anchor, metric, "Season", Text(season.Value), "say how many runs a season has, such as 7 for daily runs and weeks", season.Anchor == anomaly.Anchor ? null : "7");
        else if (anomaly.Method != "Seasonal" && season.Anchor != anomaly.Anchor)
            yield return Wrong(season.Anchor, metric, "Season", Text(season.Value), "only Method = AnomalyMethod.Seasonal has seasons; add it, or leave Season out", null);
    }

    /// <summary>Fewer values are ever looked at than it takes to judge: the check would always hold.</summary>
    static Fault Unreachable(string metric, AnomalyModel anomaly)
    {
        var (window, fewest) = (anomaly.Window, anomaly.MinimumRuns);
        return fewest.Anchor != anomaly.Anchor
            ? Wrong(fewest.Anchor, metric, "MinimumRuns", Text(fewest.Value), $"only {Text(window.Value)} values are looked at, so that it never judges", Text(window.Value))
            : Wrong(window.Anchor, metric, "Window", Text(window.Value), $"it takes {Text(fewest.Value)} values to judge, so that it never does", Text(fewest.Value));
    }

    static Fault Wrong(int anchor, string metric, string name, string found, string reason, string? better) =>
        Faults.At(anchor, RuleIds.AnomalyValues, metric, name, found, reason).With(FixFacts.Name, better);

    static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
