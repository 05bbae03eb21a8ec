using System;
using System.Collections.Generic;
using System.Linq;
using Aqueduct.Model;

namespace Aqueduct.Rules;

/// <summary>Bounds that every value of the metric's type meets, or none: AQ2014.</summary>
static class BoundTypeRules
{
    static readonly Dictionary<string, (double Low, double High)> Ranges = new(StringComparer.Ordinal)
    {
        ["byte"] = (byte.MinValue, byte.MaxValue),
        ["sbyte"] = (sbyte.MinValue, sbyte.MaxValue),
        ["short"] = (short.MinValue, short.MaxValue),
        ["ushort"] = (ushort.MinValue, ushort.MaxValue),
        ["int"] = (int.MinValue, int.MaxValue),
        ["uint"] = (uint.MinValue, uint.MaxValue),
        ["long"] = (long.MinValue, long.MaxValue),
        ["ulong"] = (ulong.MinValue, ulong.MaxValue),
    };

    public static IEnumerable<Fault> Check(OperatorModel model)
    {
        var type = model.Method.Result.Type?.Full ?? "";
        if (model.Kind != NodeKind.Metric || !Ranges.TryGetValue(type, out var range))
            return [];
        return from bound in model.Bounds
               where bound.Kind.Length > 0
               let always = Always(bound, range)
               where always is not null
               select Faults.At(bound.Anchor, RuleIds.PointlessBound, $"{bound.Kind} = {Faults.Text(bound.Limit)}", model.Method.Name, always.Value ? "always" : "never", type);
    }

    /// <summary>True where each value of the range meets the bound, false where none does, null where it depends.</summary>
    static bool? Always(BoundModel bound, (double Low, double High) range)
    {
        var (low, high) = range;
        var cannotBe = bound.Limit < low || bound.Limit > high || bound.Limit != Math.Floor(bound.Limit);
        return bound.Kind switch
        {
            "Below" => high < bound.Limit ? true : low >= bound.Limit ? false : null,
            "AtMost" => high <= bound.Limit ? true : low > bound.Limit ? false : null,
            "Above" => low > bound.Limit ? true : high <= bound.Limit ? false : null,
            "AtLeast" => low >= bound.Limit ? true : high < bound.Limit ? false : null,
            "EqualTo" => cannotBe ? false : null,
            "NotEqualTo" => cannotBe ? true : null,
            _ => null,
        };
    }
}
