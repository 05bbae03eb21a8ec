using System.Collections.Generic;
using System.Linq;
using System;
using Aqueduct.Model;

namespace Aqueduct.Rules;

/// <summary>The bounds of a metric: AQ2004, AQ2005, AQ2008, AQ2009.</summary>
static class BoundRules
{
    public static IEnumerable<Fault> Check(OperatorModel model)
    {
        if (model.Kind != NodeKind.Metric)
            return [];
        var name = model.Method.Name;
        var attributes = model.Bounds.GroupBy(b => b.Attribute);
        return attributes.Where(a => a.Count() > 1 || a.First().Kind.Length == 0).Select(a => WrongNumberOfLimits(name, a))
            .Concat(Duplicates(name, model.Bounds))
            .Concat(Contradictions(name, [.. model.Bounds.Where(b => b.Kind.Length > 0)]));
    }

    /// <summary>The bounds of a method that is no metric.</summary>
    public static IEnumerable<Fault> Misplaced(string method, EquatableArray<BoundModel> bounds) =>
        bounds.GroupBy(b => b.Attribute).Select(a => Faults.At(a.First().Anchor, RuleIds.BoundWithoutMetric, method));

    static Fault WrongNumberOfLimits(string metric, IEnumerable<BoundModel> bounds) =>
        Faults.At(bounds.First().Anchor, RuleIds.BoundLimits, metric, bounds.First().Kind.Length == 0 ? "no limit" : $"{bounds.Count()} limits");

    static IEnumerable<Fault> Duplicates(string metric, IReadOnlyList<BoundModel> bounds) =>
        from bound in bounds
        where bound.Kind.Length > 0 && bounds.Any(b => b.Attribute < bound.Attribute && IsSame(b, bound))
        select Faults.At(bound.Anchor, RuleIds.DuplicateBound, Show(bound), metric);

    static bool IsSame(BoundModel a, BoundModel b) => (a.Kind, a.Limit, a.Severity) == (b.Kind, b.Limit, b.Severity);

    static IEnumerable<Fault> Contradictions(string metric, BoundModel[] bounds)
    {
        var errors = bounds.Where(b => b.Severity == "Error").ToArray();
        BoundModel[] all = [.. errors, .. bounds.Where(b => b.Severity != "Error")];
        if (FirstUnmeetable(all) is { } unmeetable)
        {
            var pair = all.TakeWhile(e => e != unmeetable).FirstOrDefault(e => !CanHold([e, unmeetable]));
            var others = unmeetable.Severity == "Error" ? "the other Error bounds" : "the other bounds";
            yield return Faults.At(unmeetable.Anchor, RuleIds.ContradictoryBounds, $"Bound {Show(unmeetable)}", metric, pair is null ? others : Show(pair), "no value meets all of them");
            yield break;
        }

        foreach (var warning in bounds.Where(b => b.Severity != "Error"))
            if (errors.FirstOrDefault(e => IsSame(e with { Severity = warning.Severity }, warning) || Implies(Interval.Of(e), e, warning)) is { } error)
                yield return Faults.At(warning.Anchor, RuleIds.ContradictoryBounds, $"Bound {Show(warning)}", metric, $"the Error bound {Show(error)}",
                    "a run that meets the Error bound always meets this one, so that it never warns");
    }

    /// <summary>The first bound that no value meets together with those before it.</summary>
    static BoundModel? FirstUnmeetable(BoundModel[] errors) => errors.Where((_, i) => !CanHold([.. errors.Take(i + 1)])).FirstOrDefault();

    static bool CanHold(BoundModel[] bounds)
    {
        var all = bounds.Select(Interval.Of).Aggregate((a, b) => a.And(b));
        return !all.IsEmpty && !(all.Low == all.High && bounds.Any(b => b.Kind == "NotEqualTo" && b.Limit == all.Low));
    }

    /// <summary>Whether every value that meets the error bound meets the warning bound.</summary>
    static bool Implies(Interval allowed, BoundModel error, BoundModel warning) => warning.Kind == "NotEqualTo"
        ? error.Kind != "NotEqualTo" && !allowed.Contains(warning.Limit)
        : error.Kind != "NotEqualTo" && Interval.Of(warning).Contains(allowed);

    static string Show(BoundModel bound) => $"{bound.Kind} = {Faults.Text(bound.Limit)}";

    /// <summary>The values a bound allows.</summary>
    readonly record struct Interval(double Low, bool WithLow, double High, bool WithHigh)
    {
        static readonly Interval Everything = new(double.NegativeInfinity, true, double.PositiveInfinity, true);

        public bool IsEmpty => Low > High || (Low == High && !(WithLow && WithHigh));

        public static Interval Of(BoundModel bound) => bound.Kind switch
        {
            "Below" => Everything with { High = bound.Limit, WithHigh = false },
            "Above" => Everything with { Low = bound.Limit, WithLow = false },
            "AtMost" => Everything with { High = bound.Limit },
            "AtLeast" => Everything with { Low = bound.Limit },
            "EqualTo" => new(bound.Limit, true, bound.Limit, true),
            _ => Everything,
        };

        public Interval And(Interval other)
        {
            var low = Low > other.Low ? (Low, WithLow) : Low < other.Low ? (other.Low, other.WithLow) : (Low, WithLow && other.WithLow);
            var high = High < other.High ? (High, WithHigh) : High > other.High ? (other.High, other.WithHigh) : (High, WithHigh && other.WithHigh);
            return new(low.Item1, low.Item2, high.Item1, high.Item2);
        }

        public bool Contains(Interval inner) => And(inner) == inner;

        public bool Contains(double value) => Contains(new Interval(value, true, value, true));
    }
}
